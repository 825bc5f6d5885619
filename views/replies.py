"""Private answers to whoever typed a command or clicked: seen by one person, in one glance."""

from collections.abc import Sequence
from typing import Final

from domain.forgotten import NAME_DELETED, is_forgotten
from domain.ids import UserId
from domain.report import OPEN, Report
from domain.standing import Begun, Likely, ReportStanding
from domain.texts import TEXT_LIMIT
from views.blocks import (
    MESSAGE_BLOCKS,
    Payload,
    actions,
    button,
    context,
    divider,
    message,
    section,
    sections,
)
from views.decided import decision_parts, reasons
from views.decisions import ANSWER, APPEAL, reporter_buttons
from views.escape import escape, gist, moment, quote
from views.likely import likely_same, me_too
from views.open_form import open_form
from views.report_card import report_facts
from views.words import age, felt_by, mentions, reporter, standing, working_days

FILE_AS_IS: Final = "file_as_it_is"
"""The value is the draft's id."""

THROW_AWAY: Final = "throw_draft_away"
"""The value is the draft's id."""

TRY_AGAIN: Final = "try_post_again"
"""The value is the subject of the alert: place ! error."""

MINE_LIMIT: Final = 15


def filed(s: ReportStanding, likely: Sequence[Likely] = (), *, remind_after_working_days: int = 0) -> Payload:
    """The receipt: number, who decides and by when, and open reports that may say the same, with *Withdraw*."""
    told = receipt(s, likely, remind_after_working_days=remind_after_working_days)
    return message(f"{s.report.ref} is filed.", [*told, *actions(*reporter_buttons(s))])


def receipt(s: ReportStanding, likely: Sequence[Likely], *, remind_after_working_days: int = 0) -> list[Payload]:
    """What somebody should know about the report that they just filed."""
    who = mentions(s.triage_owners, "or") if s.triage_owners else "A triage owner"
    say = f"{who} will decide on it. You will hear what and why in a direct message."
    if remind_after_working_days:
        say += f" After {working_days(remind_after_working_days)} without a decision they are reminded."
    unnamed = [context("Your name is not shown to anybody.")] if s.report.anonymous else []
    return [
        section(f"✅ *{s.report.ref}* is filed.\n{quote(gist(s.report.text))}"),
        section(say),
        *unnamed,
        *likely_same(s.report, likely),
    ]


def kept(draft_id: int, text: str, why: str) -> Payload:
    """Not filed yet, and nothing lost: `why` asks for what is missing.

    Of a message that is too long for a report its beginning is shown: the message itself still stands where it was
    written, and Slack refuses one of ours of about 13,000 characters (msg_blocks_too_long, slackapi/bolt-js#2509).
    """
    shown = sections(text)
    if len(text) > TEXT_LIMIT:
        shown = [section(quote(gist(text))), section(f"{_too_long(text)} Please open the form and say it shorter.")]
    return message(f"Not filed yet. {why}", [section(f"*Not filed yet.* {why}"), *shown, *_ways_on(draft_id, text)])


def _too_long(text: str, limit: int = TEXT_LIMIT) -> str:
    return f"This has {len(text):,} characters; {limit:,} fit."


def too_long_answer(text: str, limit: int) -> list[Payload]:
    """The whole text back to whoever typed it, in as many messages as it needs, so that nothing is lost."""
    say = f"{_too_long(text, limit)} It is not filed. Here is all of it, to copy and shorten."
    told = [section(say), *sections(text)]
    posts = [told[at : at + MESSAGE_BLOCKS] for at in range(0, len(told), MESSAGE_BLOCKS)]
    return [message(say, post) for post in posts]


def help_text(command: str = "/crm-friction") -> Payload:
    lines = {
        command: "opens a form.",
        f"{command} the next step field is asked too early": "files that at once, or asks for what is missing.",
        f"{command} mine": "shows your reports and what was decided.",
        f"{command} F-12": "shows one report.",
        f"{command} help": "shows this.",
    }
    return message(
        f"Tell us what in the CRM gets in your way: type {command} and what blocks you.",
        [
            section("*Tell us what in the CRM gets in your way.* Every report gets a decision, with who and why."),
            section("\n".join(f"`{typed}` {does}" for typed, does in lines.items())),
            section(
                "To report a message, also one in a thread, choose *Report CRM friction* in its menu. "
                "Or mention the bot in the thread."
            ),
            section("In the form you can also report without your name: nobody in Slack sees it then."),
            *actions(open_form("Report friction")),
        ],
    )


def mine(standings: Sequence[ReportStanding], drafts: Sequence[Begun] = (), *, total: int = 0) -> Payload:
    """Somebody's own reports, newest first, with state, age and the latest decision; `total` counts the older ones."""
    if not standings:
        empty = "You have not reported anything yet. What in the CRM gets in your way?"
        return message(empty, [section(empty), *drafts_left(drafts), *actions(open_form("Report friction"))])
    shown = [block for s in standings[:MINE_LIMIT] for block in (divider(), one_of_mine(s))]
    total = max(total, len(standings))
    rest = total - min(len(standings), MINE_LIMIT)
    more = [context(f"And {rest:,} older. `/crm-friction F-12` shows any one of them.")] if rest > 0 else []
    head = f"Your reports: {total:,}"
    return message(head, [section(f"*{head}*"), *drafts_left(drafts), *shown, *more])


def one_of_mine(s: ReportStanding) -> Payload:
    """One of somebody's own reports in a list, with the button for what waits for them."""
    lines = [f"*{s.report.ref}* · {standing(s, to_reporter=True)}", quote(gist(s.report.text, 200))]
    lines.append(f"Reported {age(s.report.created_at, s.now)}")
    if s.decisions:
        sentence, when = decision_parts(s.decisions[-1], s, to_reporter=True)
        lines.append(f"{sentence} {when}")
        if asked := s.decisions[-1].question:
            lines.append(quote(gist(asked, 200)))
    your_turn = reporter_buttons(s, (ANSWER, APPEAL))
    return section("\n".join(lines), accessory=your_turn[0] if your_turn else None)


def one_report(s: ReportStanding, *, viewer: UserId) -> Payload:
    """One report for one person: with what the reporter can do about it, or *Me too* for the others."""
    report, own = s.report, viewer == s.report.reporter
    who = "you" if own else reporter(s)
    yours = "You support it" if viewer in s.supporters else ""
    told: list[Payload] = []
    if s.decisions:
        latest = s.decisions[-1]
        sentence, when = decision_parts(latest, s, to_reporter=own)
        why = [block for label, words in reasons(latest) for block in (section(f"*{label}*"), *sections(words))]
        told = [divider(), section(sentence), *why, context(when)]
    return message(
        f"{report.ref}: {_unmarked(standing(s, to_reporter=own))}. {escape(gist(report.text))}",
        [
            section(f"*{report.ref}* · {standing(s, to_reporter=own)}"),
            *sections(report.text),
            *report_facts(s),
            context(f"Reported by {who}, {moment(report.created_at, s.zone)}", felt_by(s), yours),
            *told,
            *actions(*(reporter_buttons(s) if own else _support(s, viewer))),
        ],
    )


def _support(s: ReportStanding, viewer: UserId) -> list[Payload]:
    return [me_too(s.report)] if s.report.status in OPEN and viewer not in s.supporters else []


def trouble(sentence: str, incident_id: str) -> Payload:
    """Something broke. The id is also in the log, so it can be quoted."""
    quoted = f"If it happens again, give an admin this number: `{incident_id}`"
    return message(sentence, [section(f"⚠️ {sentence}"), context(quoted)])


def supported(report: Report, taken_back: Report | None = None) -> Payload:
    """`taken_back` is the reader's own report, withdrawn in favour of this one."""
    instead = f", and {taken_back.ref} is taken back" if taken_back else ""
    say = f"You support {report.ref} now{instead}. You will hear everything that its reporter hears."
    return message(say, [section(say), section(quote(gist(report.text)))])


def mention_reply(draft_id: int) -> Payload:
    """In the thread where the bot was mentioned; the form it opens has the message's text and link already."""
    say = "Shall we report this as CRM friction? The button opens a form with the message already in it."
    return message(say, [section(say), *actions(open_form("Report friction", draft_id, style="primary"))])


def refused_alert(place: str, error: str, remedy: str, count: int) -> Payload:
    """To an admin: Slack keeps refusing posts to `place`. They wait until somebody clears the way."""
    waiting = "1 post is waiting" if count == 1 else f"{count:,} posts are waiting"
    where = _where(place)
    say = f"Slack refuses our posts to {where}: {escape(error)}. {waiting}."
    again = button("Try again", TRY_AGAIN, f"{place}!{error}", about=place)
    return message(say, [section(f"⚠️ {say}"), section(f"*What to do:* {remedy}"), *actions(again)])


def alert_over(place: str) -> Payload:
    """What the same message says once nothing is held up any more."""
    say = f"Slack refused our posts to {_where(place)} for a while. None is waiting any more."
    return message(say, [section(f"✅ {say}")])


def _where(place: str) -> str:
    if is_forgotten(place):
        return NAME_DELETED
    return f"<@{escape(place)}>" if place[:1] in {"U", "W"} else f"<#{escape(place)}>"


def drafts_left(drafts: Sequence[Begun]) -> list[Payload]:
    """What somebody began and did not file, each with the ways to end that."""
    return [
        block
        for begun in drafts
        for block in (section(f"✏️ *Not filed yet*\n{quote(gist(begun.text))}"), *_ways_on(begun.id, begun.text))
    ]


def _ways_on(draft_id: int, text: str) -> list[Payload]:
    as_it_is = [button("File it as it is", FILE_AS_IS, draft_id)] if len(text) <= TEXT_LIMIT else []
    return actions(
        open_form("Open the form", draft_id),
        *as_it_is,
        button("Throw it away", THROW_AWAY, draft_id),
    )


def _unmarked(sentence: str) -> str:
    return sentence.replace("*", "")
