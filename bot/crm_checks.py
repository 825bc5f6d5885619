"""What the doctor asks of the CRM, and of what was read from it: does it answer, is it read, who owns its deals."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Final

from bot.assembly import utc_now
from bot.checkup import Line
from bot.crm import opened_crm
from bot.settings import Settings, SettingsInvalid
from crm.calls import Patience
from crm.protocol import Crm, CrmRefuses, CrmUnavailable
from domain.crm_field import FieldMeta
from domain.deal import Stage
from domain.operating_model import OperatingModel
from domain.operating_model.company import CrmKind
from domain.outcome import StoreUnavailable, Trouble
from domain.owner import Owner
from domain.stages_named import unknown_stages
from flows.crm_people import strangers
from flows.crm_sync import how_it_stands, owners
from flows.deps import Deps
from store import migrate
from views.words import age, counted, listed

BRIEF: Final = Patience(repeats=1, total_s=8.0, try_s=4.0)
"""Somebody sits before the screen."""
AWAY: Final = "It does not answer. Is the network up, and its address right?"
STALE_AFTER: Final = timedelta(days=1)
NAMED: Final = 10
"""In one line; the rest are counted."""

NO_HISTORY: Final = {
    CrmKind.SALESFORCE: (
        "In Salesforce, Setup, Object Manager, Opportunity, Fields & Relationships, Set History Tracking keeps it."
    ),
    CrmKind.CSV: "A file of changes keeps it: name it under crm.csv.history.",
}


async def look_at_crm(settings: Settings, model: OperatingModel) -> AsyncIterator[Line]:
    """Whether it answers us, and shows what the operating model names."""
    if model.crm.kind is CrmKind.DEMO:
        yield Line("crm", fine="demo: the operating model names no CRM of your own")
        return
    try:
        async with opened_crm(model, settings.model.parent, now=utc_now, patience=BRIEF) as crm:
            assert crm is not None  # noqa: S101 - it is not the demo's
            stages, fields = await crm.stages(), await crm.fields()
            shut_out, written_at = await _why_not_writing(model, crm), await crm.as_of()
    except SettingsInvalid as invalid:
        for problem in invalid.problems:
            yield Line("crm", problem)
        return
    except Trouble as trouble:
        said = AWAY if trouble.for_user == CrmUnavailable.for_user else trouble.for_user
        for problem in said.splitlines():
            yield Line("crm", problem)
        return
    if shut_out:
        yield Line("crm", f"crm.write_as: {shut_out}")
    if written_at and utc_now() - written_at > STALE_AFTER:
        yield Line(
            "crm",
            f"Its files were written {age(written_at, utc_now())}, and what the bot says of deals is as of then. "
            "Nobody is asked about them before newer ones come. Does their export run?",
        )
    for line in _shown(model, stages, fields):
        yield line
    yield Line("crm", fine=f"{model.crm.kind} answers: {len(stages)} stages, {len(fields)} of our fields")


async def _why_not_writing(model: OperatingModel, crm: Crm) -> str | None:
    """None when whoever is named to write is let in, or nobody is named."""
    if model.crm.write_as is None:
        return None
    from bot.crm_salesforce import look_at_writing  # noqa: PLC0415 - as `bot.crm`

    try:
        await look_at_writing(crm)
    except CrmRefuses as refuses:
        return refuses.for_user
    return None


def _shown(model: OperatingModel, stages: Sequence[Stage], fields: Sequence[FieldMeta]) -> Iterator[Line]:
    pipelines = {stage.pipeline for stage in stages}
    if pipelines and model.crm.pipeline not in pipelines:
        there = _some(sorted(pipelines))
        yield Line(
            "crm", f"crm.pipeline is {model.crm.pipeline}, and there is none of that name, but {there}. Name one."
        )
    for name, workflows in _missing_stages(model, stages).items():
        labels = _some([f"“{stage.label}”" for stage in stages if stage.pipeline == model.crm.pipeline])
        yield Line(
            "crm",
            f"no stage is called “{name}”, which {listed(workflows)} {'names' if len(workflows) == 1 else 'name'}, so "
            f"deals are not looked at there. The CRM has {labels}. Correct the operating model.",
        )
    there_are = {field.field for field in fields}
    for word, name in model.crm.fields.items():
        if word not in there_are:
            yield Line(
                "crm", f"{name}, our {word}, is not there, or not shown to us. Correct crm.fields, or its rights."
            )
    if untracked := [field.label for field in fields if not field.tracked]:
        begins = f"it keeps no history of {_some(untracked)}: the bot knows only the changes that it sees itself."
        yield Line("crm", fine=f"{begins} {NO_HISTORY.get(model.crm.kind, '')}".rstrip())


def _missing_stages(model: OperatingModel, stages: Sequence[Stage]) -> dict[str, list[str]]:
    """Each with the workflows that name it."""
    missing: dict[str, list[str]] = {}
    for key, workflow in model.workflows.items():
        for name in unknown_stages(workflow, stages, model.crm.pipeline):
            missing.setdefault(name, []).append(f"workflows.{key}")
    return missing


async def look_at_reading(deps: Deps) -> AsyncIterator[Line]:
    """When it was last read, what is there since, and who owns it; of a demo, or without a schema, nothing."""
    if deps.model.crm.kind is CrmKind.DEMO:
        return
    with suppress(StoreUnavailable):  # which was said already
        if (await migrate.schema_of(deps.store)).may_serve:
            yield await _last_read(deps)
            if unknown := await strangers(deps):
                yield Line("crm", _nobodys(unknown))


async def _last_read(deps: Deps) -> Line:
    stands, now = await how_it_stands(deps), deps.clock()
    if stands.read_at is None:
        so_far = f" {counted(stands.deals, 'deal is', 'deals are')} there so far." if stands.deals else ""
        return Line("crm", fine=f"not read to its end yet: `adoption serve` does, and `adoption run crm-sync`.{so_far}")
    if now - stands.read_at > STALE_AFTER:
        return Line(
            "crm",
            f"It was last read {age(stands.read_at, now)}, and what the bot says of deals is as of then. "
            "Does the bot run? `adoption run crm-sync` reads it now, and says what keeps it from that.",
        )
    there = f"{counted(stands.deals, 'deal', 'deals')}, {counted(len(await owners(deps)), 'owner', 'owners')}"
    return Line("crm", fine=f"read {age(stands.read_at, now)}: {there}")


def _nobodys(unknown: Sequence[Owner]) -> str:
    one = len(unknown) == 1
    return (
        f"{_some([_called(owner) for owner in unknown])} {'owns' if one else 'own'} deals, and the bot cannot tell who "
        f"{'that is' if one else 'they are'} in Slack. Say it under crm.owners of the operating model, correct the "
        "e-mail address in the CRM, or deactivate the owner there."
    )


def _called(owner: Owner) -> str:
    return f"{owner.name} ({owner.email or f'no e-mail address, id {owner.id}'})"


def _some(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    return listed([*names[:NAMED], f"{more:,} more"] if more > 0 else names)
