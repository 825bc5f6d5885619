"""What people answer about their deals, with who may: the owner, their manager, and admins."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from itertools import count
from typing import Final, Protocol

from domain.asking import Scope, Snooze
from domain.deal import Deal, Stage, Standing
from domain.deal_history import Seen
from domain.deal_update import Ended, UpdateState
from domain.ids import DealId, OwnerId, UserId
from domain.kept_finding import KeptFinding
from domain.owner import SlackPerson
from domain.readiness import Finding
from domain.update_sheet import UpdateSheet
from flows import asking, not_yet, updating
from flows.asking import Resting
from store import crm_catalogue, crm_people, deal_updates, deals, findings
from store.asked_findings import find_finding
from store.crm_people import LookedUp
from tests.flows.scripted_crm import ScriptedCrm
from tests.flows.stories import a_delivery
from tests.security import payloads as slack
from tests.security.payloads import Json
from tests.security.world import WHO, Role, World
from views import finding as buttons
from views.not_yet_form import MISSING, NOT_YET_FORM, not_yet_form
from views.update_form import UPDATE_FORM, update_form
from views.update_outcome import OPEN_AGAIN

CONCERNED: Final = frozenset({Role.REPORTER, Role.MANAGER, Role.ADMIN})
"""Rita owns the deal, Maya leads her team."""

RITAS_ID: Final = OwnerId("501")
STAGE: Final = Stage("qualified", "Qualified", "default", Standing.OPEN, 0.4)

_numbers = count(1)


async def finding_of_rita(world: World) -> int:
    """The number of a finding of a new deal of hers, which has no forecast category."""
    deps, at, id = world.deps, world.deps.clock(), DealId(f"{next(_numbers)}")
    deps.crm = ScriptedCrm()
    deal = Deal(
        id, "Kestrel", RITAS_ID, STAGE, at - timedelta(days=9), {"stage": STAGE.id}, link="https://crm.example/1"
    )
    async with deps.begin() as tx:
        await crm_catalogue.keep_stages(tx, [STAGE])
        await crm_catalogue.keep_fields(tx, await deps.crm.fields())
        await crm_people.keep(tx, RITAS_ID, LookedUp("", SlackPerson(WHO[Role.REPORTER]), at))
        await deals.keep_deals(tx, [Seen(deal, at)], at=at)
        lacks = Finding(id, "category_set", "forecast_category", "Forecast category is empty")
        await findings.add(tx, [KeptFinding("forecast", lacks, at)])
        return next(one.number for one in (await findings.open_of(tx, [id])).values())


class Made(Protocol):
    """By whom, and from which workspace, a gesture is made."""

    @property
    def world(self) -> World: ...
    @property
    def user(self) -> UserId: ...
    @property
    def team(self) -> str: ...


Payload = Callable[[Made], Awaitable[Json]]
DealRule = tuple[frozenset[Role], str, Payload]
"""Who may, what they see of it, and the payload."""


def press(action_id: str, *, chosen: str = "") -> Payload:
    async def made(at: Made) -> Json:
        number = await finding_of_rita(at.world)
        value = f"{number}:{chosen}" if chosen else str(number)
        return slack.click(at.user, action_id, value, team=at.team, url=at.world.slack.response_url, menu=bool(chosen))

    return made


async def press_ask_again(at: Made) -> Json:
    """About what Rita muted."""
    finding = await finding_of_rita(at.world)
    muted = await asking.mute(
        at.world.deps, finding, Scope.DEAL, by=WHO[Role.REPORTER], delivery=a_delivery(), place=None
    )
    assert isinstance(muted, Resting)
    return slack.click(at.user, buttons.ASK_AGAIN, str(muted.rest.id), team=at.team, url=at.world.slack.response_url)


async def press_open_again(at: Made) -> Json:
    """About what Rita wanted to save, and the CRM did not take."""
    deps, finding = at.world.deps, await finding_of_rita(at.world)
    async with deps.begin() as tx:
        kept = await find_finding(tx, finding)
        assert kept
        number = await deal_updates.ask(
            tx,
            delivery=a_delivery(),
            deal=kept.finding.deal,
            by=WHO[Role.REPORTER],
            at=deps.clock(),
            finding=finding,
            values={"forecast_category": "COMMIT"},
            seen={"forecast_category": ""},
            view_id=None,
            shown_in=None,
        )
        while (claimed := await deal_updates.claim(tx, lease_s=60)) and claimed.id != number:
            pass  # what others asked for: nobody writes it here
        assert claimed
        await deal_updates.end(tx, claimed, Ended(UpdateState.DENIED, because={"": "No."}), at=deps.clock())
    return slack.click(at.user, OPEN_AGAIN, str(claimed.id), team=at.team, url=at.world.slack.response_url)


async def fill_update_form(at: Made) -> Json:
    finding = await finding_of_rita(at.world)
    sheet = await updating.open_sheet(at.world.deps, finding, by=WHO[Role.REPORTER], place=None)
    assert isinstance(sheet, UpdateSheet)
    return slack.submission(at.user, update_form(sheet), {"forecast_category": slack.chosen("COMMIT")}, team=at.team)


async def fill_not_yet(at: Made) -> Json:
    opened = await not_yet.open_not_yet(at.world.deps, await finding_of_rita(at.world), by=WHO[Role.REPORTER])
    assert isinstance(opened, not_yet.TooEarly)
    form = not_yet_form(opened.about.deal, opened.about.number, "Forecast category", None, None)
    return slack.submission(at.user, form, {MISSING: slack.text("A champion.")}, team=at.team)


RITA_ALONE: Final = frozenset({Role.REPORTER})

DEAL_BUTTONS: Final[Mapping[str, DealRule]] = {
    buttons.UPDATE_NOW: (CONCERNED, "opens", press(buttons.UPDATE_NOW)),
    buttons.CANNOT_KNOW: (CONCERNED, "opens", press(buttons.CANNOT_KNOW)),
    **{
        f"{buttons.SNOOZE}/{how_long}": (CONCERNED, "changes", press(buttons.SNOOZE, chosen=how_long))
        for how_long in Snooze
    },
    **{f"{buttons.MUTE}/{scope}": (CONCERNED, "changes", press(buttons.MUTE, chosen=scope)) for scope in buttons.MUTES},
    buttons.ASK_AGAIN: (RITA_ALONE | {Role.ADMIN}, "changes", press_ask_again),
    OPEN_AGAIN: (RITA_ALONE, "opens", press_open_again),
}
DEAL_FORMS: Final[Mapping[str, DealRule]] = {
    UPDATE_FORM: (CONCERNED, "changes", fill_update_form),
    NOT_YET_FORM: (CONCERNED, "changes", fill_not_yet),
}
