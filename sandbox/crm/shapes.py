"""Deals as HubSpot writes them into its answers."""

from collections.abc import Iterable, Sequence

from sandbox.crm.errors import Json
from sandbox.crm.records import Deal, written

ALWAYS = ("createdate", "hs_lastmodifieddate", "hs_object_id")
DEFAULT = ("amount", "closedate", "dealname", "dealstage", "pipeline", *ALWAYS)
"""What is answered when nobody says which properties are wanted."""


def deal_told(deal: Deal, properties: Sequence[str], with_history: Iterable[str] = (), *, url: str = "") -> Json:
    """Empty is null. A history is newest first. `url` is the record's page, for people."""
    names = dict.fromkeys((*(properties or DEFAULT), *ALWAYS))
    told: Json = {
        "id": str(deal.id),
        "properties": {name: deal.values.get(name) for name in names},
        "createdAt": written(deal.created_at),
        "updatedAt": written(deal.updated_at),
        "archived": deal.archived_at is not None,
    }
    if url:
        told["url"] = url
    if deal.archived_at:
        told["archivedAt"] = written(deal.archived_at)
    if wanted := list(with_history):
        told["propertiesWithHistory"] = {
            name: [version.as_json() for version in reversed(deal.history.get(name, []))] for name in wanted
        }
    return told


def page(results: list[Json], after: str | int | None, **more: object) -> Json:
    paging = {"paging": {"next": {"after": str(after), "link": f"?after={after}"}}} if after is not None else {}
    return {**more, "results": results, **paging}
