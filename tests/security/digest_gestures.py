"""What is said of a digest's deals, with who may: managers of their owners, triage owners of the workflow, admins."""

from collections.abc import Mapping
from datetime import timedelta
from itertools import count
from typing import Final

from domain.digest import Content, Digest, ListedDeal, Worth
from domain.ids import ChannelId
from store import digests
from store.asked_findings import find_finding
from tests.conftest import MONDAY
from tests.security import payloads as slack
from tests.security.deal_gestures import RITAS_ID, DealRule, Made, finding_of_rita
from tests.security.payloads import Json
from tests.security.world import Role
from views.digest import MARK_REVIEWED
from views.review_form import DEALS, REVIEW_FORM, WHY_FORM, review_form, why_block, why_form

REVIEWERS: Final = frozenset({Role.MANAGER, Role.TRIAGE_OWNER, Role.ADMIN})
"""Rita owns the deals, Maya leads her team, Finn decides about the forecast."""

CHANNEL: Final = ChannelId("C0FORECAST")

_weeks = count(1)


async def digest_of_rita(at: Made) -> tuple[Digest, list[ListedDeal]]:
    """Of one meeting, with a deal of hers that is not ready."""
    deps = at.world.deps
    number = await finding_of_rita(at.world)
    async with deps.store.read() as tx:
        found = await find_finding(tx, number)
    assert found
    listed = [ListedDeal(found.finding.deal, "Kestrel", "https://crm.example/1", RITAS_ID, None, None)]
    content = Content("Call", Worth(1), Worth(), Worth(1), Worth(), not_ready=tuple(listed), read_at=MONDAY)
    async with deps.begin() as tx:
        written, meeting_at = digests.Written.of(content, ()), MONDAY + timedelta(weeks=next(_weeks))
        id = await digests.add_digest(
            tx, written, workflow="forecast", meeting_at=meeting_at, channel=CHANNEL, at=MONDAY
        )
    digest = Digest(id, "forecast", meeting_at, MONDAY, CHANNEL, content)
    return digest, listed


async def press_mark_reviewed(at: Made) -> Json:
    digest, _ = await digest_of_rita(at)
    return slack.click(at.user, MARK_REVIEWED, str(digest.id), team=at.team, url=at.world.slack.response_url)


async def fill_review(at: Made) -> Json:
    digest, deals = await digest_of_rita(at)
    form = review_form(digest, deals, {}, at.world.deps.model.timezone)
    return slack.submission(at.user, form, {"accepted": slack.ticked("0")}, team=at.team)


async def fill_why(at: Made) -> Json:
    digest, deals = await digest_of_rita(at)
    form = why_form(digest, list(enumerate(deals)), {})
    return slack.submission(at.user, form, {why_block(0): slack.text("No budget")}, team=at.team)


async def type_deal(at: Made) -> Json:
    digest, deals = await digest_of_rita(at)
    form = review_form(digest, deals, {}, at.world.deps.model.timezone)
    return slack.suggestion(at.user, DEALS, "kes", form, team=at.team)


DIGEST_BUTTONS: Final[Mapping[str, DealRule]] = {MARK_REVIEWED: (REVIEWERS, "opens", press_mark_reviewed)}
DIGEST_FORMS: Final[Mapping[str, DealRule]] = {
    REVIEW_FORM: (REVIEWERS, "changes", fill_review),
    WHY_FORM: (REVIEWERS, "changes", fill_why),
}
DIGEST_OPTIONS: Final[Mapping[str, DealRule]] = {DEALS: (REVIEWERS, "tells", type_deal)}
