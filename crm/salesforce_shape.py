"""What an org shows us of opportunities: the fields of the operating model that it has, and the histories it keeps."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from crm.protocol import CrmRefuses
from crm.salesforce_calls import NotShown, Org, asked, content
from crm.salesforce_fields import Described, described
from crm.salesforce_history import CATEGORY, STAGES_OWN, Keeping, moment_of
from crm.salesforce_soql import quoted, select
from crm.side_by_side import side_by_side
from domain.crm_field import FieldMeta
from domain.deal_history import Source

ALWAYS: Final = ("Id", "Name", "OwnerId", "StageName", "CreatedDate", "CreatedById", "SystemModstamp")
"""Without these a deal is none."""
CURRENCY: Final = "CurrencyIsoCode"
MERGED: Final = "MasterRecordId"
ANY_TYPE: Final = "default"
"""The operating model's pipeline where all record types count."""
TRACKED: Final = "EntityDefinition.QualifiedApiName = 'Opportunity' AND IsFieldHistoryTracked = true"

CATEGORIES: Final[Mapping[str, str]] = {
    "BestCase": "Best Case",
    "Closed": "Closed",
    "Forecast": "Commit",
    "MostLikely": "Most Likely",
    "Omitted": "Omitted",
    "Pipeline": "Pipeline",
}
"""The labels that an org begins with; its stages tell its own."""


@dataclass(frozen=True, slots=True)
class Shape:
    """`words` are ours, for the fields that the org shows; `has` all names that it shows, casefolded."""

    words: Mapping[str, Described]
    has: frozenset[str]
    keeping: Keeping
    pipeline: str = ANY_TYPE

    @property
    def by_type(self) -> bool:
        """Whether only one record type counts."""
        return self.pipeline != ANY_TYPE

    def columns(self) -> list[str]:
        """Each once: a query refuses a name that comes twice."""
        names = [*ALWAYS, *(field.name for field in self.words.values())]
        names += [CURRENCY] if CURRENCY.casefold() in self.has else []
        names += ["RecordType.DeveloperName"] if self.by_type else []
        return list(dict.fromkeys(names))

    def metas(self) -> Iterator[FieldMeta]:
        for word, field in self.words.items():
            yield field.meta(word, tracked=self.keeping.keeps(field.name))

    def name(self, org: str) -> str:
        """Another one when other fields are asked for, or in another org."""
        what = [org, self.pipeline, str(self.keeping.zone), sorted(self.columns()), sorted(self.words)]
        what += [sorted(self.keeping.columns), sorted(self.keeping.tracked)]
        return hashlib.sha256(json.dumps(what).encode()).hexdigest()[:16]


async def shape_of(org: Org, fields: Mapping[str, str], *, zone: ZoneInfo, pipeline: str) -> Shape:
    """What `describe` says, without the histories. Raises CrmRefuses when it hides what every deal needs."""
    told = content(await org.read("sobjects/Opportunity/describe"))
    visible = {asked(item, "name").casefold(): item for item in told.get("fields", [])}
    if hidden := [name for name in ALWAYS if name.casefold() not in visible]:
        raise CrmRefuses(
            f"The bot's Salesforce user cannot see {' and '.join(hidden)} of opportunities. Let it see them."
        )
    if pipeline != ANY_TYPE and "recordtypeid" not in visible:
        raise CrmRefuses(
            f"Salesforce shows the bot no record types, so the pipeline “{pipeline}” cannot be told apart."
        )
    words = {word: described(visible[name.casefold()]) for word, name in fields.items() if name.casefold() in visible}
    return Shape(words, frozenset(visible), Keeping(zone), pipeline)


async def with_histories(org: Org, shape: Shape, hands: Mapping[str, Source]) -> Shape:
    async with side_by_side() as asking:
        since = asking.create_task(_tracked_since(org, shape))
        columns = asking.create_task(_snapshot_columns(org))
        categories = asking.create_task(_categories(org, shape))
    keeping = replace(
        shape.keeping,
        columns=columns.result(),
        tracked=frozenset(since.result()),
        since={name: at for name, at in since.result().items() if at},
        categories=categories.result(),
        hands=hands,
    )
    return replace(shape, keeping=keeping)


async def _tracked_since(org: Org, shape: Shape) -> Mapping[str, datetime | None]:
    """The fields whose changes are kept, each with the first that was; None for one that was not changed since."""
    tracked = await _tracked(org)
    kept = {field.name: field.in_history for field in shape.words.values() if field.name in tracked}
    async with side_by_side() as asking:
        firsts = {name: asking.create_task(_first_edit(org, called)) for name, called in kept.items()}
    return {name: first.result() for name, first in firsts.items()}


async def _first_edit(org: Org, field: str) -> datetime | None:
    where = f"Field = {quoted(field)}"
    rows = await org.every_if_allowed(
        select(["CreatedDate"], "OpportunityFieldHistory", where=where, order="CreatedDate", most=1)
    )
    return moment_of(rows[0], "CreatedDate") if rows else None


async def _tracked(org: Org) -> frozenset[str]:
    """None where the org does not say; then its field history is not used, as nobody knows what is missing."""
    rows = await org.every_if_allowed(select(["QualifiedApiName"], "FieldDefinition", where=TRACKED))
    return frozenset(str(row.get("QualifiedApiName")) for row in rows or ())


async def _snapshot_columns(org: Org) -> frozenset[str]:
    try:
        told = content(await org.read("sobjects/OpportunityHistory/describe"))
    except NotShown:
        return frozenset()
    names = frozenset(str(item.get("name")) for item in told.get("fields", []))
    return names & (STAGES_OWN | {"ForecastCategory"})


async def _categories(org: Org, shape: Shape) -> Mapping[str, str]:
    if CATEGORY not in {field.name for field in shape.words.values()}:
        return {}
    columns = ["ForecastCategory", "ForecastCategoryName"]
    rows = await org.every_if_allowed(select(columns, "OpportunityStage"))
    own = {str(row.get(columns[0])): str(row.get(columns[1])) for row in rows or () if row.get(columns[1])}
    return {**CATEGORIES, **own}
