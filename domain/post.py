"""Posts that are owed to Slack: each a projection of one subject's state to one place."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.ids import ChannelId, MessageTs, PostId


class PostKind(StrEnum):
    """What is shown. The subject's form stands behind each."""

    REPORT_CARD = "report_card"  # report id
    DECISION_REPLY = "decision_reply"  # decision id, in the card's thread
    DECISION_WORD = "decision_word"  # decision id, to one person
    REMINDER = "reminder"  # report id @ working date, in the card's thread
    ESCALATION = "escalation"  # report id @ working date, in the card's thread
    DECIDED_DIGEST = "decided_digest"  # local date / part
    NOTE_CARD = "note_card"  # note id
    NOTES_OF_DAY = "notes_of_day"  # local date / part
    NOTE_WORD = "note_word"  # note id, to one person
    BUNDLE = "bundle"  # bundle id, to one person
    DEAL_UPDATE_WAITS = "deal_update_waits"  # update id, to whoever asked for it
    DEAL_UPDATE_ENDED = "deal_update_ended"  # update id, to whoever asked for it
    CRM_REFUSES = "crm_refuses"  # local date, to one admin
    MENTION_REPLY = "mention_reply"  # draft id, in the thread of the mention
    DRAFT_WORD = "draft_word"  # draft id, to whoever began it
    REFUSED_ALERT = "refused_alert"  # place ! error, to one admin
    DIGEST = "digest"  # digest id, in the meeting's channel
    DIGEST_PART = "digest_part"  # digest id / number of the reply, in the digest's thread
    STUCK_ALARM = "stuck_alarm"  # trouble @ since when, to one admin
    CRM_ALARM = "crm_alarm"  # since when it is not read, to one admin
    CONTROL_STEPS = "control_steps"  # month / part, to one admin
    SIGNAL_NOTE = "signal_note"  # signal id, seen by whoever started the thread and by nobody else
    SIGNALS_WEEK = "signals_week"  # first day after the week / part
    SIGNALS_QUIET = "signals_quiet"  # kind or channel @ since when it is mostly wrong, to one admin
    WATCH_GREETING = "watch_greeting"  # channel id @ local date
    UNWATCHED = "unwatched"  # id of the row, in the channel


class PostState(StrEnum):
    OWED = "owed"
    SENDING = "sending"
    POSTED = "posted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PostKey:
    """Names one post for ever: owing it again only marks it due.

    `place` is a channel id, or a user id for a direct message.
    """

    kind: PostKind
    subject: str
    place: str


@dataclass(frozen=True, slots=True)
class OwedPost:
    """A post somebody owes. `parent` is our post in whose thread it stands, `thread_ts` a message of somebody else."""

    key: PostKey
    parent: PostKey | None = None
    thread_ts: MessageTs | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A post as delivery claimed it.

    `attempt` fences its end: only the claim with this number may record an outcome. `ts` is None until it was posted;
    `unsure` means that an earlier try may have reached Slack, so history is looked at first. `shown` is what is
    recorded as shown when this attempt succeeds. `owed_for_s` is how long it had been owed when it was claimed,
    `gesture` the log's id of what owed it.
    """

    id: PostId
    key: PostKey
    attempt: int
    wanted: int
    unsure: bool
    channel: ChannelId | None = None
    ts: MessageTs | None = None
    parent_id: PostId | None = None
    parent_channel: ChannelId | None = None
    parent_ts: MessageTs | None = None
    thread_ts: MessageTs | None = None
    first_tried_at: datetime | None = None
    reposted: bool = False
    owed_for_s: float = 0.0
    gesture: str | None = None
