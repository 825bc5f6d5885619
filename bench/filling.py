"""A store with many reports in it, as the bot would have filed them, their cards long posted."""

from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from sqlalchemy import text

from bench.load import texts
from domain.draft import ReportDraft
from domain.ids import TeamId, UserId
from domain.post import OwedPost, PostKey, PostKind
from store import migrate, posts, reports
from store.engine import open_store

AT_ONCE = 500


async def fill(file: Path, number: int) -> None:
    store = open_store(f"sqlite:///{file}", TeamId("T0NORTHWIND"))
    await migrate.upgrade(store)
    first = datetime.now(UTC) - timedelta(minutes=number)
    told = islice(texts(), number)
    for start in range(0, number, AT_ONCE):
        async with store.begin() as tx:
            for at, words in enumerate(islice(told, AT_ONCE), start=start):
                report = await reports.add_report(
                    tx,
                    ReportDraft(words),
                    by=UserId(f"U0REP{at % 200:03}"),
                    at=first + timedelta(minutes=at),
                    filed_by=f"filled.{at}",
                )
                assert report
                await posts.owe(tx, OwedPost(PostKey(PostKind.REPORT_CARD, str(report.id), "C0TRIAGE")))
            await tx.execute(
                text(
                    "UPDATE posts SET state = 'posted', shown = wanted, channel = place,"
                    " ts = '1790000000.' || printf('%06d', id)"
                )
            )
    await store.close()
