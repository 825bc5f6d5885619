"""Open reports that may say the same as a new one: which are shown, and in which order."""

from domain.draft import ReportDraft
from domain.ids import ReportId
from domain.report import Verb
from flows import alike, intake
from flows.deps import Deps
from tests.conftest import CARL, MAYA, RAVI, RITA
from tests.flows.stories import ON_SQLITE, RISK, a_delivery, a_report, decided, supported


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
