"""A deal, what it held on a day, and how it came to that, as the rows that are written."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import count
from typing import Any

from domain.deal import Deal
from domain.deal_history import Change, Seen
from domain.ids import DealId, TeamId


def deal_row(team: TeamId, seen: Seen, at: datetime) -> dict[str, Any]:
    deal = seen.deal
    return {
        "team_id": team,
        "id": deal.id,
        "name": deal.name,
        "owner": deal.owner,
        "pipeline": deal.stage.pipeline,
        "stage": deal.stage.id,
        "standing": deal.stage.standing.value,
        "amount": None if deal.amount is None else float(deal.amount),
        "currency": deal.currency,
        "close_date": deal.close_date,
        "created_at": deal.created_at,
        "modified_at": seen.modified_at,
        "values": dict(deal.values),
        "changed_at": {field: moment.isoformat() for field, moment in deal.changed_at.items()},
        "link": deal.link,
        "seen_at": at,
        "deleted_at": None,
    }


def change_rows(team: TeamId, deal: DealId, history: Iterable[Change]) -> list[dict[str, Any]]:
    numbers: dict[tuple[str, datetime], count[int]] = {}
    return [
        {
            "team_id": team,
            "deal": deal,
            "field": past.field,
            "at": past.at,
            "nth": next(numbers.setdefault((past.field, past.at), count())),
            "value": past.value,
            "by": past.by,
            "source": past.source.value,
        }
        for past in history
    ]


def day_row(team: TeamId, deal: Deal, day: date) -> dict[str, Any]:
    held = {"owner": deal.owner, "pipeline": deal.stage.pipeline, "stage": deal.stage.id, "currency": deal.currency}
    return {"team_id": team, "deal": deal.id, "day": day, **held, "values": dict(deal.values)}
