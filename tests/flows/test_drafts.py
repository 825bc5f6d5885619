"""Words that were begun and not filed are kept until they are, by whoever began them."""

import asyncio
from collections import Counter

from domain.draft import ReportDraft
from domain.ids import ChannelId, MessageTs
from domain.outcome import Refused
from domain.post import PostKind
from flows import drafts, intake, showing
from flows.deps import Deps
from tests.conftest import RAVI, RITA, TRIAGE
from tests.flows.stories import ON_SQLITE, RISK, Owed, a_delivery, everything, owed, refused


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


@ON_SQLITE
async def test_a_form_that_began_without_words_leaves_nothing_behind(deps: Deps) -> None:
    draft = await drafts.keep_draft(deps, "", permalink="https://northwind.slack.com/1", by=RITA, delivery=a_delivery())

    await drafts.remind_of_draft(deps, draft, by=RITA)

    assert not await owed(deps)
    assert not (await showing.home_standing(deps, RITA)).drafts


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
