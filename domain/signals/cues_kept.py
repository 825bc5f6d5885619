"""What is kept where it does not belong: the thing and its place in one breath."""

from domain.signals.phrases import Cue

CUES = (
    Cue(
        "deals in a table",
        "Deals or forecast figures stand in a spreadsheet or list.",
        """
        @pipe ~ @tablelike, @tablelike ~ @pipe, @pipe @tablelike,
        accounts|account|customers|customer|opportunities|clients ~ @hardsheet|tracker|table|list,
        @hardsheet ~ accounts|customers|opportunities|clients
        """,
    ),
    Cue(
        "a table instead of the CRM",
        "A spreadsheet or list is preferred to the CRM.",
        """
        @tablelike ~ instead of|not ~ @crm, @tablelike instead, not|never|instead ~ @crm ~ @tablelike,
        rather than ~ @crm
        """,
    ),
    Cue(
        "follow-ups in a list",
        "Follow-ups are kept in a list, a calendar or on paper.",
        """
        @chase|customer|customers|prospects|prospect|callbacks|promises ~ @todoplace,
        @todoplace ~ @chase|customer|customers|prospects|prospect|callbacks|promises, own to do|list,
        instead of the crm|tasks
        """,
    ),
    Cue(
        "notes in a document",
        "Notes are kept in a document, a notebook or an app.",
        """
        notes|note|minutes|history|background|information|info|everything|details|stakeholders ~ @noteplace,
        @noteplace ~ customer|customers|account|accounts|deal|deals|client|clients|call|meeting|visit,
        personal wiki|doc|page|folder, private doc|file|folder|document
        """,
    ),
    Cue(
        "deals on a board",
        "Deals or accounts are kept on a board or in a sheet of their own.",
        """
        @deal|accounts|customers|renewals ~ @board, @board ~ @deal|accounts|customers|renewals|risk,
        track|tracks|tracking|manage|managing ~ deals|accounts|opportunities|opps,
        track|tracks|tracking|manage|managing ~ pipeline|customers|prospects|renewals,
        deal|deals|pipeline|account tracker|board
        """,
    ),
    Cue(
        "not in the CRM",
        "It is said not to be in the CRM, or not to fit there.",
        """
        @not ~ on|in|to|into|onto the @record|@crm, @not ~ @crm, @not in|on @crm, nothing|nobody|never ~ @record,
        @record|@crm|page|field|form has|holds|shows|says|knows nothing|little|no|only|just,
        @record|@crm has no room|place, @crm|system|account|record takes|allows no|only|one|two, never figured out,
        @record|@crm|page|field|form ~ won't|doesn't|can't|cannot|didn't ~ tell|say|hold|know|fit|take|show|allow,
        no|not enough room|space|field|place for, there's|is no field|place|room, outside the crm, beside the crm,
        instead of the crm, rather than the crm, why isn't|aren't it|this|that|they|these in,
        shouldn't that|those|it be,
        isn't in the|on the, aren't in the|on the, any reason ~ crm|opp|opps|opportunities, should be in the crm,
        nicht im|ins crm, pas dans le crm, no está en el crm|la ficha, não está no crm|na conta
        """,
    ),
    Cue(
        "a record around a rule",
        "A record is made because another one cannot be used.",
        """
        so i|we|they create|created|make|made|used|use|open|opened|registered,
        around ~ rule|ownership|lock|check|validation, because ~ required|mandatory|locked|owned|blocked,
        owned by ~ created|made|new
        """,
    ),
)
