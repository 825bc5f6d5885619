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
        "a record around a rule",
        "A record is made because another one cannot be used.",
        """
        so i|we|they create|created|make|made|used|use|open|opened|registered,
        around ~ rule|ownership|lock|check|validation, because ~ required|mandatory|locked|owned|blocked,
        owned by ~ created|made|new
        """,
    ),
)
