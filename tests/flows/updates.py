"""Deals of Rita's that lack something, and steps of whoever answers about them."""

from collections.abc import Mapping
from dataclasses import replace

from crm.protocol import Written
from domain.crm_field import FieldKind, FieldMeta, Option
from domain.deal_update import DealUpdate, Patience, UpdateId
from domain.finding_standing import FindingStanding
from domain.ids import DealId, UserId
from domain.update_sheet import FilledSheet, Said, UpdateSheet
from flows import not_yet, updating
from flows.crm_sync import sync
from flows.deps import Deps
from flows.finding_standings import finding_standings
from flows.not_yet import NotYet
from flows.readiness import judge
from flows.writing_deals import claim_update, keep_answer, write_to_crm
from store import deal_updates, findings
from tests.conftest import MONDAY, RITA
from tests.flows.scripted_crm import QUALIFIED, RITA_OWNS, ScriptedCrm, a_record
from tests.flows.stories import a_delivery

KESTREL, OSPREY = DealId("d00001"), DealId("d00002")
NEXT_STEP, CLOSE_DATE = "next_step_fresh", "close_date_ahead"
REVIEW = "pipeline_review"
CALL = "Call the champion"

FIELDS = [
    FieldMeta("next_step", "Next step", FieldKind.TEXT),
    FieldMeta("close_date", "Close date", FieldKind.DATE),
    FieldMeta("amount", "Amount", FieldKind.NUMBER),
    FieldMeta("forecast_category", "Forecast category", FieldKind.CHOICE, (Option("COMMIT", "Commit"),)),
]


async def with_deals(deps: Deps) -> tuple[Deps, ScriptedCrm]:
    """Kestrel and Osprey have no next step, and their close date has passed."""
    crm = ScriptedCrm(all_fields=FIELDS)
    for number in (1, 2):
        passed = {"close_date": "2026-11-01", "forecast_category": "COMMIT", "amount": "100"}
        crm.put(a_record(number, QUALIFIED, modified=MONDAY, **passed))
    named = deps.model.crm.model_copy(update={"owners": {RITA_OWNS: RITA}})
    ready = replace(deps, crm=crm, model=deps.model.model_copy(update={"crm": named}))
    await sync(ready, crm, at=MONDAY)
    await judge(ready, at=MONDAY)
    return ready, crm


async def finding(deps: Deps, criterion: str = NEXT_STEP, deal: DealId = KESTREL, workflow: str = REVIEW) -> int:
    """Its number."""
    async with deps.store.read() as tx:
        return (await findings.open_of(tx, [deal]))[deal, workflow, criterion].number


async def opened(deps: Deps, *, by: UserId = RITA, deal: DealId = KESTREL) -> UpdateSheet:
    sheet = await updating.open_sheet(deps, await finding(deps, deal=deal), by=by, place=None)
    assert isinstance(sheet, UpdateSheet), sheet
    return sheet


def filled(sheet: UpdateSheet, said: Mapping[str, Said]) -> FilledSheet:
    seen = {entry.field: entry.seen for entry in sheet.entries}
    return FilledSheet(sheet.finding, said, seen, sheet.shown_in)


async def submit(
    deps: Deps, sheet: UpdateSheet, said: Mapping[str, Said], *, by: UserId = RITA, delivery: str = ""
) -> object:
    return await updating.submit(deps, filled(sheet, said), by=by, delivery=delivery or a_delivery(), view_id="V1")


async def asked_for(
    deps: Deps, said: Mapping[str, Said] | None = None, *, by: UserId = RITA, deal: DealId = KESTREL
) -> UpdateId:
    """Somebody opened the form and saved it."""
    sheet = await opened(deps, by=by, deal=deal)
    outcome = await submit(deps, sheet, said or {"next_step": CALL}, by=by)
    assert isinstance(outcome, updating.Asked), outcome
    return outcome.update


async def now(deps: Deps, number: UpdateId) -> DealUpdate:
    async with deps.store.read() as tx:
        found = await deal_updates.find(tx, number)
    assert found
    return found


async def shown(
    deps: Deps, criterion: str = NEXT_STEP, deal: DealId = KESTREL, *, to: UserId = RITA
) -> FindingStanding:
    async with deps.store.read() as tx:
        return (await finding_standings(tx, deps, [(deal, REVIEW, criterion)], to))[0]


PATIENCE = Patience((0.0, 0.0))


async def write(deps: Deps) -> DealUpdate:
    """One turn of the writer; gives what it wrote, as it stands then."""
    claimed = await claim_update(deps)
    assert claimed
    await carry_out(deps, claimed)
    return await now(deps, claimed.id)


async def carry_out(deps: Deps, claimed: DealUpdate, patience: Patience = PATIENCE) -> None:
    answer = await write_to_crm(deps, claimed, patience=patience)
    await keep_answer(deps, claimed, answer, patience=patience)


class Answering(ScriptedCrm):
    """Says what it is told to say."""

    def __init__(self, *answers: Written | Exception) -> None:
        super().__init__()
        self.answers = list(answers)
        self.written: list[tuple[DealId, Mapping[str, str], Mapping[str, str]]] = []

    async def write(self, deal: DealId, values: Mapping[str, str], *, seen: Mapping[str, str]) -> Written:
        self.written.append((deal, values, seen))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


async def not_known(deps: Deps, missing: str = "", *, by: UserId = RITA, delivery: str = "") -> NotYet:
    said = await not_yet.say_not_yet(
        deps, await finding(deps), missing, by=by, delivery=delivery or a_delivery(), place=None
    )
    assert isinstance(said, NotYet), said
    return said
