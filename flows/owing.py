"""Which posts show what, and where: the keys that name them for ever."""

from domain.decision import Decision
from domain.ids import ChannelId, NoteId, ReportId, UserId
from domain.note import ReleaseNote
from domain.post import OwedPost, PostKey, PostKind
from flows.deps import Deps


def card_key(deps: Deps, report: ReportId) -> PostKey:
    return PostKey(PostKind.REPORT_CARD, str(report), deps.triage)


def report_card(deps: Deps, report: ReportId) -> OwedPost:
    return OwedPost(card_key(deps, report))


def decision_reply(deps: Deps, decision: Decision) -> OwedPost:
    key = PostKey(PostKind.DECISION_REPLY, str(decision.id), deps.triage)
    return OwedPost(key, parent=card_key(deps, decision.report))


def decision_word(decision: Decision, told: UserId) -> OwedPost:
    return OwedPost(PostKey(PostKind.DECISION_WORD, str(decision.id), told))


def under_card(deps: Deps, kind: PostKind, report: ReportId, occasion: str) -> OwedPost:
    """A reminder or an escalation: once per occasion, in the thread of the card."""
    return OwedPost(PostKey(kind, f"{report}@{occasion}", deps.triage), parent=card_key(deps, report))


def note_card(deps: Deps, note: ReleaseNote) -> OwedPost:
    return OwedPost(PostKey(PostKind.NOTE_CARD, str(note.id), deps.updates))


def note_word(note: NoteId, told: UserId) -> OwedPost:
    return OwedPost(PostKey(PostKind.NOTE_WORD, str(note), told))


def day_post(deps: Deps, kind: PostKind, subject: str) -> OwedPost:
    return OwedPost(PostKey(kind, subject, deps.updates))


def mention_reply(draft: int, channel: ChannelId) -> PostKey:
    return PostKey(PostKind.MENTION_REPLY, str(draft), channel)


def draft_word(draft: int, told: UserId) -> OwedPost:
    return OwedPost(PostKey(PostKind.DRAFT_WORD, str(draft), told))


def homes(deps: Deps) -> dict[PostKind, ChannelId]:
    """Where those are posted that the operating model gives one channel each."""
    in_triage = (PostKind.REPORT_CARD, PostKind.DECISION_REPLY, PostKind.REMINDER, PostKind.ESCALATION)
    in_updates = (PostKind.NOTE_CARD, PostKind.NOTES_OF_DAY, PostKind.DECIDED_DIGEST)
    return (
        dict.fromkeys(in_triage, deps.triage)
        | dict.fromkeys(in_updates, deps.updates)
        | {PostKind.SIGNALS_WEEK: deps.model.signals_channel}
    )
