"""Reports come in: whole, numbered without gaps, filed once; and which of our posts stands where."""

import asyncio
from collections import Counter

from domain.draft import ReportDraft
from domain.ids import ChannelId, MessageTs
from domain.post import OwedPost, PostKind
from domain.report import Status, Verb
from flows import drafts, intake
from flows.deps import Deps
from store.post_lookup import find_shown
from store.posts import owe
from tests.conftest import RITA, TRIAGE, Clock
from tests.flows.stories import (
    ON_SQLITE,
    RISK,
    Owed,
    a_delivery,
    a_report,
    decided,
    everything,
    now,
    owed,
    posted,
    refused,
)


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


@ON_SQLITE
async def test_what_was_changed_after_it_was_filed_is_said_to_be_in_no_report(deps: Deps) -> None:
    delivery = a_delivery()
    await intake.file_report(deps, ReportDraft(RISK), by=RITA, delivery=delivery)

    changed = await intake.file_report(deps, ReportDraft(f"{RISK}, twice"), by=RITA, delivery=delivery)

    assert refused(changed, about="text")
    assert (await a_report(deps, "Second")).number == 2


async def test_one_delivery_that_comes_to_two_replicas_at_once_files_one_report(deps: Deps, replica: Deps) -> None:
    delivery, draft = a_delivery(), ReportDraft(RISK)

    filed = await asyncio.gather(
        *(intake.file_report(one, draft, by=RITA, delivery=delivery) for one in (deps, replica) for _ in range(3))
    )

    assert {one.report.number for one in filed if isinstance(one, intake.Filed)} == {1}
    assert len(filed) == 6
    assert await owed(deps) == Counter({Owed(PostKind.REPORT_CARD, str(filed[0].report.id), TRIAGE): 1})


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
