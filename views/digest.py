"""The digest before a meeting as its channel reads it: a head for one minute, and the rest in its thread."""

from collections.abc import Iterable, Sequence
from typing import Final
from zoneinfo import ZoneInfo

from domain.digest import Chapter, Content, Digest, Slice
from domain.inspection import Reviewed
from views import digest_lines as lines
from views.blocks import SECTION_LIMIT, Payload, actions, button, context, fields, header, message, section
from views.escape import escape, moment
from views.words import counted, mentions

MARK_REVIEWED: Final = "mark_reviewed"
"""The value is the digest's id."""


def digest_head(digest: Digest, reviewed: Reviewed, zone: ZoneInfo) -> Payload:
    content = digest.content
    said = _in_short(content)
    return message(
        f"{_meeting(content)}: {said}",
        [
            header(content.meeting),
            context(f"Begins {moment(digest.meeting_at, zone)}", lines.read_line(content, zone)),
            *([section(f"*{said}*")] if content.read_at else []),
            *_figures(content),
            *_largest(content),
            *_told(content, content.head, zone),
            *_in_thread(content),
            *_small_print(content, zone),
            *_review(digest, reviewed),
        ],
    )


def digest_reply(digest: Digest, number: int, zone: ZoneInfo) -> Payload | None:
    """Reply `number` in the thread, counted from 1; None when there is no such one."""
    content = digest.content
    if not 1 <= number <= len(content.replies):
        return None
    part = f"{_meeting(content)}, part {number} of {len(content.replies)}"
    return message(part, [context(part), *_told(content, content.replies[number - 1], zone)])


def _in_short(content: Content) -> str:
    total, lacking = content.total.deals, content.lacking.deals
    if content.read_at is None:
        return "the CRM has not been read yet"
    if not total:
        return "⚠️ No deals can be seen" if content.unseen else "There are no deals to discuss"
    seen, are = " that can be seen" if content.unseen else "", "is" if total == 1 else "are"
    if not lacking and not content.resting.deals:
        every = f"All {total:,} deals" if total > 1 else "The only deal"
        return f"✅ {every}{seen} {are} ready"
    return f"{content.ready.deals:,} of {counted(total, 'deal', 'deals')}{seen} {are} ready"


def _figures(content: Content) -> list[Payload]:
    """What is at stake, side by side; each sum in its own currency."""
    told = {"Ready": content.ready, "Not ready": content.lacking, "Held back": content.resting}
    return fields(
        {
            label: f"{counted(some.deals, 'deal', 'deals')}\n{lines.worth(some)}"
            for label, some in told.items()
            if some.deals
        }
    )


def _largest(content: Content) -> list[Payload]:
    """Where the deals that are not ready are in the thread, the largest of them."""
    if not content.not_ready or any(part.chapter is Chapter.NOT_READY for part in content.head):
        return []
    return _packed("*Not ready, the largest*", [line for deal in content.largest for line in lines.in_brief(deal)])


def _told(content: Content, parts: Sequence[Slice], zone: ZoneInfo) -> list[Payload]:
    return [
        block
        for part in parts
        for heading, said in lines.groups(content, part, zone)
        for block in _packed(heading, said)
    ]


def _packed(heading: str, said: Iterable[str]) -> list[Payload]:
    """Whole lines in as few sections as hold them; what is said of a deal stays below its name where it can."""
    texts = [heading]
    for together in _with_what_is_below(said):
        whole = "\n".join(together)
        for text in [whole] if len(whole) <= SECTION_LIMIT else together:
            if len(texts[-1]) + len(text) + 1 > SECTION_LIMIT:
                texts.append(text)
            else:
                texts[-1] += f"\n{text}"
    return [section(text) for text in texts]


def _with_what_is_below(said: Iterable[str]) -> list[list[str]]:
    """Each line with those after it that are set in."""
    together: list[list[str]] = []
    for line in said:
        if line.startswith(" ") and together:
            together[-1].append(line)
        else:
            together.append([line])
    return together


def _in_thread(content: Content) -> list[Payload]:
    """What is to be read there, and how much of it."""
    counts: dict[Chapter, int] = {}
    for part in (part for reply in content.replies for part in reply):
        counts[part.chapter] = counts.get(part.chapter, 0) + part.stop - part.start
    counts |= {Chapter.NOT_READY: content.lacking.deals} if Chapter.NOT_READY in counts else {}
    told = [f"{lines.IN_THREAD[chapter]} ({count:,})" for chapter, count in counts.items()]
    return [section(f"🧵 In the thread: {'; '.join(told)}.")] if told else []


def _small_print(content: Content, zone: ZoneInfo) -> list[Payload]:
    said = [lines.unjudged(content), lines.left_in_peace(content)]
    said += [f"{escape(one)}." for one in content.untold]
    if content.last_time:
        said.append(lines.reviewed(content.last_time, zone))
    return [context(*said)] if any(said) else []


def _review(digest: Digest, reviewed: Reviewed) -> list[Payload]:
    if not digest.content.total.deals:
        return []
    mark = button("Mark reviewed", MARK_REVIEWED, digest.id, about=digest.content.meeting)
    if not reviewed.by:
        return actions(mark)
    said = f"✅ Reviewed by {mentions(reviewed.by)}: {reviewed.accepted:,} accepted, {reviewed.not_ready:,} not ready"
    return [context(said), *actions(mark)]


def _meeting(content: Content) -> str:
    return escape(content.meeting)
