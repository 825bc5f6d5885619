"""What a status beside a name says about being away."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.presence import Status

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "status",
    [
        Status("Vacationing", ":palm_tree:"),
        Status("", ":face_with_thermometer:"),
        Status("Out of office until Monday"),
        Status("OOO"),
        Status("on parental leave"),
        Status("im Urlaub"),
        Status("en congés jusqu'au 2"),
        Status("Vacationing", until=NOW + timedelta(hours=1)),
    ],
)
def test_somebody_on_leave_is_away(status: Status) -> None:
    assert status.is_away(NOW)


@pytest.mark.parametrize(
    "status",
    [
        Status(),
        Status("In a meeting", ":spiral_calendar_pad:"),
        Status("Working remotely", ":house_with_garden:"),
        Status("planning the summer campaign"),
        Status("Vacationing", ":palm_tree:", until=NOW),
    ],
)
def test_somebody_at_work_is_not(status: Status) -> None:
    assert not status.is_away(NOW)
