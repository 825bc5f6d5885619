"""Which columns name people is known of every table, so that nobody who is forgotten stays in one."""

import json
import re
from typing import Any

import pytest
from sqlalchemy import Column

from domain.forgotten import NAME_DELETED, is_forgotten
from flows.deps import Deps
from flows.forgetting import forget_person
from store.every_table import tables_for
from store.mentions import COPIES
from store.names import NAMES, Fate
from store.tables import ID_LENGTH
from tests.conftest import MONDAY, RAVI, RITA
from tests.flows.every_row import OWNER, a_row_of_every_table
from tests.flows.stories import everything

PLACES = {"team_id", "enterprise_id", "channel", "thread_ts"}
"""What has the length of an id and is never a person's."""

OTHERS = {
    "reports.filed_by",  # a delivery of Slack's
    "drafts.begun_by",  # a delivery of Slack's
    "rests.told_by",  # a process of ours
    "crm_people.owner",  # somebody's id in the CRM; so are the next
    "crm_owners.email",
    "deals.owner",
    "deal_days.owner",
    "deal_changes.by",
}
"""What sounds like a user of Slack's and is none."""

SOUNDS_LIKE_SOMEBODY = re.compile(
    r"(^|_)(by|who|person|people|users?|owner|reporter|starter|author|email|asker|to)(_|$)"
)


def columns() -> list[Column[Any]]:
    return [column for table in tables_for("sqlite").sorted_tables for column in table.c]


def could_name_somebody(column: Column[Any]) -> bool:
    is_as_long = getattr(column.type, "length", None) == ID_LENGTH
    return (is_as_long and column.name not in PLACES) or bool(SOUNDS_LIKE_SOMEBODY.search(column.name))


def test_of_every_column_that_could_name_somebody_it_is_known_what_becomes_of_it() -> None:
    found = {column for column in columns() if could_name_somebody(column)}

    unknown = {str(column) for column in found - set(NAMES)} - OTHERS

    assert not unknown, f"{unknown}: to `store/names.py`, if they hold the id of somebody in Slack"


async def test_nothing_names_whoever_is_forgotten(deps: Deps) -> None:
    await a_row_of_every_table(deps, RITA)
    before = await everything(deps)

    await forget_person(deps.store, RITA, at=MONDAY, with_texts=False)

    after = await everything(deps)
    assert RITA in json.dumps(before, default=str)
    assert RITA not in json.dumps(after, default=str)
    gone = {column.table.name for column, fate in NAMES.items() if fate is Fate.ROW_GOES} | {"asking_rests"}
    assert {table for table, rows in before.items() if len(rows) != len(after[table])} == gone
    for column, fate in NAMES.items():
        for row in after[column.table.name]:
            assert row[column.name] is None if fate is Fate.EMPTIED else is_forgotten(row[column.name])
    copies = {table.name for table in COPIES} - {"crm_owners"}
    assert {name: rows for name, rows in before.items() if name in copies} == {name: after[name] for name in copies}


async def test_a_mention_reads_as_a_name_that_was_deleted(deps: Deps) -> None:
    await a_row_of_every_table(deps, RITA)

    await forget_person(deps.store, RITA, at=MONDAY, with_texts=False)

    after = await everything(deps)
    assert after["reports"][0]["text"] == f"{NAME_DELETED} knows, 1"
    assert after["notes"][0]["workflows"] == {"said": f"{NAME_DELETED} knows"}


async def test_the_name_in_the_crm_leaves_digests_and_our_copy(deps: Deps) -> None:
    await a_row_of_every_table(deps, RITA)

    await forget_person(deps.store, RITA, at=MONDAY, with_texts=False)

    after = await everything(deps)
    content = after["digests"][0]["content"]
    assert content["owners"] == {OWNER: NAME_DELETED, "owner-8": "Ravi Rep"}
    assert content["moved"] == [{"sentences": [f"Pushed by {NAME_DELETED}"]}]
    assert (after["crm_owners"][0]["name"], after["crm_owners"][0]["email"]) == (NAME_DELETED, None)


async def test_whoever_has_a_longer_id_is_somebody_else(deps: Deps) -> None:
    await a_row_of_every_table(deps, type(RITA)(f"{RITA}X"))
    before = await everything(deps)

    await forget_person(deps.store, RITA, at=MONDAY, with_texts=True)

    assert await everything(deps) == before


@pytest.mark.parametrize("with_texts", [False, True])
async def test_again_it_changes_nothing(deps: Deps, *, with_texts: bool) -> None:
    await a_row_of_every_table(deps, RITA)
    await forget_person(deps.store, RITA, at=MONDAY, with_texts=with_texts)
    before = await everything(deps)

    await forget_person(deps.store, RITA, at=MONDAY, with_texts=with_texts)

    assert await everything(deps) == before


async def test_two_who_are_forgotten_stay_two(deps: Deps) -> None:
    await a_row_of_every_table(deps, RITA)
    await a_row_of_every_table(deps, RAVI, n=2)

    for person in (RITA, RAVI):
        await forget_person(deps.store, person, at=MONDAY, with_texts=False)

    assert len({row["user_id"] for row in (await everything(deps))["supporters"]}) == 2
