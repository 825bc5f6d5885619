"""Words that say what blocks, where the demand is the trouble: asked too early, twice, for nobody, or unclearly."""

from domain.words.matching import Group, Kind

REQUIRED = Group(
    "required",
    Kind.STRONG,
    "The machine demands a value.",
    """
    required, require, mandatory, compulsory, obligatory, forced, forces,
    must|have|has to be ~ set|filled|chosen|selected|entered|ticked|completed|typed,
    can't|cannot|can|may not be empty|blank|skipped, can't|cannot|can|may be|left|leave empty|blank,
    @not ~ save|close|proceed|continue|advance|submit|create|finish|leave|move|log ~ without|unless|until|till,
    without filling|choosing|entering|selecting,
    asks|asking|asked|ask me|us for|to|about|the|a|which|again|why|if|when, asks|asking|ask for|already|twice,
    demanded|demand, insists on, wants|want a|an|the|me to, won't let ~ without|until|unless, starred fields|boxes,
    red star, must tick|fill|enter|choose|pick|select|set|give|name|key|write|add,
    have|has|need to name|fill|pick|choose|select|enter|give|put|tick|state|specify|provide,
    needed before|to|at|for, can't pass|move|leave ~ without|until, is due, to be filled, forces|forcing us|me|reps,
    makes|make me|us choose|fill|pick|enter|select|type, obligatorio, obligatoria, obligatoire, obrigatório,
    obrigatória, obligatorios, pflicht, pflichtfeld, verplicht, zwingend, obbligatorio, exige, pide, demande,
    verlangt
    """,
)

TOO_EARLY = Group(
    "too early",
    Kind.WEAK,
    "It is asked before the answer can be known.",
    """
    too early, too soon, before i|we|the|anyone|anybody,
    don't|can't|cannot|not|only|nobody|nobody|never know|knows|known ~ yet|until|at|before|that|after,
    at that|this point|stage|moment|time, at|in stage #, at creation, on creation, when|on creating|create,
    at closed won, not yet, hasn't|haven't|not even, i|we only know, ahead of time, known yet, no idea yet,
    first call|meeting, have no, way before, before the, months before, can't possibly, possibly know,
    there is|are no, nobody knows, no one knows, zu früh, trop tôt, demasiado pronto, muy temprano, cedo demais,
    to leave, to get past, to move to, already in stage, noch nicht, pas encore, todavía no, ainda não,
    nadie lo sabe, kann ich noch
    """,
)

RETYPE = Group(
    "typed again",
    Kind.STRONG,
    "The answer is known to another tool, or was given before.",
    """
    retype, retypes, retyping, re-type, re-enter, re-entering, reenter, rekey, re-key,
    type|typing|enter|entering|fill|write|writing|copy|key|put|input ~ again|twice|by, by hand, manually, manual,
    manual field|entry, copy|copying|copied ~ from|into|to|over, copy paste|and, paste, @hand ~ again,
    already in|on|have|known|captured|there|knows|filled|given|told|exists, is in ~ already,
    same answer|answers|info|information|data|details|thing|things|question|fields twice|again|in, once more,
    double entry, both in, all over again, we|i already told|gave|entered|wrote|sent, a second time, from scratch,
    von hand, manuell, abtippen, nochmal, noch einmal, erneut, a mano, a la main, à la main, ressaisir, recopier,
    volver a, otra vez, de novo, digitar, redigitar, repetir, copiar, copier, handmatig, opnieuw
    """,
)

UNUSED = Group(
    "nobody uses it",
    Kind.STRONG,
    "Work that nobody reads.",
    """
    nobody|noone|none|never|nadie|niemand|personne|ninguém @reads, no one|body @reads, nobody|noone ~ @reads,
    no one ~ @reads, none of ~ @reads,
    not|never|n't|isn't|aren't|wasn't|doesn't|don't ~ used|use|read|looked|reads|opened|counted|mentioned,
    isn't|not|never in|on any, no * uses|reads|asks, no @container uses|reads, not used, unused, goes nowhere,
    who|does reads|uses, who looks at, does anybody|anyone ~ @reads, only they|read|reads|my ~ @reads, the other #,
    rest is ignored, drop it|them|from, get|please rid|remove|drop|retire|delete, no purpose, what for, for what,
    ends up nowhere, what is|are ~ for, who needs, never looked|opened|asked|used|mentioned|once, not once,
    is ignored, are ignored, ninguém usa, nadie usa|lee|mira, personne ne, niemand liest|nutzt|schaut, black hole
    """,
)

TOO_MANY = Group(
    "too many",
    Kind.STRONG,
    "A count of things to fill in or to go through.",
    """
    # @much, # * @much, # * * @much, too|so many ~ @much, way too many, endless, # of them, asks|ask for #,
    wants|want ~ and, # scrolls, # separate, # different, # identical, # phone, all of them,
    many|tons|lots|loads of @much, # text, # boxes, over #, more than # @much, zu viele, demasiados, demasiadas,
    trop de, muitos campos, troppi, te veel, # pages, # pages long, four pages, scroll, scrolling,
    ten minutes to fill, i just want
    """,
)

CONFUSING = Group(
    "confusing values",
    Kind.WEAK,
    "Values that cannot be told apart or do not fit.",
    """
    difference between|of|please|is, tell apart|the, no explanation|description|definition|legend|help,
    same meaning|thing|things|description|value|name, mean|means|meant ~ different|same|the|same|something, mean #,
    overlap, overlaps, overlapping, vs, versus, which one|is|of|to|stage|value|category|reason, easy or,
    unclear|unsure|unclear what|which|if|whether|when, not clear|sure what|which|if|whether|when,
    don't|doesn't|not know when|which|what|whether|how|if, what does|do|is ~ mean, what counts|is, when to use,
    half|some of us|my|the|them, interpret|interprets|interpreted, ambiguous,
    values|options|choices|picklist don't|doesn't|not|never|aren't|are|make, called ~ and, is called, are called,
    named the, means, no fitting, none fits|fit, nothing fits, has # values|options,
    has|have|offers|lists * @comma *, have # values, we|i all|each|both pick|choose|use|select|take|put, similar,
    identical, synonyms, nobody|no one ~ sure|knows|agrees|say, uses|use a different, different one,
    everyone|everybody picks|chooses|uses|selects|reads|does, gleiche, bedeutet, unterschied, diferencia,
    différence, diferença, significa, signifie, old products|names|values, products we no, no longer sell|exist|use,
    labels|labelled|label
    """,
)

CHANGED = Group(
    "changed definition",
    Kind.WEAK,
    "A meaning or a rule is not what it was.",
    """
    used to be|mean|show|have|count|work|include|was,
    changed to|from|in|on|since|without|at|last|it|the|what|how|its, went from,
    now|apparently means|includes|counts|contains|shows|excludes|has|includes,
    was|were|got|has|have|been renamed|redefined|changed|recalculated|moved|lowered|raised|removed, renamed,
    redefined, redefinition, new|old definition|threshold|rule|rules|formula|help|name|names,
    definition of|has|is|was|moved|changed, without telling|notice|warning|announcement|announcing|informing|asking,
    nobody|no one ~ announced|told|informed|explained|wrote, compared|comparable with|to|any, can't compare,
    since ~ update|release|upgrade|change|migration|last|march|april|june|july|may|september|october|monday,
    after ~ update|release|upgrade|migration, no longer counts|includes|means, as of, someone|somebody changed,
    meaning of, meaning changed, before it was, was ~ before, it was, geändert, cambió|cambiado|cambiaron, changé,
    mudou|mudaram, umbenannt
    """,
)

GUIDANCE = Group(
    "no guidance",
    Kind.STRONG,
    "Nobody was shown how.",
    """
    nobody|no one|noone|never showed|shown|explained|told|trained|taught, how do|should|can i|we|you @do, how to,
    where do|should|can i|we put|enter|record|log|find|add|write|set|store|note|see,
    what should|do i|we ~ put|enter|choose|pick|do, no|without guide|guidance|training|documentation|docs,
    no|without manual|instructions|instruction|explanation|onboarding|help, help text|field|icon,
    nothing in the ~ material|guide|onboarding|docs|documentation|wiki,
    don't|doesn't|didn't|not know how|that|what|when|which|where, was|were|been never trained, never trained,
    training material, everyone|everybody|each ~ does ~ differently, differently, keine anleitung|schulung,
    sin formación, pas formé, aucune formation, sem treinamento, description is|field, instructions, not documented,
    undocumented, not explained, which of the
    """,
)

CIRCUMSTANCE = Group(
    "circumstance",
    Kind.WEAK,
    "When, how often, for whom: whoever names the circumstances has seen the obstacle.",
    """
    when i|we|a|an|the|you|he|she|it|there|my|creating|saving|opening|moving|closing|clicking, whenever, every time,
    each time, as soon as, if i|we|there|the|a|an|you|it, because, once i|we|the|it|a, so i|we, although, though,
    even though|if|when, unless, otherwise, and then|by, which means, that means, until, i end up,
    only for|on|in|when|after, for deals|opps|accounts|customers|contacts|leads|opportunities,
    on deals|opps|accounts|customers, in front of,
    per deal|renewal|opp|account|customer|lead|record|month|quarter|day,
    each|every month|quarter|week|night|morning|day|deal|renewal|account|opp|stage|field, every single, half of,
    since #, after #, wenn, sobald, quand, lorsque, cuando, quando, weil, parce que, porque, als
    """,
)

FIGURE = Group(
    "figure",
    Kind.WEAK,
    "A number, a share or a value in the complaint.",
    """
    #, %, $, €, £, >, →
    """,
)

DEMANDS = (REQUIRED, TOO_EARLY, RETYPE, UNUSED, TOO_MANY, CONFUSING, CHANGED, GUIDANCE, CIRCUMSTANCE, FIGURE)
