"""Steps that the stories of the flow tests share."""

from itertools import count
from typing import Any

from domain.decision import DecisionDraft
from domain.draft import ReportDraft
from domain.ids import ReportId, UserId
from domain.report import Report, Verb
from flows import intake, triage
from flows.deps import Deps
from flows.moving import Decided
from tests.conftest import RITA, THEO

_deliveries = count(1)

WORDS: dict[Verb, dict[str, Any]] = {
    Verb.FIX: {"owner": THEO},
    Verb.REJECT: {"words": "It is used.", "change_mind": "Numbers."},
    Verb.ASK: {"question": "Which page?"},
    Verb.ANSWER: {"words": "The deal page."},
    Verb.APPEAL: {"words": "It is worse now."},
}


def a_delivery() -> str:
    return f"delivery-{next(_deliveries)}"


async def a_report(deps: Deps, text: str = "Risk is required before I can know it", *, by: UserId = RITA, **parts: Any) -> Report:
    filed = await intake.file_report(deps, ReportDraft(text, **parts), by=by, delivery=a_delivery())
    assert isinstance(filed, intake.Filed)
    return filed.report


async def decide(deps: Deps, report: ReportId, verb: Verb, *, by: UserId = THEO, delivery: str = "", **parts: Any) -> Any:
    draft = DecisionDraft(report, verb, **(WORDS.get(verb, {}) | parts))
    return await triage.decide(deps, draft, by=by, delivery=delivery or a_delivery())


async def decided(deps: Deps, report: ReportId, verb: Verb, *, by: UserId = THEO, **parts: Any) -> Decided:
    outcome = await decide(deps, report, verb, by=by, **parts)
    assert isinstance(outcome, Decided), outcome
    return outcome
