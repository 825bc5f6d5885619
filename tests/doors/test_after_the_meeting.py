"""Yesterday's message about a meeting, read after it: the same one, with what is of use then."""

from tests.doors.deals import NEXT_STEP, Asked
from tests.doors.steps import at_work
from tests.workspace import RITA


async def test_after_the_meeting_a_deal_can_be_updated_and_nobody_asks_for_it_any_more(rita: Asked) -> None:
    messages = len(await rita.workspace.messages(RITA))
    assert len(rita.message.buttons) > 1

    await at_work(rita.workspace, days=2, hour=10, minute=15)  # the review of Wednesday began at ten

    over = await rita.workspace.changed(rita.message, containing="*Pipeline review* was ")
    assert "1 of your deals still lacks something." in over.text
    assert "Next step is empty" in over.text
    assert over.buttons == ["Update now"]
    assert len(await rita.workspace.messages(RITA)) - messages <= 2  # the bundles of Tuesday and Wednesday

    await rita.opened()
    assert (await rita.saves(Next_step=NEXT_STEP)).ok
    await rita.told("is saved in the CRM")
    done = await rita.workspace.changed(rita.message, containing="You saved *Next step*.")
    assert "✅ Nothing is left to do." in done.text
    assert done.buttons == []
