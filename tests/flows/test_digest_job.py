"""The job of the digests: when it comes due, until when it is of use, and what whoever ran it by hand is told."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from flows.deps import Deps
from schedules.meetings import digest_hours, post_digests, until_they_begin
from tests.conftest import Clock
from tests.flows.pipeline import DUE, FORECAST_CALL, a_deal, lacking, there_are
from tests.flows.stories import ON_SQLITE, in_new_york

pytestmark = ON_SQLITE
"""Which engine it is makes no difference to the hours."""


def shown(deps: Deps, moments: Iterable[datetime]) -> list[str]:
    return [f"{at.astimezone(deps.model.timezone):%a %d %H:%M}" for at in moments]


def with_leads(deps: Deps, **minutes: int) -> None:
    """Each workflow's digest so many minutes before its meeting."""
    workflows = {
        name: workflow.model_copy(
            update={"meeting": workflow.meeting.model_copy(update={"digest_minutes_before": minutes[name]})}
        )
        for name, workflow in deps.model.workflows.items()
        if name in minutes
    }
    deps.model = deps.model.model_copy(update={"workflows": workflows})


async def test_it_comes_due_over_weeks_without_a_holiday_among_them(deps: Deps) -> None:
    found = shown(deps, digest_hours(deps, in_new_york(2026, 11, 23, 12), in_new_york(2026, 12, 4)))

    assert found == ["Wed 25 09:00", "Mon 30 08:30", "Tue 01 13:00", "Wed 02 09:00", "Thu 03 12:00"]


async def test_digests_of_one_hour_come_due_together_and_are_of_use_until_the_last_meeting_begins(deps: Deps) -> None:
    """The pipeline review is on Wednesday at 10:00, the handoff review on Thursday at 14:00."""
    with_leads(deps, pipeline_review=60, handoff=29 * 60)
    at = in_new_york(2026, 12, 2, 9)

    assert shown(deps, digest_hours(deps, in_new_york(2026, 12, 1), in_new_york(2026, 12, 3))) == ["Wed 02 09:00"]
    assert until_they_begin(deps, at) == in_new_york(2026, 12, 3, 14)
    assert until_they_begin(deps, at + timedelta(minutes=1)) == at + timedelta(minutes=1)


async def test_what_was_made_is_said_in_a_sentence(deps: Deps, clock: Clock) -> None:
    clock.now = DUE
    await there_are(deps, lacking(1), a_deal(2))

    first = await post_digests(deps, DUE)
    again = await post_digests(deps, DUE)

    assert first == "Made: Weekly forecast call, Mon 2026-11-30 09:30 America/New_York. 1 of 2 deals are ready."
    assert again == "Made before: Weekly forecast call, Mon 2026-11-30 09:30 America/New_York."


async def test_before_the_crm_was_read_that_is_said(deps: Deps, clock: Clock) -> None:
    clock.now = DUE

    assert (await post_digests(deps, DUE)).endswith("The CRM has not been read yet.")


async def test_where_nothing_is_due_the_next_meeting_is_named(deps: Deps, clock: Clock) -> None:
    clock.now = in_new_york(2026, 11, 26, 13)

    said = await post_digests(deps, clock())

    assert said == (
        "Nothing is due then. Next is Weekly forecast call, Mon 2026-11-30 09:30 America/New_York; "
        "its digest comes on Mon 2026-11-30 08:30 America/New_York."
    )


async def test_without_any_meeting_that_is_said(deps: Deps, clock: Clock) -> None:
    with_leads(deps)

    assert await post_digests(deps, clock()) == "Nothing is due then, and no meeting is ahead within a year."


async def test_one_that_was_missed_is_made_as_of_now_and_not_when_its_meeting_has_begun(
    deps: Deps, clock: Clock
) -> None:
    await there_are(deps, a_deal(1))
    clock.now = FORECAST_CALL
    too_late = await post_digests(deps, DUE)
    clock.now = FORECAST_CALL - timedelta(minutes=1)
    in_time = await post_digests(deps, DUE)

    assert too_late.startswith("Nothing is due then.")
    assert in_time.startswith("Made: Weekly forecast call")
