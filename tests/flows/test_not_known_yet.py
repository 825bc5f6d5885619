"""Can't know yet: the report that it files or joins, and until when nobody is asked."""

from datetime import timedelta

import pytest

from domain.finding_standing import Asking
from domain.outcome import Refused, Repeated
from domain.report import Verb
from flows import not_yet
from flows.crm_sync import sync
from flows.deps import Deps
from flows.not_yet import NotYet
from tests.conftest import MAYA, MONDAY, RAVI, RITA
from tests.flows.stories import a_delivery, a_report, decided, supporters
from tests.flows.updates import KESTREL, OSPREY, finding, not_known, shown, with_deals


async def test_what_cannot_be_known_is_filed_and_asked_again_in_the_next_stage(deps: Deps) -> None:
    deps, crm = await with_deals(deps)

    said = await not_known(deps, "They have not named anybody.")

    report = said.report
    assert said.is_new
    assert report.text == "Next step cannot be known yet in Qualified.\nThey have not named anybody."
    assert (report.workflow, report.field, report.stage) == ("pipeline_review", "next_step", "Qualified")
    assert report.record_link == "https://crm.example/deals/1"
    mine, hers = await shown(deps), await shown(deps, to=MAYA)
    assert (mine.asking, mine.ref) == (hers.asking, hers.ref) == (Asking.RESTING, "F-1")
    # The open report holds back everybody's; when it is over, this deal still rests.
    assert (await shown(deps, deal=OSPREY)).asking is Asking.HELD
    await decided(deps, report.id, Verb.REJECT)
    assert [(await shown(deps, deal=deal)).asking for deal in (KESTREL, OSPREY)] == [Asking.RESTING, Asking.ASKED]

    moved = crm.change(1, at=MONDAY + timedelta(hours=1), stage="appointment")

    assert deps.crm
    await sync(deps, deps.crm, at=MONDAY + timedelta(hours=2))
    assert moved.stage == "appointment"
    assert (await shown(deps)).asking is Asking.ASKED


async def test_whoever_says_it_too_supports_the_report_that_says_so(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    first = await not_known(deps, by=RITA)

    again = await not_yet.say_not_yet(
        deps, await finding(deps, deal=OSPREY), "", by=MAYA, delivery=a_delivery(), place=None
    )

    assert isinstance(again, NotYet)
    assert (again.report.id, again.is_new) == (first.report.id, False)
    assert await supporters(deps, first.report.id) == [MAYA]
    mine = await not_yet.open_not_yet(deps, await finding(deps, deal=OSPREY), by=RITA)
    assert isinstance(mine, not_yet.TooEarly)
    assert mine.same
    assert (await not_known(deps)).report.id == first.report.id  # their own: no second one


async def test_what_somebody_adds_is_filed_as_a_report_of_its_own(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    first = await not_known(deps)

    second = await not_known(deps, "Only legal can tell.", by=MAYA)

    assert second.is_new
    assert second.report.id != first.report.id


@pytest.mark.parametrize(
    ("text", "parts", "same"),
    [
        ("Next step is required before I can know it", {"field": "next_step"}, True),
        ("Next step is required before I can know it", {"field": "Next step"}, True),
        ("Next step is required before I can know it", {"field": "next_step", "stage": "Negotiation"}, False),
        ("Whatever it says", {"field": "next_step", "stage": "qualified"}, True),
        ("The next step field is slow on my phone, the page takes ages", {"field": "next_step"}, False),
        ("Amount is required before I can know it", {"field": "amount"}, False),
    ],
)
async def test_which_report_says_the_same(deps: Deps, text: str, parts: dict[str, str], same: bool) -> None:
    deps, _ = await with_deals(deps)
    report = await a_report(deps, text, by=RAVI, **parts)

    opened = await not_yet.open_not_yet(deps, await finding(deps), by=RITA)

    assert isinstance(opened, not_yet.TooEarly)
    assert (opened.same.id if opened.same else None) == (report.id if same else None)


async def test_the_same_delivery_again_files_nothing_new(deps: Deps) -> None:
    deps, _ = await with_deals(deps)
    await not_known(deps, "x", delivery="one")

    again = await not_yet.say_not_yet(deps, await finding(deps), "x", by=RITA, delivery="one", place=None)

    assert isinstance(again, Repeated)
    assert (await not_known(deps)).report.number == 1


async def test_too_much_is_said_at_its_part(deps: Deps) -> None:
    deps, _ = await with_deals(deps)

    said = await not_yet.say_not_yet(deps, await finding(deps), "x" * 3000, by=RITA, delivery="one", place=None)

    assert isinstance(said, Refused)
    assert said.about == "text"
    assert (await shown(deps)).asking is Asking.ASKED
