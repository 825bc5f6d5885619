"""How each kind of post is drawn, from how its subject stands now."""

import asyncio
from collections.abc import Mapping
from typing import Final

from delivery.crm_renderers import CRM_RENDERERS
from delivery.digest_renderers import DIGEST_RENDERERS
from delivery.drawing import Drawn, Renderer
from delivery.remedies import remedy_for
from delivery.signal_renderers import SIGNAL_RENDERERS
from delivery.update_renderers import UPDATE_RENDERERS
from domain.ids import DecisionId, NoteId, ReportId, UserId
from domain.post import PostKey, PostKind
from domain.standing import ReportStanding
from flows import alarms, posting, showing
from flows.crm_alarm import unread_since
from flows.deps import Deps
from flows.tidying import DRAFTS_KEPT
from views import decisions, notes, replies
from views.alarms import crm_alarm, crm_read_again, stuck_alarm, stuck_over
from views.notice import said
from views.report_card import report_card

FORM_CLOSED: Final = f"You closed the form. What you wrote is kept for {DRAFTS_KEPT.days} days, until you file it."


async def draw_decision_reply(deps: Deps, key: PostKey) -> Drawn:
    standing = await showing.decision_standing(deps, DecisionId(int(key.subject)), told=None)
    return decisions.decision_reply(standing) if standing else None


async def draw_decision_word(deps: Deps, key: PostKey) -> Drawn:
    standing = await showing.decision_standing(deps, DecisionId(int(key.subject)), told=UserId(key.place))
    return decisions.decision_word(standing) if standing else None


async def draw_reminder(deps: Deps, key: PostKey) -> Drawn:
    standing = await showing.report_standing(deps, _report_reminded(key))
    return decisions.reminder(standing) if standing else None


async def draw_escalation(deps: Deps, key: PostKey) -> Drawn:
    standing = await showing.report_standing(deps, _report_reminded(key))
    return decisions.escalation(standing, sorted(deps.roster.admins)) if standing else None


async def draw_decided_digest(deps: Deps, key: PostKey) -> Drawn:
    day = await showing.decided_day(deps, key.subject)
    return decisions.decided_digest(day) if day else None


async def draw_note_card(deps: Deps, key: PostKey) -> Drawn:
    standing = await showing.note_standing(deps, NoteId(int(key.subject)), told=None)
    return notes.note_card(standing) if standing else None


async def draw_notes_of_day(deps: Deps, key: PostKey) -> Drawn:
    day = await showing.notes_day(deps, key.subject)
    return notes.notes_of_day(day) if day else None


async def draw_note_word(deps: Deps, key: PostKey) -> Drawn:
    standing = await showing.note_standing(deps, NoteId(int(key.subject)), told=UserId(key.place))
    return notes.note_word(standing) if standing else None


async def draw_mention_reply(_deps: Deps, key: PostKey) -> Drawn:
    return replies.mention_reply(int(key.subject))


async def draw_draft_word(deps: Deps, key: PostKey) -> Drawn:
    """Until it is filed, what was written and its buttons; then that it is filed, or thrown away."""
    draft = int(key.subject)
    standing = await showing.draft_standing(deps, draft)
    if standing is None:
        return said("You threw away what you had begun. Nothing was filed.")
    text, report = standing
    return replies.filed(report) if report else replies.kept(draft, text, FORM_CLOSED)


async def draw_refused_alert(deps: Deps, key: PostKey) -> Drawn:
    """When nothing stands refused any more, that it goes on."""
    place, _, error = key.subject.partition("!")
    count = await posting.refused_in(deps, place, error)
    return replies.refused_alert(place, error, remedy_for(error), count) if count else replies.alert_over(place)


async def draw_stuck_alarm(deps: Deps, key: PostKey) -> Drawn:
    """When it is over, that it is; nothing when it was over before the message arrived."""
    stoppage = await alarms.stoppage_now(deps, key)
    if stoppage is None:
        return None
    zone = deps.model.timezone
    return stuck_alarm(stoppage.stuck, stoppage.since, zone) if stoppage.stuck else stuck_over(stoppage.since, zone)


async def draw_crm_alarm(deps: Deps, key: PostKey) -> Drawn:
    """When it is over, that it is; nothing when it was over before the message arrived."""
    unread = await unread_since(deps, key)
    if unread is None:
        return None
    since, is_over = unread
    return (crm_read_again if is_over else crm_alarm)(since, deps.model.timezone)


class CardsTogether:
    """Draws the cards that are asked for at one moment from one look into the store, which costs as much as for one."""

    def __init__(self) -> None:
        self._looking: asyncio.Task[dict[ReportId, ReportStanding]] | None = None
        self._asked: set[ReportId] = set()

    async def draw(self, deps: Deps, key: PostKey) -> Drawn:
        report = ReportId(int(key.subject))
        self._asked.add(report)
        if self._looking is None:
            self._looking = asyncio.create_task(self._look(deps))
        # Whoever of them is cancelled leaves the others their look.
        standing = (await asyncio.shield(self._looking)).get(report)
        return report_card(standing) if standing else None

    async def _look(self, deps: Deps) -> dict[ReportId, ReportStanding]:
        """Begins when everybody has asked, and who asks later gets a look of his own: nobody is shown the past."""
        asked, self._asked, self._looking = self._asked, set(), None
        return await showing.some_standings(deps, asked)


_EACH_BY_ITSELF: Final[Mapping[PostKind, Renderer]] = {
    PostKind.DECISION_REPLY: draw_decision_reply,
    PostKind.DECISION_WORD: draw_decision_word,
    PostKind.REMINDER: draw_reminder,
    PostKind.ESCALATION: draw_escalation,
    PostKind.DECIDED_DIGEST: draw_decided_digest,
    PostKind.NOTE_CARD: draw_note_card,
    PostKind.NOTES_OF_DAY: draw_notes_of_day,
    PostKind.NOTE_WORD: draw_note_word,
    PostKind.MENTION_REPLY: draw_mention_reply,
    PostKind.DRAFT_WORD: draw_draft_word,
    PostKind.REFUSED_ALERT: draw_refused_alert,
    PostKind.STUCK_ALARM: draw_stuck_alarm,
    PostKind.CRM_ALARM: draw_crm_alarm,
}


def renderers() -> Mapping[PostKind, Renderer]:
    """How to draw every kind, for one delivery."""
    others = {**CRM_RENDERERS, **DIGEST_RENDERERS, **SIGNAL_RENDERERS, **UPDATE_RENDERERS}
    return {PostKind.REPORT_CARD: CardsTogether().draw, **_EACH_BY_ITSELF, **others}


def _report_reminded(key: PostKey) -> ReportId:
    """The subject is the report's id @ the working day."""
    return ReportId(int(key.subject.partition("@")[0]))
