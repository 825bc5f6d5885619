"""A forecast category that is complete and has no evidence: nobody has touched anything else on the deal for long."""

from collections.abc import Collection, Iterable
from datetime import datetime

from domain.deal import FORECAST_CATEGORY, Deal, Standing
from domain.deal_history import Source
from domain.movement_words import Words
from domain.movements import POLICY, Movement, MovementKind, Policy
from domain.operating_model.workflows import Criterion

NO_EVIDENCE = (Source.AUTOMATION, Source.IMPORT, Source.INTEGRATION)
"""Whose changes say nothing about the deal. A hand that the CRM does not tell may be a person's."""


def demanding_categories(criteria: Iterable[Criterion]) -> frozenset[str]:
    """The forecast categories, casefolded, of which a workflow demands more than of others: its `when` names them."""
    return frozenset(value.casefold() for one in criteria for value in one.when.get(FORECAST_CATEGORY, ()))


def claims(deal: Deal, categories: Collection[str]) -> bool:
    """Whether `deal` is open, and forecast in one of `categories`, which are casefolded."""
    return deal.stage.standing is Standing.OPEN and deal.values.get(FORECAST_CATEGORY, "").casefold() in categories


def is_told(deal: Deal) -> bool:
    """Whether the CRM's history tells when each value of `deal` came; without that nobody can say that none did."""
    return all(field in deal.changed_at for field in deal.values)


def touched_at(deal: Deal, known: datetime | None, evident: datetime | None) -> datetime:
    """When something else than the category was last changed by a hand whose change may be evidence.

    `known` is the last change that the history has of anything else, `evident` the last one by such a hand. What came
    later than all that is known was written a moment ago, through us. What a deal was made with counts as well.
    """
    unknown = [
        at for field, at in deal.changed_at.items() if field != FORECAST_CATEGORY and (known is None or at > known)
    ]
    return max([deal.created_at, evident or deal.created_at, *unknown])


def without_evidence(deal: Deal, touched: datetime, words: Words, *, policy: Policy = POLICY) -> Movement | None:
    """`deal` claims such a category, and its history is told; `touched` is what `touched_at` gave."""
    since, quiet = deal.changed_at[FORECAST_CATEGORY], words.days_since(touched)
    if quiet < policy.quiet_days:
        return None
    has_stood = since >= touched and words.days_since(since) >= policy.quiet_days
    begun = since if has_stood else touched
    by_machines = any(at > begun for field, at in deal.changed_at.items() if field != FORECAST_CATEGORY)
    updated, how_long = (
        "updated by a person" if by_machines else "updated",
        "since" if has_stood else f"for {quiet} days",
    )
    category = words.value(FORECAST_CATEGORY, deal.values[FORECAST_CATEGORY])
    says = f"{category} since {words.on(since)}, and nothing else on this deal has been {updated} {how_long}"
    return Movement(deal, MovementKind.WITHOUT_EVIDENCE, says, since)
