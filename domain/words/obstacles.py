"""Words that say what blocks, where the machine is the trouble: slow, locked, missing, wrong, doubled, noisy."""

from domain.words.matching import Group, Kind

SLOW = Group(
    "slow",
    Kind.STRONG,
    "Time or steps that the screen costs.",
    """
    takes|take|took|taking|needs|need ~ # @unit, # @unit, slow, slower, slowly, laggy, lag, lags, freezes, freeze,
    freezing, frozen, hangs, hang, spinner, spins, spinning, loading, loads forever,
    takes|take forever|ages|minutes|hours|long, took ages|forever|hours|minutes, times|time|timed|timing out,
    timeout, too long, too many|much clicks|click|steps|scrolling, half a minute, forever|ages to, to load,
    buffering, fetch a coffee, make coffee, make a coffee, a minute or, unresponsive, white page|screen,
    stuck loading|on, performance, langsam, lento, lenta, lent, lente, dauert, tarda, demora, traag, ewig,
    met # secondes, clicking through, clicks to, several|many|endless|countless clicks|screens,
    goes through # screens, go through # screens, open # pages
    """,
)
CANNOT = Group(
    "cannot",
    Kind.STRONG,
    "Something that somebody wants to do and may not or cannot.",
    """
    @not @do, @not ~ be @do, @not able to @do, @not ~ able to @do,
    not possible|impossible|no way|no option|no chance to @do, can not ~ @do, cannot ~ @do, can't ~ @do, cant ~ @do,
    couldn't ~ @do, unable to ~ @do, won't let, doesn't let, don't let, not let, doesn't|don't|not allow,
    @not allowed to, not be @do, no one|nobody can|is able to|allowed, nobody|noone can, has to ask|request|wait,
    have to ask|wait|message|chase|request|email|ping|call ~ ops|ae|admin|revops|manager|him|her|them|it|support,
    must chase|ask, only by|via|through|after|for|from|one, one by one, one at a time, impossible to, not editable,
    uneditable, not clickable, not searchable, not sortable,
    not available|visible|selectable|possible|supported|accessible|shown|displayed, uncheckable, kann ~ nicht @do,
    @do nicht, nicht @do, no puedo, no se puede, no podemos, no deja, não consigo, não dá para, não posso,
    não conseguimos, não permite, impossible de, ne peux|peut|pouvons pas, on ne peut, kan niet, non posso,
    non riesco, lässt sich nicht, i|we have to open, had to @do, no access, blocks, blocked, blocking, blocks me|us,
    prevents, stops me|us, does not @works, # of my, can only, could only, stuck because|until|on, kann man nicht,
    keinen zugriff, sin acceso, pas accès, sem acesso
    """,
)
LOCKED = Group(
    "access",
    Kind.STRONG,
    "Rights, locks and ownership.",
    """
    read only, readonly, read rights|access, locked, lock, locks, greyed|grayed|greyed out, grey, disabled,
    insufficient, access denied, denied, permission, permissions, privilege, privileges, no access,
    do not have access, edit rights|access|permission, not have rights, hidden from|for,
    only ops|ae|admin|admins|manager|managers|the|my can|could|is|has|sees|see, because ~ owns, owned by,
    belongs to, assigned to, was assigned, reassigned,
    wrong|different|other|another owner|team|rep|territory|queue|region, unassigned, taken|took away,
    given to somebody|someone|another, until ops, needs|need|requires|wait|waiting for ~ approval, to be approved,
    invisible, not visible, no rights, keine rechte|berechtigung, nur der|die, nicht bearbeiten, schreibgeschützt,
    gesperrt, sin permiso|permisos, solo lectura, sem permissão, lecture seule, accès refusé, bloqueado, bloqueada,
    verrouillé, grisé, private to, can't see each other, credentials, licence|license|seat missing, restricted,
    everyone can see|edit|delete, lost access, no longer see|edit|access, not mine
    """,
)
MISSING = Group(
    "missing",
    Kind.STRONG,
    "Something that ought to be there and is not.",
    """
    missing, is not there, isn't there, not there|shown|listed|displayed|included|populated|filled|available,
    not on|in|offered|covered, isn't on|in|available|shown|included, lacks, lack, lacking, no|without ~ @container,
    no * @container,
    no|without option|value|values|way|place|reason|explanation|legend|description|help|guide|guidance,
    no|without place|history|currency|date|unit|total|totals|sum|owner|results|hit|hits|match,
    there's|there is|are no @container, gone, disappeared, disappears, disappear, vanished, vanish, vanishes, empty,
    blank, doesn't|don't|not|never|didn't|won't ~ show|appear|include|cover|display|exist|arrive|come,
    not showing|appearing|visible|displaying, nowhere to, nothing to|on|about|in, left out, leaves out, leave out,
    omitted, omits, removed, dropped, drops, drop, loses, lose, lost, losing, without the, there's no, there is no,
    there are no, no place|column|field|way|option|button|filter|search|results|note, returns nothing|none|zero|#,
    got nothing, none of, no longer @works, no longer shows|there|works|possible|available, fehlt, fehlen, leer,
    falta, faltan, vacío, vazia, vazio, vacía, manque, manquent, vide, absent, ontbreekt, manca, nicht mehr,
    verschwunden, need|needs a|an|the filter|column|field|option|button|way|view|report|total|chart, please add,
    should have a, would need a, need it by, can't be found, not found, nothing comes up|back, not part of,
    excluded, not captured|stored|recorded|tracked|logged|saved|kept, wiped, wipes, wiped out, erased, erases,
    deletes, deleted, clears, cleared, is lost, was lost, are lost, everything i typed|wrote, se pierde|pierden,
    perdu, verloren
    """,
)
WRONG = Group(
    "wrong value",
    Kind.STRONG,
    "A value, an order or a target that is not what it should be.",
    """
    overwrites, overwritten, overwrite, overrides, overridden, resets, reset, resetting, flips, flipped, flip,
    reverts, reverted, goes|jumps|pushes|pushed|puts|sets|set|changes|changed back,
    changing|switches|moves|comes|come|falls|jump|flips|goes back, back to, turns into|red|green,
    turned red|green|into, keeps @made, keeps changing|resetting|jumping|asking|logging,
    wrong date|deal|account|number|numbers|order|month|quarter,
    wrong opp|opportunity|contact|currency|year|day|value|values,
    wrong amount|region|stage|total|name|person|one|time,
    wrong zone|price|product|customer|email|place|field|template|language,
    shows|show|returns|lists|finds everything|all|nothing,
    to|on|into|onto|under|picks|pick|attaches|starts the wrong, doubled, doubles, counts, count, counted, counting,
    double counts|counted, includes, include, included, excludes, exclude, ignores, ignore, ignored,
    leaves|left|leave ~ out|behind, truncated, truncates, truncate, cuts, cut|cuts|chops|chopped off, chopped,
    cropped, capped at, stops at, limited|limit to|of|at, only # characters, # characters, # chars, max #,
    only|just shows|show|finds|find|accepts|accept|displays|offers|lists|has|knows first,
    only|just know|goes|allows|supports|works|takes|covers|see|export|exports|the first,
    defaults|default|defaulting to, sorts, sorted, sort by|order, groups|grouped|group by, ordered by, instead of,
    rather than, still shows|says|show|say|has|lists|there|counts|there,
    still green|red|red|says|on|open|appear|appears|includes|active, shows|show|showing|says|displays #,
    shows|show the|last|old|only|as|up|my|a|in|yesterday|wrong|different, out of date|sync, outdated,
    stale data|numbers|value, not up to date,
    not updated|updating|refreshed|synced|syncing|matching|correct|right|calculated,
    hasn't|haven't updated|synced|refreshed|been, days|hours|weeks|day|hour late|behind|later|ago,
    one day early|late|off, previous|next day|month|quarter, mismatch, mismatches, mismatched,
    doesn't|don't|not|never match|tally|add|reconcile|agree|reflect|update|refresh|equal|balance|respect,
    differs|differ|different|deviates from|than|numbers|number|totals|amounts|values|results|figures, too high|low,
    # too|short|higher|lower, short by, off by, rounds, rounded, converted, converts,
    in|with|uses the wrong|old|last, miscalculated, calculated|calculates wrong|from|with|on|before|after, becomes,
    become, appears|appear|shows|show as, marked as, treated as, assumes, misspelled|garbled, arrive as,
    puts # into, puts * into, mixes, mixed up, mixes up, swaps, swapped, reversed, wrong way, reads|read as, falsch,
    falsche, falschen, falscher, überschreibt, überschrieben, incorrecto, incorrecta, equivocado, equivocada,
    errado, errada, faux, fausse, mauvais|mauvaise date|montant|compte, écrase, sobrescribe, sobrescreve,
    stimmt nicht, stimmen nicht, no coincide|coinciden, no cuadra|cuadran, ne correspond|correspondent pas,
    ne colle pas, não bate|batem, não confere, abgeschnitten, coupé, cortado, last year, right next to, is below,
    below #, at the bottom|end|very, hidden under|behind|below|in, buried, mis click, misclick
    """,
)
DUPLICATE = Group(
    "duplicate",
    Kind.STRONG,
    "The same thing more than once.",
    """
    duplicate, duplicates, duplicated, duplicating, dupes, dupe, dups, twice, two times, three times,
    exists|exist|appears|shows|show|see|appear|in|have # times, second|another copy|contact|account|opp|record,
    same @object ~ twice|times, makes|made|creates|created|create a|an new|second, clones, cloned, clone, repeats,
    repeated, repeat, again and again, there are|is # @object, # times, # @object for ~ same, # @object with ~ same,
    has|have|with # @object, two * projects|records|tasks|accounts|contacts, merge, merged, merging, doppelt,
    doppelte, doublon, doublons, duplicado, duplicada, duplicados, duplicadas, dubbel, doppione, doppioni,
    deux fois, dos veces, duas vezes, zweimal, two records|entries|versions,
    multiple|several records|versions|accounts|contacts|entries
    """,
)
NOISE = Group(
    "noise",
    Kind.STRONG,
    "The machine makes tasks, mails or changes that nobody asked for.",
    """
    @machine ~ @made ~ @always, @machine ~ is|are|gets|get @made, @made ~ @machine, @made # ~ @machine,
    @made ~ # ~ @machine, gets|get|is|are ~ created|generated|sent|triggered|fired, fires, fire, triggers,
    triggered, automatically, automatic, auto, on its own, by itself, spam, spams, spamming, bombard, flooded,
    flood, # @machine, @machine each|every|for|per|when|whenever|about|time, pops|pop|popping up,
    keeps|keep popping|sending|creating|telling|reminding|pinging, reminds|remind|reminded me|us, pings|ping me|us,
    delete #, delete them|delete, nothing to do with, not relevant, irrelevant, goes|go out to,
    sent to|out|even|when|for, assigned to me, notifies|notified|notify, too many @machine,
    every|each time i|we|someone|a|an|the, as soon as, automáticas, automática, automatisch, automatique,
    automatiquement, automáticamente, automaticamente, for no reason, even if|though|when|after, haunted
    """,
)
HAPPENS = Group(
    "something happens",
    Kind.STRONG,
    "Verbs of what machines do to records; complaints about a feeling have no use for them.",
    """
    strips, stripped, swallows, shifts, shifted, scrambles, scrambled, garbles, collapses, collapsed, hides, hide,
    masks, covers up, shrinks, restart, restarts, restarted, expires, expired, expire, run|runs out, collide,
    collides, clash, clashes, conflicts, inherits, inherited, propagates, cascades, routed|routes|route to,
    goes|go|going|went|sent|mailed|emailed|addressed|forwarded|lands|land|landed|attached to|with|under, redirects,
    redirected, signs|sign|signed me out, signed out, signs|logs|kicks|throws ~ out, logged out, sign in again,
    log in again, closes itself, turns itself, switches itself, unlinks, unlinked, detaches, autofills, prefills,
    prefilled, pre-filled, aggregates, splits, combines, concatenates, truncates, archives, archived, purges,
    purged, capped, recalculates, translated, unselects, deselects, unticks, skips, skipped, forgets, forgot,
    remembers, carries over, carried over, take|takes|taken|taking over, follow|follows|passed|pass|passes to,
    written back, write back, written to, wrote|writes over, visible to|for,
    everyone|everybody|partners|anybody|others can|could see|edit, can see our|my|the|each|their, is dead, are dead,
    too late, too early, too small, too few, too old, arrives late, comes|come|came|comes late,
    lets|let me|reps|people|us|you|anyone ~ @do,
    need|needs|takes|wait|waits|waiting|take # people|approvals|days|weeks|rounds|approvers, three approvals,
    wait a week|day|month|days|weeks, re-approval, reapproval, runs|run|running on|after|twice, discontinued,
    inactive, belongs|belong to, pulls|pull|pulled the|from|in|wrong,
    in english|german|dollars|usd|euros|eur|french|spanish only, only in, per tenant|workspace|user not|instead,
    not per, not split, full of, # days, # weeks, # months, a week|day for, hear nothing, nothing tells,
    nothing happens, no notification|alert|message|email|warning|sign, warns|warn|warned me|us, doesn't notify,
    restarts on, opens|creates another|new, turns amber|red|green|grey|gray, punishes, inflates, deflates,
    penalises, penalizes, credits us|me|the|them|marketing, re-enrols|re-enrolls, enrols, enrolls,
    left|left the company|in, former|ex employee|employees|colleague|rep|reps, stays open|there|on|empty, stay open,
    remains open|on, never closes|changes|moves|arrives, piles|pile|piling up,
    fills|fill my|the|up inbox|calendar|timeline, have to invent|guess|make, invent,
    dummy value|date|data|number|values, fake, i enter|type|put|write #,
    i pick|choose|select|type|enter the first|anything|n, n a, has the old|wrong|last, with last|the old, outdated,
    is from last|yesterday|2019, used|still see the deals|old, expected|expects, stored with|as|in,
    saved as|under|with, recorded|record as, listed under|as|twice, credited to, tagged as, labelled as,
    nicht sehen|ändern|bearbeiten|speichern|finden|auswählen, sehe|seh ~ nicht, fehlt, unsichtbar,
    falsch sortiert|berechnet, zu spät, zu früh, niemand weiß|liest|braucht, ständig, immer wieder, n'est pas|plus,
    n'existe pas, ne s'affiche|fonctionne, on ne voit|peut, trop tard, trop tôt, en double,
    no aparece|existe|deja|sale|llega, não aparece|existe|deixa|chega|carrega, tarde demais, non si può|vede|salva,
    niet zichtbaar|opgeslagen|mogelijk, perd, perdent, pierde, pierden, verliert, löscht, borra, efface, supprime,
    apaga, ausgeblendet, caché, oculto, segundos, secondes, sekunden, à chaque fois, cada vez, jedes mal, toda vez,
    sin poner|rellenar|llenar, sans remplir|mettre, ohne, hay que, il faut, muss|müssen ich|wir|man, tenho que,
    tengo que, tenemos que, on doit, je dois, geht verloren, wird nicht|zurückgesetzt|überschrieben, se duplica,
    se crean, wird erstellt|angelegt, werden erstellt|angelegt, lädt, braucht, aparece, disparaît, desaparece
    """,
)
MOBILE = Group(
    "on the phone",
    Kind.WEAK,
    "Happens on the small screen: a circumstance, seldom the whole complaint.",
    """
    mobile, mobile app, phone, iphone, ipad, android, tablet, on the app, in the app, from the app, the app,
    smartphone, offline, signal, car park, on the road, ios, handy, móvil, celular, téléphone, telemóvel
    """,
)
SYNC = Group(
    "sync",
    Kind.WEAK,
    "Data crosses from one tool to another.",
    """
    sync, syncs, synced, syncing, synchronise, synchronises, integration, connector, pushes, push, pushed, import,
    imported, imports, api, interface, comes|come over|in|into|from, come through, arrive, arrives, arrived,
    arriving, add-in, addin, plugin, plug-in, extension, lands|land on|in, attaches, attached,
    logs|log|logged|logging ~ to|on|in, not logged, mapped, mapping, webhook, connected, connection, disconnects,
    disconnected, schnittstelle, sincroniza, synchronisiert, sincronização
    """,
)
ERROR = Group(
    "error",
    Kind.WEAK,
    "The machine refuses or falls over.",
    """
    error, errors, crash, crashes, crashed, crashing, red bar, exception, logs|logged|log|kicks|kicked me|us out,
    closes, times out, won't|doesn't|can't|not|never save|load|open|submit|start|accept,
    gets|got|get stuck at|on|in, fails, failed, fail, failing, fails when|to, spinning wheel, bounce, bounces,
    bounced, broken link|image, loses everything, goes blank, blank page, 404, 500, invalid, rejects, rejected,
    reject, not accept, doesn't accept, refuses, refused, won't take, fehler, fehlermeldung, erreur, erro, stürzt,
    plante, no respond, jumps, jump, overlaps the, covers the
    """,
)

OBSTACLES = (SLOW, CANNOT, LOCKED, MISSING, WRONG, DUPLICATE, NOISE, HAPPENS, MOBILE, SYNC, ERROR)
