"""What stands in Slack shows a deleted name as deleted, and nobody is written to by a made-up one."""

import json
from dataclasses import replace
from datetime import timedelta

from domain.bundle import Asked, Section, Why
from domain.ending import Ended, Posted
from domain.forgotten import NAME_DELETED, is_forgotten, stand_in
from domain.ids import ChannelId, DealId, MessageTs
from domain.post import OwedPost, PostKey, PostKind
from domain.report import Status, Verb
from flows.ageing import remind_of_undecided
from flows.announcing import announce_day
from flows.deps import Deps
from flows.exporting import exported
from flows.posting import take_turn
from store import bundles, posts
from tests.conftest import CARL, MONDAY, RAVI, RITA, THEO, TRIAGE, UPDATES, Clock
from tests.flows.every_row import a_row_of_every_table
from tests.flows.forgetting_steps import forget, shown
from tests.flows.stories import (
    a_report,
    decided,
    everything,
    now,
    owed,
    ship,
    shipped,
    supported,
)
from views.blocks import users_select
from views.replies import alert_over

LINK = "https://northwind.slack.com/archives/C0EAST/p1764000000000100"


async def wanted(deps: Deps) -> dict[tuple[str, str], int]:
    """How often each post was owed."""
    return {(row["kind"], row["subject"]): row["wanted"] for row in (await everything(deps))["posts"]}


async def test_the_report_stays_and_the_card_is_drawn_without_the_name(deps: Deps) -> None:
    report = await a_report(deps, permalink=LINK)
    before = await owed(deps)

    await forget(deps)

    stays = await now(deps, report.id)
    assert (stays.text, stays.status, stays.permalink) == (report.text, Status.NEW, None)
    assert {post.kind for post in await owed(deps) - before} == {PostKind.REPORT_CARD}
    card = await shown(deps, PostKind.REPORT_CARD, str(report.id), TRIAGE)
    assert NAME_DELETED in card
    assert RITA not in card


async def test_everything_that_shows_the_name_is_drawn_again_and_nothing_else(deps: Deps) -> None:
    await a_report(deps, "Somebody else's", by=RAVI)
    report = await a_report(deps, by=RAVI)
    fix = await decided(deps, report.id, Verb.FIX, owner=RITA)
    note = await shipped(deps, report.id, by=RITA)
    await announce_day(deps, at=MONDAY + timedelta(days=1))
    before = await owed(deps)

    await forget(deps)

    again = {(post.kind, post.subject) for post in await owed(deps) - before}
    assert {kind for kind, _ in again} == {
        *(PostKind.REPORT_CARD, PostKind.DECISION_REPLY, PostKind.DECISION_WORD),
        *(PostKind.DECIDED_DIGEST, PostKind.NOTES_OF_DAY, PostKind.NOTE_WORD),
    }
    assert (PostKind.DECISION_WORD, str(fix.decision.id)) in again
    (day,) = (subject for kind, subject in again if kind is PostKind.DECIDED_DIGEST)
    for kind, subject, place in (
        (PostKind.DECISION_REPLY, str(fix.decision.id), TRIAGE),
        (PostKind.DECIDED_DIGEST, day, UPDATES),
        (PostKind.NOTE_CARD, str(note.id), UPDATES),
    ):
        text = await shown(deps, kind, subject, place)
        assert NAME_DELETED in text
        assert RITA not in text


async def test_a_reminder_calls_on_whom_the_operating_model_names_by_then(deps: Deps, clock: Clock) -> None:
    await a_report(deps, by=RAVI)
    clock.move(days=4)
    await remind_of_undecided(deps, at=clock())
    (reminder,) = [post for post in await owed(deps) if post.kind is PostKind.REMINDER]
    named = await shown(deps, PostKind.REMINDER, reminder.subject, TRIAGE)
    before = await owed(deps)

    deps.roster = replace(deps.roster, general_owners=frozenset({CARL}), owners_of={})
    await forget(deps, THEO)

    assert THEO in named
    assert reminder in await owed(deps) - before
    assert THEO not in await shown(deps, PostKind.REMINDER, reminder.subject, TRIAGE)


async def test_of_what_was_reported_without_a_name_nothing_shows_who_was_forgotten(deps: Deps) -> None:
    report = await a_report(deps, anonymous=True)
    await decided(deps, report.id, Verb.ASK)
    answer = await decided(deps, report.id, Verb.ANSWER, by=RITA)
    before, card = await owed(deps), await shown(deps, PostKind.DECISION_REPLY, str(answer.decision.id), TRIAGE)

    await forget(deps)

    assert not [post for post in await owed(deps) - before if not is_forgotten(post.place)]
    assert await shown(deps, PostKind.DECISION_REPLY, str(answer.decision.id), TRIAGE) == card
    records = [record async for _, record in exported(deps.store)]
    assert not [value for record in records for value in record.values() if is_forgotten(str(value))]


async def test_digests_bundles_and_what_is_watched_are_drawn_again_too(deps: Deps) -> None:
    await a_row_of_every_table(deps, RITA, n=1000)
    rows = await everything(deps)
    about_their_deal = Asked(1, DealId(rows["deal_updates"][0]["deal"]), "next_step")
    section = Section(Why.NUDGE, "forecast", MONDAY, (about_their_deal,))
    async with deps.begin() as tx:
        bundle = await bundles.add(tx, RAVI, MONDAY.date(), at=MONDAY, sections=[section])
        keys = [
            PostKey(PostKind.DIGEST, "1000", "C0CALL"),
            PostKey(PostKind.DIGEST, "2", "C0CALL"),
            PostKey(PostKind.DIGEST_PART, "1000/1", "C0CALL"),
            PostKey(PostKind.DIGEST_PART, "11/1", "C0CALL"),
            PostKey(PostKind.BUNDLE, str(bundle), RAVI),
            PostKey(PostKind.UNWATCHED, "1000", "C0EAST"),
            PostKey(PostKind.SIGNALS_WEEK, "2026-11-23/1", TRIAGE),
        ]
        await posts.owe(tx, *[OwedPost(key) for key in keys])
    before = await wanted(deps)

    await forget(deps)

    after = await wanted(deps)
    others = {(PostKind.DIGEST, "2"), (PostKind.DIGEST_PART, "11/1")}
    assert {
        (key.kind, key.subject) for key in keys if after[key.kind, key.subject] > before[key.kind, key.subject]
    } == {(key.kind, key.subject) for key in keys} - others


async def test_nobody_is_written_to_by_a_made_up_name(deps: Deps) -> None:
    report = await a_report(deps)
    await supported(deps, report.id, CARL)
    await decided(deps, report.id, Verb.ASK)
    await forget(deps)
    before = await owed(deps)

    merged = await a_report(deps, "The same", by=RAVI)
    await decided(deps, report.id, Verb.MERGE, target=merged.id)
    await decided(deps, merged.id, Verb.FIX)
    await ship(deps, merged.id)

    told = {post.place for post in await owed(deps) - before}
    assert told == {TRIAGE, RAVI, CARL}


async def test_what_they_were_still_to_be_told_is_not_sent(deps: Deps) -> None:
    report = await a_report(deps)
    await decided(deps, report.id, Verb.FIX)
    (to_rita,) = [post for post in await owed(deps) if post.place == RITA]
    claimed = (
        await take_turn(deps, [], lambda waiting: [one for one in waiting if one.place == RITA], at=MONDAY)
    ).claimed

    await forget(deps)
    ended = [Ended(post, Posted(MessageTs("1764.1"), ChannelId("D0RITA"))) for post in claimed]
    turn = await take_turn(deps, ended, lambda waiting: waiting, at=MONDAY)

    assert [post.key.kind for post in claimed] == [to_rita.kind]
    assert not [post for post in turn.claimed if is_forgotten(post.key.place)]
    stored = json.dumps((await everything(deps))["posts"], default=str)
    assert "D0RITA" not in stored
    assert RITA not in stored


def test_a_made_up_name_is_no_user_of_slacks() -> None:
    nobody = stand_in("0a1b2c")

    assert "initial_user" not in users_select(initial=nobody)
    assert f"posts to {NAME_DELETED} for a while" in alert_over(nobody)["text"]
