"""Release notes as people see them: for everyone, as one post of a day, and in private to whoever asked for the fix."""

from collections.abc import Sequence
from typing import Final

from domain.note import ReleaseNote
from domain.report import Report, Status
from domain.standing import NotesDay, NoteStanding
from views.blocks import Payload, actions, button, context, divider, fields, header, message, section, sections
from views.escape import bold, day, escape, gist, mention, moment, quote
from views.words import listed, people, refs

WORKS: Final = "works_now"
STILL_BROKEN: Final = "still_broken"
"""The value of both is the note's id."""

NOTES_PER_POST: Final = 3
"""What changed is shown whole, up to 3,000 characters a note; Slack refuses a message of about 13,000 in all
(msg_blocks_too_long, slackapi/bolt-js#2509)."""

_NAMED: Final = 5
_REPORTS: Final = 5
_FIELD: Final = 200


def note_card(n: NoteStanding) -> Payload:
    return message(f"Shipped: {_title_aloud(n.note)}", _note(n))


def notes_of_day(notes: NotesDay) -> Payload:
    """All notes of one day, or one part of them: at most `NOTES_PER_POST`."""
    part = f", part {notes.part} of {notes.parts}" if notes.parts > 1 else ""
    head = f"Shipped on {day(notes.day)}{part}"
    told = [block for n in notes.notes for block in (divider(), *_note(n))]
    return message(f"{head}: {'; '.join(_title_aloud(n.note) for n in notes.notes)}", [header(head), *told])


def note_word(n: NoteStanding) -> Payload:
    """The message to `n.told`, who asked for it: what changed, and the question whether it works."""
    note = n.note
    asked = "\n".join(f"*{report.ref}*\n{quote(gist(report.text))}" for report in n.reports[:_REPORTS])

    head = f"What you asked for has shipped: *{note.ref}* · {bold(note.title)}"
    return message(
        f"What you asked for has shipped: {_title_aloud(note)}. Does it work now?",
        [
            section(head),
            *sections(note.what_changed),
            *([section(f"It resolves\n{asked}")] if asked else []),
            *([context(f"Your {listed(n.told_merged)} had been merged into it.")] if n.told_merged else []),
            *_does_it_work(n),
        ],
    )


def told_how_many(n: NoteStanding) -> str:
    """`Asked for by 4 people, among them @Rita`: names only of those who may be named."""
    if not n.asked:
        return ""
    named = [mention(user) for user in n.named[:_NAMED]]
    if len(named) >= n.asked:
        return f"Asked for by {listed(named)}"
    return f"Asked for by {people(n.asked)}" + (f", among them {listed(named)}" if named else "")


def confirmations(n: NoteStanding) -> str:
    """What people say of it so far."""
    works, broken = len(n.works_for), len(n.broken_for)
    said = [f"✅ Works for {people(works)}"] if works else []
    if broken:
        said.append(f"🔧 still broken for {people(broken)}" if said else f"🔧 Still broken for {people(broken)}")
    is_over = all(report.status is Status.CLOSED for report in n.reports)
    return ", ".join(said) or ("Nobody said whether it works" if is_over else "Nobody has said yet whether it works")


def _note(n: NoteStanding) -> list[Payload]:
    note = n.note
    touched = {
        "Workflows": escape(gist(listed(n.workflow_names), _FIELD)),
        "Roles": escape(gist(listed(note.roles), _FIELD)),
        "Resolves": refs(n.reports),
    }
    return [
        section(f"📦 *{note.ref}* · {bold(note.title)}"),
        *sections(note.what_changed),
        *fields(touched),
        context(told_how_many(n), confirmations(n)),
        context(f"Shipped by {mention(note.by)}, {moment(note.shipped_at, n.zone)}"),
    ]


def _title_aloud(note: ReleaseNote) -> str:
    return f"{note.ref}, {escape(gist(note.title, 150))}"


def _does_it_work(n: NoteStanding) -> list[Payload]:
    if n.told_said is True:
        return [section("✅ You said that it works now. Thank you for telling us.")]
    if n.told_said is False:
        return [section("🔧 You said that it is still broken. Your words went to whoever is fixing it.")]
    works = button("It works now", WORKS, n.note.id, style="primary", about=n.note.ref)
    broken = button("Still broken", STILL_BROKEN, n.note.id, about=n.note.ref)
    theirs = n.reports if n.told_about is None else n.told_about
    if not theirs:
        return [section("It has shipped once more since then. Please say under the newer message whether it works.")]
    if _any(theirs, Status.SHIPPED):
        return [section("Does it work for you?"), *actions(works, broken)]
    if _any(theirs, Status.CONFIRMED):
        again = "Somebody said already that it works. If not for you, please report it again with `/crm-friction`."
        return [section(again), *actions(works)]
    if _any(theirs, Status.FIXING):
        return [section("🔧 Somebody said that it is still broken, so it is open again. You will hear when it ships.")]
    return [section("This is closed. If it still gets in your way, please report it again with `/crm-friction`.")]


def _any(reports: Sequence[Report], status: Status) -> bool:
    return any(report.status is status for report in reports)
