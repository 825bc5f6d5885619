"""Who is away, as Slack tells it over HTTP; a Slack that does not tell holds nobody's nudge up."""

from datetime import timedelta

from bot.presence import Presence
from delivery.client import open_client
from tests.conftest import CARL, MAYA, RAVI, RITA
from tests.doors.running import OPENS, TOKEN
from tests.workspace import Workspace

SOON = int((OPENS + timedelta(hours=1)).timestamp())
EVERYBODY = (RITA, RAVI, MAYA, CARL)


async def away(workspace: Workspace, token: str = TOKEN) -> set[str]:
    async with open_client(token, base_url=workspace.api_url) as client:
        return set(await Presence(client).away(EVERYBODY, OPENS))


async def test_whoever_wants_quiet_or_is_on_leave_is_away(workspace: Workspace) -> None:
    await workspace.set_presence(RITA, quiet_until=SOON)
    await workspace.set_presence(RAVI, status_text="Vacationing", status_emoji=":palm_tree:", status_expiration=SOON)
    await workspace.set_presence(MAYA, status_text="In a meeting", status_emoji=":spiral_calendar_pad:")

    assert await away(workspace) == {RITA, RAVI}


async def test_whose_leave_is_over_is_there(workspace: Workspace) -> None:
    await workspace.set_presence(RITA, quiet_until=int(OPENS.timestamp()))
    await workspace.set_presence(RAVI, status_text="Vacationing", status_expiration=int(OPENS.timestamp()))

    assert await away(workspace) == set()


async def test_a_slack_that_does_not_tell_is_asked_for_the_rest(workspace: Workspace) -> None:
    await workspace.set_presence(RITA, quiet_until=SOON)
    await workspace.set_presence(RAVI, status_text="Vacationing", status_emoji=":palm_tree:")
    await workspace.faults({"method": "dnd.teamInfo", "kind": "rate_limited", "times": 1})

    assert await away(workspace) == {RAVI}
    assert await away(workspace, token="xoxb-revoked") == set()
