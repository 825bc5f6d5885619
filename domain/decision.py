"""A decision about a report: as a draft somebody filled in, and as the row that is never changed afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from domain.ids import DecisionId, ReportId, UserId
from domain.report import Verb
from domain.texts import clean, link_problem, too_long

FARTHEST: Final = timedelta(days=5 * 365)


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """What somebody filled in for one move of one report; which parts are needed depends on `verb`.

    `words` is the reason (reject, defer), the answer (answer), what is new (appeal) or what is still wrong (reopen).
    """

    report: ReportId
    verb: Verb
    words: str = ""
    change_mind: str = ""
    question: str = ""
    owner: UserId | None = None
    due_on: date | None = None
    link: str = ""
    revisit_on: date | None = None
    target: ReportId | None = None

    def problems(self, *, today: date) -> dict[str, str]:
        """What keeps the draft from being carried out, by the name of the part; empty when nothing does.

        `today` is the company's local date.
        """
        found: dict[str, str] = {}
        for part, ask in _NEEDED.get(self.verb, {}).items():
            value = getattr(self, part)
            if value is None or (isinstance(value, str) and not clean(value)):
                found[part] = ask
        for part in ("words", "change_mind", "question"):
            if long := too_long(clean(getattr(self, part))):
                found[part] = long
        if self.link and (why := link_problem(self.link)):
            found["link"] = why
        if self.due_on and self.due_on < today:
            found["due_on"] = "This date has passed. Please choose today or a later day."
        if self.revisit_on and self.revisit_on <= today:
            found["revisit_on"] = "Please choose a day after today: on that day the report comes back for a decision."
        for part in ("due_on", "revisit_on"):
            if (on := getattr(self, part)) and on > today + FARTHEST:
                found[part] = "This is more than five years away. Please choose an earlier day."
        if self.target == self.report:
            found["target"] = "A report cannot be the same as itself. Please choose another one."
        return found


_NEEDED: Final[Mapping[Verb, Mapping[str, str]]] = {
    Verb.FIX: {"owner": "Please say who will fix it."},
    Verb.REJECT: {
        "words": "Please say why. The reporter will read it.",
        "change_mind": "Please say what would change our mind, so that the reporter knows what to bring.",
    },
    Verb.DEFER: {
        "revisit_on": "Please choose the day on which it comes back.",
        "words": "Please say why it has to wait.",
    },
    Verb.ASK: {"question": "Please ask one question that the reporter can answer."},
    Verb.MERGE: {"target": "Please choose the report that says the same."},
    Verb.ANSWER: {"words": "Please write your answer."},
    Verb.APPEAL: {"words": "Please say what is new. An appeal is possible once."},
    Verb.REOPEN: {"words": "Please say what is still wrong. It goes to whoever is fixing it."},
}


@dataclass(frozen=True, slots=True)
class Decision:
    """Who moved a report, where to, when and why. `by` is None when the clock did it."""

    id: DecisionId
    report: ReportId
    verb: Verb
    by: UserId | None
    at: datetime
    words: str = ""
    change_mind: str = ""
    question: str = ""
    owner: UserId | None = None
    due_on: date | None = None
    link: str = ""
    revisit_on: date | None = None
    target: ReportId | None = None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What triage found out about a report so far: the diagnosis packet. Empty parts were not filled in."""

    report: ReportId
    by: UserId
    at: datetime
    cause: str = ""
    role: str = ""
    inspection: str = ""
    reporting_gap: str = ""
    fix_owner: UserId | None = None
