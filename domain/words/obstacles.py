"""Words that say what blocks. Two points make a predicate that a triage owner can decide on."""

from domain.words.matching import Group, Kind

REQUIRED = Group(
    "required", Kind.STRONG,
    "The machine demands a value.",
    """required, require, mandatory, compulsory, obligatory, forced, forces, must|have|has to be ~ set|filled|chosen|selected|entered|ticked|completed|typed, can't|cannot|can|may not be empty|blank|skipped,
    can't|cannot|can|may be|left|leave empty|blank, @not ~ save|close|proceed|continue|advance|submit|create|finish|leave|move|log ~ without|unless|until|till, without filling|choosing|entering|selecting,
    asks|asking|asked|ask me|us|for|again|already|twice|on|at|in|about, demanded|demand, insists on, wants|want a|an|the|me to, won't let ~ without|until|unless, starred, red star, must tick|fill|enter|choose|pick|select|set|give|name|key|write|add,
    have|has|need to name|fill|pick|choose|select|enter|give|put|tick|state|specify|provide, needed before|to|at|for, can't pass|move|leave ~ without|until, is due, to be filled, forces|forcing us|me|reps, makes|make me|us choose|fill|pick|enter|select|type,
    obligatorio, obligatoria, obligatoire, obrigatório, obrigatória, obligatorios, pflicht, pflichtfeld, verplicht, zwingend, obbligatorio, exige, pide, demande, verlangt""",
)
TOO_EARLY = Group(
    "too early", Kind.WEAK,
    "It is asked before the answer can be known.",
    """too early, too soon, before i|we|the|anyone|anybody, don't|can't|cannot|not|only|nobody|nobody|never know|knows|known ~ yet|until|at|before|that|after, at that|this point|stage|moment|time, at|in stage #, at creation, on creation, when|on creating|create,
    at closed won, not yet, hasn't|haven't|not even, i|we only know, ahead of time, known yet, no idea yet, first call|meeting, have no, way before, before the, months before, can't possibly, possibly know,
    there is|are no, nobody knows, no one knows, zu früh, trop tôt, demasiado pronto, muy temprano, cedo demais, to leave, to get past, to move to, already in stage, noch nicht, pas encore, todavía no, ainda não, nadie lo sabe, kann ich noch""",
)
SLOW = Group(
    "slow", Kind.STRONG,
    "Time or steps that the screen costs.",
    """takes|take|took|taking|needs|need ~ # @unit, # @unit, slow, slower, slowly, laggy, lag, lags, freezes, freeze, freezing, frozen, hangs, hang, spinner, spins, spinning, loading, loads forever, takes|take forever|ages|minutes|hours|long, took ages|forever|hours|minutes,
    times|time|timed|timing out, timeout, too long, too many|much clicks|click|steps|scrolling, half a minute, forever|ages to, to load, buffering, fetch a coffee, make coffee, make a coffee, a minute or, unresponsive, white page|screen, stuck loading|on, performance,
    langsam, lento, lenta, lent, lente, dauert, tarda, demora, traag, ewig, met # secondes, clicking through, clicks to, several|many|endless|countless clicks|screens, goes through # screens, go through # screens, open # pages""",
)
CANNOT = Group(
    "cannot", Kind.STRONG,
    "Something that somebody wants to do and may not or cannot.",
    """@not @do, @not ~ be @do, @not able to @do, @not ~ able to @do, not possible|impossible|no way|no option|no chance to @do, can not ~ @do, cannot ~ @do, can't ~ @do, cant ~ @do, couldn't ~ @do, unable to ~ @do, won't let, doesn't let, don't let, not let, doesn't|don't|not allow, @not allowed to, not be @do,
    no one|nobody can|is able to|allowed, nobody|noone can, has to ask|request|wait, have to ask|wait|message|chase|request|email|ping|call ~ ops|ae|admin|revops|manager|him|her|them|it|support, must chase|ask, only by|via|through|after|for|from|one, one by one, one at a time, impossible to, not editable, uneditable, not clickable,
    not searchable, not sortable, not available|visible|selectable|possible|supported|accessible|shown|displayed, uncheckable, kann ~ nicht @do, @do nicht, nicht @do, no puedo, no se puede, no podemos, no deja, não consigo, não dá para, não posso, não conseguimos, não permite, impossible de, ne peux|peut|pouvons pas, on ne peut, kan niet, non posso, non riesco, lässt sich nicht,
    i|we have to open, had to @do, no access, blocks, blocked, blocking, blocks me|us, prevents, stops me|us, does not @works, # of my, can only, could only, stuck because|until|on, kann man nicht, keinen zugriff, sin acceso, pas accès, sem acesso""",
)
LOCKED = Group(
    "access", Kind.STRONG,
    "Rights, locks and ownership.",
    """read only, readonly, read rights|access, locked, lock, locks, greyed|grayed|greyed out, grey, disabled, insufficient, access denied, denied, permission, permissions, privilege, privileges, no access, do not have access, edit rights|access|permission, not have rights, hidden from|for, only ops|ae|admin|admins|manager|managers|the|my can|could|is|has|sees|see, because ~ owns, owned by,
    belongs to, assigned to, was assigned, reassigned, wrong|different|other|another owner|team|rep|territory|queue|region, unassigned, taken|took away, given to somebody|someone|another, until ops, needs|need|requires|wait|waiting for ~ approval, to be approved, invisible, not visible, no rights, keine rechte|berechtigung, nur der|die, nicht bearbeiten, schreibgeschützt, gesperrt, sin permiso|permisos,
    solo lectura, sem permissão, lecture seule, accès refusé, bloqueado, bloqueada, verrouillé, grisé, private to, can't see each other, credentials, licence|license|seat missing, restricted, everyone can see|edit|delete, lost access, no longer see|edit|access, not mine""",
)
MISSING = Group(
    "missing", Kind.STRONG,
    "Something that ought to be there and is not.",
    """missing, is not there, isn't there, not there|shown|listed|displayed|included|populated|filled|available, not on|in|offered|covered, isn't on|in|available|shown|included, lacks, lack, lacking, no|without ~ @container, no * @container, no|without option|value|values|way|place|reason|explanation|legend|description|help|guide|guidance|place|history|currency|date|unit|total|totals|sum|owner|results|hit|hits|match, there's|there is|are no @container,
    gone, disappeared, disappears, disappear, vanished, vanish, vanishes, empty, blank, doesn't|don't|not|never|didn't|won't ~ show|appear|include|cover|display|exist|arrive|come, not showing|appearing|visible|displaying, nowhere to, nothing to|on|about|in, left out, leaves out, leave out, omitted, omits, removed, dropped, drops, drop, loses, lose, lost, losing, without the, there's no, there is no, there are no,
    no place|column|field|way|option|button|filter|search|results|note, returns nothing|none|zero|#, got nothing, none of, no longer @works, no longer shows|there|works|possible|available, fehlt, fehlen, leer, falta, faltan, vacío, vazia, vazio, vacía, manque, manquent, vide, absent, ontbreekt, manca, nicht mehr, verschwunden, need|needs a|an|the filter|column|field|option|button|way|view|report|total|chart, please add, should have a, would need a,
    need it by, can't be found, not found, nothing comes up|back, not part of, excluded, not captured|stored|recorded|tracked|logged|saved|kept, wiped, wipes, wiped out, erased, erases, deletes, deleted, clears, cleared, is lost, was lost, are lost, everything i typed|wrote, se pierde|pierden, perdu, verloren""",
)
WRONG = Group(
    "wrong value", Kind.STRONG,
    "A value, an order or a target that is not what it should be.",
    """overwrites, overwritten, overwrite, overrides, overridden, resets, reset, resetting, flips, flipped, flip, reverts, reverted, goes|jumps|pushes|pushed|puts|sets|set|changes|changed|changing|switches|moves|comes|come|falls|jump|flips|goes back, back to, turns into|red|green, turned red|green|into, keeps @made, keeps changing|resetting|jumping|asking|logging, wrong date|deal|account|number|numbers|order|month|quarter|opp|opportunity|contact|currency|year|day|value|values|amount|region|stage|total|name|person|one|time|zone|price|product|customer|email|place|field|template|language,
    to|on|into|onto|under|picks|pick|attaches|starts the wrong, doubled, doubles, counts, count, counted, counting, double counts|counted, includes, include, included, excludes, exclude, ignores, ignore, ignored, leaves, left|leave ~ out, truncated, truncates, truncate, cuts, cut|cuts|chops|chopped off, chopped, cropped, capped at, stops at, limited|limit to|of|at, only # characters, # characters, # chars, max #, only|just shows|show|finds|find|accepts|accept|displays|offers|lists|has|knows|know|goes|allows|supports|works|takes|covers|see|export|exports|the first,
    defaults|default|defaulting to, sorts, sorted, sort by|order, groups|grouped|group by, ordered by, instead of, rather than, still shows|says|show|say|has|lists|there|counts|there|green|red|red|says|on|open|appear|appears|includes|active, shows|show|showing|says|displays # , shows|show the|last|old|only|as|up|my|a|in|yesterday|wrong|different, out of date|sync, outdated, stale data|numbers|value, not up to date, not updated|updating|refreshed|synced|syncing|matching|correct|right|calculated, hasn't|haven't updated|synced|refreshed|been, days|hours|weeks|day|hour late|behind|later|ago, one day early|late|off, previous|next day|month|quarter,
    mismatch, mismatches, mismatched, doesn't|don't|not|never match|tally|add|reconcile|agree|reflect|update|refresh|equal|balance|respect, differs|differ|different|deviates from|than|numbers|number|totals|amounts|values|results|figures, too high|low, # too|short|higher|lower, short by, off by, rounds, rounded, converted, converts, in|with|uses the wrong|old|last, miscalculated, calculated|calculates wrong|from|with|on|before|after, becomes, become, appears|appear|shows|show as, looks like, marked as, treated as, assumes, misspelled|garbled, arrive as, puts # into, puts * into, mixes, mixed up, mixes up, swaps, swapped, reversed, wrong way, reads|read as,
    falsch, falsche, falschen, falscher, überschreibt, überschrieben, incorrecto, incorrecta, equivocado, equivocada, errado, errada, faux, fausse, mauvais|mauvaise date|montant|compte, écrase, sobrescribe, sobrescreve, stimmt nicht, stimmen nicht, no coincide|coinciden, no cuadra|cuadran, ne correspond|correspondent pas, ne colle pas, não bate|batem, não confere, abgeschnitten, coupé, cortado, last year, next to, is below, below #, at the bottom|end|very, hidden under|behind|below|in, buried, mis click, misclick""",
)
DUPLICATE = Group(
    "duplicate", Kind.STRONG,
    "The same thing more than once.",
    """duplicate, duplicates, duplicated, duplicating, dupes, dupe, dups, twice, two times, three times, exists|exist|appears|shows|show|see|appear|in|have # times, second|another copy|contact|account|opp|record, same @object ~ twice|times, makes|made|creates|created|create a|an new|second, clones, cloned, clone, repeats, repeated, repeat, again and again, there are|is # @object, # times, # @object for ~ same, # @object with ~ same, has|have|with # @object, two * projects|records|tasks|accounts|contacts, merge, merged, merging, doppelt, doppelte, doublon, doublons, duplicado, duplicada, duplicados, duplicadas, dubbel, doppione, doppioni, deux fois, dos veces, duas vezes, zweimal, two records|entries|versions, multiple|several records|versions|accounts|contacts|entries""",
)
RETYPE = Group(
    "typed again", Kind.STRONG,
    "The answer is known to another tool, or was given before.",
    """retype, retypes, retyping, re-type, re-enter, re-entering, reenter, rekey, re-key, type|typing|enter|entering|fill|write|writing|copy|key|put|input ~ again|twice|by, by hand, manually, manual, manual field|entry, copy|copying|copied ~ from|into|to|over, copy paste|and, paste, @hand ~ again, already in|on|have|known|captured|there|knows|filled|given|told|exists, is in ~ already, same answer|answers|info|information|data|details|thing|things|question|fields twice|again|in, once more, double entry, both in, all over again, we|i already told|gave|entered|wrote|sent,
    a second time, from scratch, von hand, manuell, abtippen, nochmal, noch einmal, erneut, a mano, a la main, à la main, ressaisir, recopier, volver a, otra vez, de novo, digitar, redigitar, repetir, copiar, copier, handmatig, opnieuw, a mano""",
)
NOISE = Group(
    "noise", Kind.STRONG,
    "The machine makes tasks, mails or changes that nobody asked for.",
    """@machine ~ @made ~ @always, @machine ~ is|are|gets|get @made, @made ~ @machine, @made # ~ @machine, @made ~ # ~ @machine, gets|get|is|are ~ created|generated|sent|triggered|fired, fires, fire, triggers, triggered, automatically, automatic, auto, on its own, by itself, spam, spams, spamming, bombard, flooded, flood, # @machine, @machine each|every|for|per|when|whenever|about|time, pops|pop|popping up, keeps|keep popping|sending|creating|telling|reminding|pinging, reminds|remind|reminded me|us, pings|ping me|us,
    delete # , delete them|delete, nothing to do with, not relevant, irrelevant, goes|go out to, sent to|out|even|when|for, assigned to me, notifies|notified|notify, too many @machine, every|each time i|we|someone|a|an|the, as soon as, automáticas, automática, automatisch, automatique, automatiquement, automáticamente, automaticamente, for no reason, even if|though|when|after, haunted""",
)
UNUSED = Group(
    "nobody uses it", Kind.STRONG,
    "Work that nobody reads.",
    """nobody|noone|none|never|nadie|niemand|personne|ninguém @reads, no one|body @reads, nobody|noone ~ @reads, no one ~ @reads, none of ~ @reads, not|never|n't|isn't|aren't|wasn't|doesn't|don't ~ used|use|read|looked|reads|opened|counted|mentioned, isn't|not|never in|on any, no * uses|reads|asks, no @container uses|reads, not used, unused, goes nowhere, who|does|anybody|anyone @reads, does anybody|anyone ~ @reads, only they|read|reads|my ~ @reads, the other # , rest is ignored, drop it|them|from, get|please rid|remove|drop|retire|delete, useless for, no purpose, what for, for what, serves no, ends up nowhere,
    what is|are ~ for, who needs, never looked|opened|asked|used|mentioned|once, not once, is ignored, are ignored, ninguém usa, nadie usa|lee|mira, personne ne, niemand liest|nutzt|schaut, black hole""",
)
TOO_MANY = Group(
    "too many", Kind.STRONG,
    "A count of things to fill in or to go through.",
    """# @much, # * @much, # * * @much, too|so many ~ @much, way too many, endless, # of them, asks|ask for #, wants|want ~ and, # scrolls, # separate, # different, # identical, # phone, all of them, many|tons|lots|loads of @much, # text, # boxes, over # , more than # @much, zu viele, demasiados, demasiadas, trop de, muitos campos, troppi, te veel, # pages, # pages long, four pages, scroll, scrolling, ten minutes to fill, i just want""",
)
CONFUSING = Group(
    "confusing values", Kind.WEAK,
    "Values that cannot be told apart or do not fit.",
    """difference between|of|please|is, tell apart|the, no explanation|description|definition|legend|help, same meaning|thing|things|description|value|name, mean|means|meant ~ different|same|the|same|something, mean # , overlap, overlaps, overlapping, vs, versus, which one|is|of|to|stage|value|category|reason, easy or, unclear|unsure|unclear what|which|if|whether|when, not clear|sure what|which|if|whether|when, don't|doesn't|not know when|which|what|whether|how|if, what does|do|is ~ mean, what counts|is, when to use, half|some of us|my|the|them, interpret|interprets|interpreted, ambiguous, values|options|choices|picklist don't|doesn't|not|never|aren't|are|make,
    called ~ and, is called, are called, named the, means, no fitting, none fits|fit, nothing fits, has # values|options, has|have|offers|lists * @comma *, have # values, we|i all|each|both pick|choose|use|select|take|put, similar, identical, synonyms, nobody|no one ~ sure|knows|agrees|say, uses|use a different, different one, everyone|everybody picks|chooses|uses|selects|reads|does, gleiche, bedeutet, unterschied, diferencia, différence, diferença, significa, signifie, old products|names|values, products we no, no longer sell|exist|use, labels|labelled|label""",
)
CHANGED = Group(
    "changed definition", Kind.WEAK,
    "A meaning or a rule is not what it was.",
    """used to be|mean|show|have|count|work|include|was, changed to|from|in|on|since|without|at|last|it|the|what|how|its, went from, now|apparently means|includes|counts|contains|shows|excludes|has|includes, was|were|got|has|have|been renamed|redefined|changed|recalculated|moved|lowered|raised|removed, renamed, redefined, redefinition, new|old definition|threshold|rule|rules|formula|help|name|names, definition of|has|is|was|moved|changed, without telling|notice|warning|announcement|announcing|informing|asking, nobody|no one ~ announced|told|informed|explained|wrote, compared|comparable with|to|any, can't compare, since ~ update|release|upgrade|change|migration|last|march|april|june|july|may|september|october|monday, after ~ update|release|upgrade|migration,
    no longer counts|includes|means, as of, someone|somebody changed, meaning of, meaning changed, before it was, was ~ before, it was, geändert, cambió|cambiado|cambiaron, changé, mudou|mudaram, umbenannt""",
)
GUIDANCE = Group(
    "no guidance", Kind.STRONG,
    "Nobody was shown how.",
    """nobody|no one|noone|never showed|shown|explained|told|trained|taught, how do|should|can|to i|we|you, how do|should|can i|we, how to, where do|should|can|is i|we, what should|do i|we ~ put|enter|choose|pick|do, no|without guide|guidance|training|documentation|docs|manual|instructions|instruction|explanation|onboarding|help, help text|field|icon, nothing in the ~ material|guide|onboarding|docs|documentation|wiki, don't|doesn't|didn't|not know how|that|what|when|which|where, was|were|been never trained, never trained, training material, everyone|everybody|each ~ does ~ differently, differently, keine anleitung|schulung, sin formación, pas formé, aucune formation, sem treinamento, description is|field, instructions, not documented, undocumented, not explained, which of the""",
)
MOBILE = Group(
    "on the phone", Kind.WEAK,
    "Happens on the small screen: a circumstance, seldom the whole complaint.",
    """mobile, mobile app, phone, iphone, ipad, android, tablet, on the app, in the app, from the app, the app, smartphone, offline, signal, car park, on the road, ios, handy, móvil, celular, téléphone, telemóvel""",
)
SYNC = Group(
    "sync", Kind.WEAK,
    "Data crosses from one tool to another.",
    """sync, syncs, synced, syncing, synchronise, synchronises, integration, connector, pushes, push, pushed, import, imported, imports, api, interface, comes|come over|in|into|from, come through, arrive, arrives, arrived, arriving, add-in, addin, plugin, plug-in, extension, lands|land on|in, attaches, attached, logs|log|logged|logging ~ to|on|in, not logged, mapped, mapping, webhook, connected, connection, disconnects, disconnected, schnittstelle, sincroniza, synchronisiert, synchronise, sincronização""",
)
ERROR = Group(
    "error", Kind.WEAK,
    "The machine refuses or falls over.",
    """error, errors, crash, crashes, crashed, crashing, red bar, exception, logs|logged|log|kicks|kicked me|us out, closes, times out, won't|doesn't|can't|not|never save|load|open|submit|start|accept, gets|got|get stuck at|on|in, fails, failed, fail, failing, fails when|to, spinning wheel, bounce, bounces, bounced, broken link|image, loses everything, goes blank, blank page, 404, 500, invalid, rejects, rejected, reject, not accept, doesn't accept, refuses, refused, won't take, fehler, fehlermeldung, erreur, erro, stürzt, plante, no respond, jumps, jump, overlaps the, covers the, out of""",
)
CIRCUMSTANCE = Group(
    "circumstance", Kind.WEAK,
    "When, how often, for whom: whoever names the circumstances has seen the obstacle.",
    """when i|we|a|an|the|you|he|she|it|there|my|creating|saving|opening|moving|closing|clicking, whenever, every time, each time, as soon as, if i|we|there|the|a|an|you|it, because, once i|we|the|it|a, so i|we, although, though, even though|if|when, unless, otherwise, and then|by, which means, that means, until, i end up, only for|on|in|when|after, for deals|opps|accounts|customers|contacts|leads|opportunities, on deals|opps|accounts|customers, of the|my|all, in front of, per deal|renewal|opp|account|customer|lead|record|month|quarter|day, each|every month|quarter|week|night|morning|day|deal|renewal|account|opp|stage|field, every single, half of,
    since # , after # , wenn, sobald, quand, lorsque, cuando, quando, weil, parce que, porque, als""",
)
FIGURE = Group("figure", Kind.WEAK, "A number, a share or a value in the complaint.", "#, %, $, €, £, >, →")

OBSTACLES = (
    REQUIRED, TOO_EARLY, SLOW, CANNOT, LOCKED, MISSING, WRONG, DUPLICATE, RETYPE, NOISE, UNUSED, TOO_MANY, CONFUSING, CHANGED,
    GUIDANCE, MOBILE, SYNC, ERROR, CIRCUMSTANCE, FIGURE,
)

VERDICT = Group(
    "verdict", Kind.VERDICT,
    "Praise and blame say how it feels, not what happens.",
    """mess, messy, bad, awful, terrible, horrible, horrendous, joke, pain, painful, nightmare, disaster, hate, hates, hated, sucks, suck, rubbish, garbage, trash, crap, crappy, shit, shitty, stupid, dumb, ridiculous, annoying, annoys, annoyed, frustrating, frustrated, frustration, ugly, clunky, confusing, useless, pointless, nonsense, broken, unusable, weird, strange, odd, off, haunted, chaos, chaotic, lottery, mystery, anxiety, dread, tired of, sick of, fed up, given up, give up, drives me|us, driving me|us,
    killing me|us, kills me|us, can't stand, worst, worse, lame, poor, hopeless, tedious, cumbersome, unfriendly, unintuitive, nuts, insane, crazy, absurd, silly, disappointing, disappointed, let down, lacking love, needs love, nerve, nerves, nervt, schrecklich, katastrophe, furchtbar, mist, nulle, nul, horrible, pénible, horrible, terrible, desastre, fatal, péssimo, péssima, horrível, merda, mierda, schlimm, shambles, train wreck, dumpster fire, abomination, monster, hell, sad, cry, weep, circus, jungle, maze, headache, unbearable, dreadful, atrocious, meh, ugh, wtf, omg, sob, face with, pray, not good, not great, no good, sub par, subpar, dated, old fashioned, from 1998, acting up, playing up""",
)
WISH = Group(
    "open wish", Kind.WISH,
    "Wishes without a content: nicer, better, simpler, something has to change.",
    """could be ~ better|nicer|simpler|easier|improved|more|clearer|friendlier, should be ~ better|nicer|simpler|easier|improved|more|reconsidered|intuitive|modern|clearer|friendlier, would be ~ better|nicer|simpler|easier|great|good|nice, more intuitive|modern|user|friendly, user friendly, intuitive, improve, improved, improvement, improvements, be improved, rethink, rethought, reconsider, reconsidered, redesign, overhaul, revamp, modern, do something, do something about, sort it out, sort out, please fix, fix it|this|the, fix, please help|look|do, please have a look, have a look, take a look, look into, look at the, needs work|attention|help|fixing|improvement|love, has to change, needs to change, something about|wrong|off|strange|weird, something is|has, something's, somehow, less painful|annoying|clunky, better one,
    take this forward, step back, gone downhill, go back to the old, want ~ back, a bit nicer, so much more, don't help, doesn't help, not helpful, not helping, not work for|well, doesn't work|work for, isn't working, not working, just not working, is not working, doesn't serve, not what we|i need, never what we, can't put my finger, not sure why, no idea why, don't get me started, no words, say no more, say any more, for some reason, issue with, issues with, problem with, problems with, an issue, a problem, trouble with, struggling, struggle with, get stuck, gets stuck, feels|feel right, believe it, believe in, workshop, as discussed, you know, i mean, dislike, not a fan, don't like, doesn't like, won't use, not happy, unhappy, complain, complains, complained, complaining, political, never works|work|right""",
)
MOOD = (VERDICT, WISH)
