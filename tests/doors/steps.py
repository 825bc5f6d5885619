"""Steps that the stories share: what people do a hundred times."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from tests.filling import Fill
from tests.seen import Message
from tests.workspace import ADA, RITA, THEO, TRIAGE, Workspace

FRICTION: Final = "/crm-friction"
NEW_YORK: Final = ZoneInfo("America/New_York")

NEXT_STEP: Final = "The next step field is required before I can move a deal to Proposal, so I type tbd into it"
SAME_AGAIN: Final = "Next step is required before a deal can move to Proposal, so everybody types tbd"


async def reported(workspace: Workspace, text: str = NEXT_STEP, *, user: str = RITA) -> Message:
    """Files it by command; gives its card, which has buttons for whoever looks at it."""
    said = await workspace.command(FRICTION, text, user=user)
    assert "is filed" in said.text, said
    return await workspace.message_in(TRIAGE, containing=text[:40], user=THEO)


async def decided(
    workspace: Workspace, card: Message, button: str, values: Mapping[str, Fill] | None = None, *, by: str = THEO
) -> Message:
    """Presses `button` on the card and fills its form in; gives the card as it stands then."""
    assert (await workspace.press(card, button, by)).ok
    sent = await workspace.fill_and_submit(by, values)
    assert sent.ok, sent
    assert sent.closed
    return await workspace.changed(card, without="New, waiting for a decision")


async def fixing(workspace: Workspace, card: Message, owner: str = ADA) -> Message:
    return await decided(workspace, card, "Fix", {"Fix owner": owner})


async def shipped(
    workspace: Workspace, card: Message, title: str = "Next step is asked later", by: str = ADA
) -> Message:
    assert (await workspace.press(card, "Mark as shipped", by)).ok
    what = "Nobody has to name a next step before Proposal."
    sent = await workspace.fill_and_submit(by, {"Title": title, "What changed": what})
    assert sent.ok, sent
    return await workspace.changed(card, containing="Shipped")


async def at_work(workspace: Workspace, days: int = 0, hour: int = 16, minute: int = 1) -> list[str]:
    """Goes to that hour (New York) of today or `days` later; gives the jobs that ran."""
    now = await workspace.now()
    local = now.astimezone(NEW_YORK) + timedelta(days=days)
    ran = await workspace.clock(to=local.replace(hour=hour, minute=minute, second=0, microsecond=0))
    return [one["job"] for one in ran]


async def supported(workspace: Workspace, card: Message, *people: str, ref: str = "F-1") -> Message:
    """Each of them says *Me too*; gives the card as it stands then, with nothing on its way to it."""
    for number, person in enumerate(people, start=1):
        said = await workspace.command(FRICTION, ref, user=person)
        assert said.message, said
        assert (await workspace.press(said.message, "Me too", person)).ok
        card = await workspace.changed(card, containing=f"{number} more")
    return card
