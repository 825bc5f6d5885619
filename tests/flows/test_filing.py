"""Reports come in: numbered without gaps, filed once, kept when they are not filed yet, supported by others."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import pytest

from domain.draft import ReportDraft
from domain.ids import ChannelId, MessageTs, ReportId
from domain.operating_model import OperatingModel
from domain.outcome import Refused, ReportNotFound
from domain.post import OwedPost, PostKind
from domain.report import Report, Status, Verb
from flows import alike, drafts, intake, showing
from flows.deps import Deps
from store.engine import Store, open_store
from store.post_lookup import find_shown
from store.posts import owe
from tests.conftest import CARL, MAYA, RAVI, RITA, TEAM, TRIAGE, Clock, deps_over
from tests.flows.stories import (
    ON_SQLITE,
    Owed,
    a_delivery,
    a_report,
    decided,
    everything,
    now,
    owed,
    posted,
    refused,
    shipped,
    status,
    supported,
    supporters,
)

RISK = "Implementation risk is required in the deal form before I can know it"


@pytest.fixture
async def replica(store_url: str, model: OperatingModel, clock: Clock) -> AsyncIterator[Deps]:
    """A second process on the same database."""
    store: Store = open_store(store_url, TEAM)
    yield deps_over(store, model, clock)
    await store.close()


async def test_a_report_is_kept_whole_and_owes_one_card(deps: Deps, clock: Clock) -> None:
    woken: list[bool] = []
    deps.wake = lambda: woken.append(True)
    draft = ReportDraft(
        " Risk <!channel> & `x` ",
        workflow="handoff",
        field="implementation_risk",
        stage="Proposal",
        instead="A sheet",
        record_link="https://crm.example/1",
        permalink="https://northwind.slack.com/archives/C1/p1",
        anonymous=True,
    )

    filed = await intake.file_report(deps, draft, by=RITA, delivery=a_delivery())

    assert isinstance(filed, intake.Filed)
    report = await now(deps, filed.report.id)
    assert report == filed.report
    assert report.text == "Risk <!channel> & `x`"
    assert (report.ref, report.status, report.created_at, report.anonymous) == ("F-1", Status.NEW, clock(), True)
    assert (report.workflow, report.field, report.stage) == ("handoff", "implementation_risk", "Proposal")
    assert (report.instead, report.record_link, report.permalink) == ("A sheet", draft.record_link, draft.permalink)
    assert await owed(deps) == Counter({Owed(PostKind.REPORT_CARD, str(report.id), TRIAGE): 1})
    assert woken == [True]


@ON_SQLITE
async def test_what_cannot_be_filed_leaves_nothing(deps: Deps) -> None:
    outcome = await intake.file_report(deps, ReportDraft("\u200b "), by=RITA, delivery=a_delivery())

    assert refused(outcome, about="text")
    assert not any((await everything(deps)).values())


async def test_what_a_database_could_not_hold_is_left_out(deps: Deps) -> None:
    report = await a_report(deps, "R\x00isk \ud83d", field="de\x00al", stage="\x00", instead="a \x00sheet")

    draft = await drafts.keep_draft(deps, "half \ud83d\x00", by=RITA, delivery=a_delivery())

    assert (report.text, report.field, report.stage, report.instead) == ("Risk", "deal", None, "a sheet")
    assert await drafts.get_draft(deps, draft, by=RITA) == ReportDraft("half")


async def test_many_at_once_on_two_replicas_are_numbered_without_gaps(deps: Deps, replica: Deps) -> None:
    many = [a_report(one, f"Report {n}") for n in range(10) for one in (deps, replica)]

    filed = await asyncio.gather(*many)

    assert sorted(report.number for report in filed) == list(range(1, 21))


async def test_a_refused_or_repeated_report_uses_no_number(deps: Deps) -> None:
    delivery = a_delivery()
    drafts = [ReportDraft("First"), ReportDraft(""), ReportDraft("First")]

    for draft in drafts:
        await intake.file_report(deps, draft, by=RITA, delivery=delivery)

    assert (await a_report(deps, "Second")).number == 2


async def test_one_delivery_that_comes_to_two_replicas_at_once_files_one_report(deps: Deps, replica: Deps) -> None:
    delivery, draft = a_delivery(), ReportDraft(RISK)

    filed = await asyncio.gather(
        *(intake.file_report(one, draft, by=RITA, delivery=delivery) for one in (deps, replica) for _ in range(3))
    )

    assert {one.report.number for one in filed if isinstance(one, intake.Filed)} == {1}
    assert len(filed) == 6
    assert await owed(deps) == Counter({Owed(PostKind.REPORT_CARD, str(filed[0].report.id), TRIAGE): 1})


@ON_SQLITE
async def test_reports_that_may_say_the_same_are_shown_the_likeliest_first(deps: Deps) -> None:
    same = await a_report(deps, RISK, by=RAVI)
    await supported(deps, same.id, MAYA)
    await a_report(deps, "The weekly forecast dashboard takes a minute to load", by=RAVI)

    filed = await intake.file_report(deps, ReportDraft(RISK), by=RITA, delivery=a_delivery())

    assert isinstance(filed, intake.Filed)
    assert [(one.report.id, one.supporters) for one in filed.likely] == [(same.id, 1)]
    assert filed.likely[0].score > 0.5


@ON_SQLITE
async def test_in_a_rush_a_number_comes_before_a_suggestion(deps: Deps) -> None:
    await a_report(deps, RISK, by=RAVI)

    deps.open_reports.under_way = alike.BUSY_AT
    rushed = await intake.file_report(deps, ReportDraft(RISK), by=RITA, delivery=a_delivery())
    deps.open_reports.under_way = 0
    await alike.refresh_open_reports(deps)
    calm = await intake.file_report(deps, ReportDraft(RISK), by=CARL, delivery=a_delivery())

    assert isinstance(rushed, intake.Filed)
    assert isinstance(calm, intake.Filed)
    assert rushed.likely == []
    assert rushed.report.id in [one.report.id for one in calm.likely]


@ON_SQLITE
async def test_at_most_three_are_shown(deps: Deps) -> None:
    for _ in range(5):
        await a_report(deps, RISK, by=RAVI)

    filed = await intake.file_report(deps, ReportDraft(RISK), by=RITA, delivery=a_delivery())

    assert isinstance(filed, intake.Filed)
    assert len(filed.likely) == 3


@ON_SQLITE
async def test_what_is_no_longer_open_is_no_suggestion_until_it_is_open_again(deps: Deps) -> None:
    same = await a_report(deps, RISK, by=RAVI)
    await decided(deps, same.id, Verb.REJECT)
    while_rejected = await a_report(deps, RISK)
    await decided(deps, same.id, Verb.APPEAL, by=RAVI)

    assert await alike.find_likely(deps, while_rejected) != []
    await decided(deps, same.id, Verb.WITHDRAW, by=RAVI)
    assert await alike.find_likely(deps, while_rejected) == []


@ON_SQLITE
async def test_after_a_start_and_from_another_replica_suggestions_are_known(deps: Deps, replica: Deps) -> None:
    before = [await a_report(deps, RISK, by=RAVI) for _ in range(2)]
    await a_report(deps, "The weekly forecast dashboard takes a minute to load", by=RAVI)
    await decided(deps, before[0].id, Verb.REJECT)
    await alike.refresh_open_reports(replica)
    mine = await a_report(replica, RISK)
    at_once = await alike.find_likely(replica, mine)
    await decided(deps, before[1].id, Verb.REJECT)
    theirs = await a_report(deps, RISK, by=RAVI)

    too_soon = await alike.find_likely(replica, mine)
    await alike.refresh_open_reports(replica)
    later = await alike.find_likely(replica, mine)

    assert [one.report.id for one in at_once] == [before[1].id]
    assert too_soon == []
    assert [one.report.id for one in later] == [theirs.id]


@ON_SQLITE
async def test_an_empty_store_is_warm_at_once(deps: Deps) -> None:
    await alike.refresh_open_reports(deps)

    assert await alike.find_likely(deps, await a_report(deps, RISK)) == []


async def test_open_reports_are_found_by_number_and_by_words(deps: Deps) -> None:
    sheet = await a_report(deps, "I keep 100% of it in my Sheet")
    other = await a_report(deps, "The forecast is slow")
    report = await a_report(deps, "The forecast is slow as well")
    rejected = await a_report(deps, "My sheet is better")
    await decided(deps, rejected.id, Verb.REJECT)

    async def found(typed: str) -> list[ReportId]:
        return [one.id for one in await alike.open_reports_like(deps, typed, report=report.id)]

    assert await found("F-1") == await found("f-1") == await found(" 1 ") == [sheet.id]
    assert await found("my sheet") == [sheet.id]
    assert await found("0% of") == [sheet.id]
    assert await found("_orecast") == []
    assert await found("12345678901") == []
    assert sorted(await found("")) == [sheet.id, other.id]


@ON_SQLITE
async def test_while_nothing_is_typed_the_likeliest_come_first(deps: Deps) -> None:
    same = await a_report(deps, RISK, by=RAVI)
    other = await a_report(deps, "The weekly forecast dashboard takes a minute to load")
    report = await a_report(deps, RISK)

    found = await alike.open_reports_like(deps, "  ", report=report.id)

    assert [one.id for one in found] == [same.id, other.id]


# Me too


async def test_me_too_counts_a_person_once(deps: Deps) -> None:
    report = await a_report(deps)
    before = await owed(deps)

    first = await intake.support(deps, report.id, by=RAVI, delivery=a_delivery())
    again = await intake.support(deps, report.id, by=RAVI, delivery=a_delivery())

    assert isinstance(first, Report)
    assert isinstance(again, Refused)
    assert await supporters(deps, report.id) == [RAVI]
    assert await owed(deps) - before == Counter({Owed(PostKind.REPORT_CARD, str(report.id), TRIAGE): 1})


async def test_me_too_delivered_twice_says_nothing_more(deps: Deps) -> None:
    report, click = await a_report(deps), a_delivery()

    outcomes = await asyncio.gather(*(intake.support(deps, report.id, by=RAVI, delivery=click) for _ in range(4)))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Repeated", "Repeated", "Repeated", "Report"]


@ON_SQLITE
async def test_nobody_supports_their_own_report(deps: Deps) -> None:
    report = await a_report(deps)

    assert refused(await intake.support(deps, report.id, by=RITA, delivery=a_delivery()))
    assert await supporters(deps, report.id) == []


@ON_SQLITE
async def test_what_is_decided_for_good_takes_no_support(deps: Deps) -> None:
    report = await a_report(deps)
    await decided(deps, report.id, Verb.REJECT)

    outcome = await intake.support(deps, report.id, by=RAVI, delivery=a_delivery())

    assert isinstance(outcome, Refused)
    assert "F-1 is rejected" in outcome.because
    with pytest.raises(ReportNotFound):
        await intake.support(deps, ReportId(99), by=RAVI, delivery=a_delivery())


async def test_me_too_instead_of_an_own_report_withdraws_it(deps: Deps) -> None:
    theirs, mine = await a_report(deps, RISK, by=RAVI), await a_report(deps, RISK)

    await intake.support(deps, theirs.id, by=RITA, delivery=a_delivery(), instead_of=mine.id)

    assert await status(deps, mine.id) is Status.WITHDRAWN
    assert await supporters(deps, theirs.id) == [RITA]


@ON_SQLITE
async def test_a_report_that_somebody_acted_on_meanwhile_is_not_withdrawn(deps: Deps) -> None:
    theirs, mine = await a_report(deps, RISK, by=RAVI), await a_report(deps, RISK)
    await decided(deps, mine.id, Verb.FIX)

    await intake.support(deps, theirs.id, by=RITA, delivery=a_delivery(), instead_of=mine.id)

    assert await status(deps, mine.id) is Status.FIXING
    assert await supporters(deps, theirs.id) == [RITA]


@ON_SQLITE
@pytest.mark.parametrize("whose", [CARL, None])
async def test_nobody_withdraws_what_is_not_theirs(deps: Deps, whose: str | None) -> None:
    theirs, other = await a_report(deps, RISK, by=RAVI), await a_report(deps, RISK, by=CARL)
    instead = other.id if whose else ReportId(99)

    await intake.support(deps, theirs.id, by=RITA, delivery=a_delivery(), instead_of=instead)

    assert await status(deps, other.id) is Status.NEW


async def test_who_supports_while_it_ships_is_told_or_refused(deps: Deps) -> None:
    report = await a_report(deps)
    await decided(deps, report.id, Verb.FIX)

    note, outcome = await asyncio.gather(
        shipped(deps, report.id), intake.support(deps, report.id, by=RAVI, delivery=a_delivery())
    )

    told = Owed(PostKind.NOTE_WORD, str(note.id), RAVI) in await owed(deps)
    assert told is not isinstance(outcome, Refused)


# What is not filed yet


async def test_words_are_kept_until_they_are_filed_as_they_are(deps: Deps) -> None:
    draft = await drafts.keep_draft(deps, "it hangs", permalink="https://x.example/1", by=RITA, delivery=a_delivery())
    before = await showing.draft_standing(deps, draft)
    waiting = len((await showing.home_standing(deps, RITA)).drafts)

    filed = await drafts.file_draft(deps, draft, by=RITA, delivery=a_delivery())

    assert (before, waiting) == (("it hangs", None), 1)
    assert isinstance(filed, intake.Filed)
    assert (filed.report.text, filed.report.permalink) == ("it hangs", "https://x.example/1")
    after = await showing.draft_standing(deps, draft)
    assert after is not None
    assert after[1] is not None
    assert after[1].report == filed.report
    assert not (await showing.home_standing(deps, RITA)).drafts


async def test_the_same_delivery_keeps_one_draft(deps: Deps) -> None:
    delivery = a_delivery()

    first = await drafts.keep_draft(deps, "it hangs", by=RITA, delivery=delivery)
    again = await drafts.keep_draft(deps, "it hangs", by=RITA, delivery=delivery)

    assert first == again
    assert len((await showing.home_standing(deps, RITA)).drafts) == 1


async def test_a_draft_filed_by_ten_clicks_becomes_one_report(deps: Deps, replica: Deps) -> None:
    draft = await drafts.keep_draft(deps, "it hangs", by=RITA, delivery=a_delivery())

    outcomes = await asyncio.gather(
        *(drafts.file_draft(one, draft, by=RITA, delivery=a_delivery()) for one in (deps, replica) for _ in range(5))
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Filed", *["Refused"] * 9]
    assert len((await everything(deps))["reports"]) == 1


async def test_a_draft_filed_by_one_click_delivered_twice_is_the_same_report(deps: Deps) -> None:
    draft, click = await drafts.keep_draft(deps, "it hangs", by=RITA, delivery=a_delivery()), a_delivery()

    outcomes = await asyncio.gather(*(drafts.file_draft(deps, draft, by=RITA, delivery=click) for _ in range(4)))
    later = await drafts.file_draft(deps, draft, by=RITA, delivery=click)

    assert {one.report.number for one in [*outcomes, later] if isinstance(one, intake.Filed)} == {1}
    assert all(isinstance(one, intake.Filed) for one in [*outcomes, later])


@ON_SQLITE
async def test_a_form_that_began_with_a_draft_files_what_it_says_now(deps: Deps) -> None:
    draft = await drafts.keep_draft(deps, "it hangs", by=RITA, delivery=a_delivery())

    filed = await intake.file_report(deps, ReportDraft(RISK), by=RITA, delivery=a_delivery(), from_draft=draft)
    again = await intake.file_report(deps, ReportDraft(RISK), by=RITA, delivery=a_delivery(), from_draft=draft)

    assert isinstance(filed, intake.Filed)
    assert filed.report.text == RISK
    assert isinstance(again, Refused)
    assert "filed already" in again.because


@ON_SQLITE
async def test_a_draft_is_opened_by_whoever_began_it_until_it_is_filed(deps: Deps) -> None:
    draft = await drafts.keep_draft(deps, "it hangs", by=RITA, delivery=a_delivery())

    assert await drafts.get_draft(deps, draft, by=RITA) == ReportDraft("it hangs")
    assert refused(await drafts.get_draft(deps, draft, by=RAVI))
    assert refused(await drafts.file_draft(deps, draft, by=RAVI, delivery=a_delivery()))
    assert refused(await drafts.get_draft(deps, 99, by=RITA))
    await drafts.file_draft(deps, draft, by=RITA, delivery=a_delivery())
    assert refused(await drafts.get_draft(deps, draft, by=RITA))
    assert await showing.draft_standing(deps, 99) is None


@ON_SQLITE
async def test_whoever_closes_the_form_gets_their_words_back_once(deps: Deps) -> None:
    draft = await drafts.keep_draft(deps, "it hangs", by=RITA, delivery=a_delivery())

    await drafts.remind_of_draft(deps, draft, by=RAVI)
    await drafts.remind_of_draft(deps, 99, by=RITA)
    by_others = await owed(deps)
    await drafts.remind_of_draft(deps, draft, by=RITA)

    assert not by_others
    assert await owed(deps) == Counter({Owed(PostKind.DRAFT_WORD, str(draft), RITA): 1})


async def test_filing_shows_the_kept_words_again_without_their_button(deps: Deps) -> None:
    draft = await drafts.keep_draft(deps, "it hangs", by=RITA, delivery=a_delivery())
    await drafts.remind_of_draft(deps, draft, by=RITA)
    before = await owed(deps)

    filed = await drafts.file_draft(deps, draft, by=RITA, delivery=a_delivery())
    await drafts.remind_of_draft(deps, draft, by=RITA)

    assert isinstance(filed, intake.Filed)
    assert await owed(deps) - before == Counter(
        {
            Owed(PostKind.DRAFT_WORD, str(draft), RITA): 1,
            Owed(PostKind.REPORT_CARD, str(filed.report.id), TRIAGE): 1,
        }
    )


async def test_a_mention_is_answered_in_its_thread_once(deps: Deps) -> None:
    event, channel, thread = a_delivery(), ChannelId("C0FORECAST"), MessageTs("1764000000.000100")

    for _ in range(2):
        await drafts.answer_mention(
            deps, "this hangs", permalink="", by=RITA, channel=channel, thread_ts=thread, delivery=event
        )

    rows = await everything(deps)
    (draft,) = rows["drafts"]
    (post,) = rows["posts"]
    assert draft["text"] == "this hangs"
    assert (post["kind"], post["subject"], post["place"]) == ("mention_reply", str(draft["id"]), channel)
    assert (post["thread_ts"], post["wanted"]) == (thread, 1)


# Which of our posts a message is, and what a post stands under


async def test_a_message_in_slack_is_known_as_our_post(deps: Deps) -> None:
    report = await a_report(deps)
    await posted(deps, PostKind.REPORT_CARD, TRIAGE, channel=TRIAGE, ts="1.1")

    async with deps.store.read() as tx:
        ours = await find_shown(tx, ChannelId(TRIAGE), MessageTs("1.1"))
        elsewhere = await find_shown(tx, ChannelId("C0UPDATES"), MessageTs("1.1"))

    assert ours is not None
    assert (ours.kind, ours.subject) == (PostKind.REPORT_CARD, str(report.id))
    assert elsewhere is None


async def test_after_the_triage_channel_moved_a_decision_stands_under_a_card_there(deps: Deps) -> None:
    report = await a_report(deps)
    channels = deps.model.channels.model_copy(update={"triage": ChannelId("C0MOVED")})
    deps.model = deps.model.model_copy(update={"channels": channels})

    made = (await decided(deps, report.id, Verb.FIX)).decision

    card = PostKind.REPORT_CARD, str(report.id)
    assert (await owed(deps))[Owed(PostKind.DECISION_REPLY, str(made.id), "C0MOVED", card)] == 1


@ON_SQLITE
async def test_owing_nothing_wakes_nobody(deps: Deps) -> None:
    woken: list[bool] = []
    deps.wake = lambda: woken.append(True)
    nothing: list[OwedPost] = []

    async with deps.begin() as tx:
        await owe(tx, *nothing)

    assert woken == []
