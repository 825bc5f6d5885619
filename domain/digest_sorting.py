"""Sorting the deals of a meeting: ready, not ready, or lacking only what nobody is asked for at present."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from domain.deal import Deal
from domain.digest import HeldBack, ListedDeal, Reason, Unjudged, Worth
from domain.digest_layout import escaped_length, linked_length, reason_length
from domain.friction_first import Friction, OpenFriction
from domain.ids import DealId, OwnerId, ReportId
from domain.operating_model.workflows import Workflow
from domain.readiness import Finding, Unknown
from domain.texts import label_of

NAME: Final = 250
"""Characters of a deal's name that are shown, once escaped; all of it stands in the CRM."""

LINK: Final = 500
"""A longer address is left out: the name finds the deal in the CRM."""

BECAUSE: Final = 500
"""Characters of a reason: it may quote what the CRM holds, which can be of any length."""

REASONS_TOGETHER: Final = 2000
"""Characters of the reasons that stand under one mention of a deal."""

CURRENCY: Final = 10
OWNER_NAME: Final = 100


@dataclass(slots=True)
class Sorted:
    """`lacking` are not ready, `resting` lack nothing but what is held back; in no order."""

    ready: list[ListedDeal] = field(default_factory=list)
    lacking: list[ListedDeal] = field(default_factory=list)
    resting: list[ListedDeal] = field(default_factory=list)
    held: Counter[tuple[str, Friction]] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)

    @property
    def every(self) -> list[ListedDeal]:
        return [*self.lacking, *self.resting, *self.ready]

    def held_back(self, links: Mapping[ReportId, str]) -> tuple[HeldBack, ...]:
        """Those of most deals first. `links` lead to the reports' cards."""
        return tuple(
            HeldBack(name, held.number, held.since, deals, links.get(held.report, ""))
            for (name, held), deals in self.held.most_common()
        )

    def unjudged(self) -> tuple[Unjudged, ...]:
        return tuple(Unjudged(name, deals) for name, deals in self.unknown.most_common())


class Sorting:
    """Takes the deals of one workflow one by one."""

    def __init__(self, key: str, workflow: Workflow, friction: OpenFriction) -> None:
        self.sorted = Sorted()
        self._key = key
        self._friction = friction
        self._say = {criterion.id: criterion.say for criterion in workflow.criteria}
        self._asks_for = {criterion.id: criterion.asks_for for criterion in workflow.criteria}

    def add(self, deal: Deal, found: Sequence[Finding | Unknown]) -> None:
        if not found:
            self.sorted.ready.append(listed(deal))
            return
        reasons: list[Reason] = []
        holding: dict[str, Friction] = {}
        for one in found:
            if isinstance(one, Unknown):
                if not one.hidden:  # which is said once, of all deals together
                    self.sorted.unknown[one.field] += 1
            elif held := self._friction.holding(self._key, one.field, *self._asks_for.get(one.criterion, ())):
                holding[one.field] = held
            else:
                reasons.append(Reason(one.because, self._say.get(one.criterion, "")))
        self.sorted.held.update(holding.items())
        self._put(deal, reasons, holding)

    def _put(self, deal: Deal, reasons: Sequence[Reason], holding: Mapping[str, Friction]) -> None:
        if reasons:
            self.sorted.lacking.append(listed(deal, reasons))
        elif holding:
            paused = [Reason(f"{label_of(name)}, {held.ref}") for name, held in holding.items()]
            self.sorted.resting.append(listed(deal, paused))
        else:
            self.sorted.ready.append(listed(deal))


def listed(deal: Deal, reasons: Iterable[Reason] = ()) -> ListedDeal:
    return ListedDeal(
        id=deal.id,
        name=shortened(deal.name, NAME),
        link=deal.link if linked_length("", deal.link) <= LINK else "",
        owner=deal.owner,
        amount=deal.amount,
        currency=shortened(deal.currency, CURRENCY) if deal.currency else None,
        reasons=tuple(replace(one, because=shortened(one.because, BECAUSE)) for one in reasons),
    )


def shortened(text: str, most: int) -> str:
    """`text` with at most `most` characters once it is escaped; a cut shows as an ellipsis."""
    if escaped_length(text) <= most:
        return text
    kept = text[: most - 1]
    while escaped_length(kept) >= most:
        kept = kept[: len(kept) - max(1, (escaped_length(kept) - most) // 5)]
    return f"{kept}…"


def currencies_of(deals: Iterable[ListedDeal]) -> dict[str, int]:
    """Each currency with its place: those of most deals first. "" where no deal names one: the CRM knows only one."""
    counted = Counter(deal.currency or "" for deal in deals if deal.amount is not None)
    named = sorted((name for name in counted if name), key=lambda name: (-counted[name], name))
    return {name: place for place, name in enumerate(named or counted)}


def largest_first(currencies: Mapping[str, int]) -> Callable[[ListedDeal], tuple[int, Decimal, str, str]]:
    """The key to sort deals by. Two currencies are not compared: the one of more deals comes first."""

    def key(deal: ListedDeal) -> tuple[int, Decimal, str, str]:
        if deal.amount is None:
            return len(currencies) + 1, Decimal(), deal.name, deal.id
        return currencies.get(deal.currency or "", len(currencies)), -deal.amount, deal.name, deal.id

    return key


def by_owner(
    deals: Iterable[ListedDeal], currencies: Mapping[str, int], names: Mapping[OwnerId, str]
) -> list[ListedDeal]:
    """Owners whose deals are worth most first, and of each the largest deal first."""
    owned: dict[OwnerId | None, list[ListedDeal]] = {}
    for deal in deals:
        owned.setdefault(deal.owner, []).append(deal)

    def worth(owner: OwnerId | None) -> tuple[object, ...]:
        sums = Worth.of(owned[owner], currencies).sums
        name = names.get(owner, "") if owner is not None else ""
        return (*(-sums.get(currency, Decimal()) for currency in currencies), name, owner or "")

    key = largest_first(currencies)
    return [deal for owner in sorted(owned, key=worth) for deal in sorted(owned[owner], key=key)]


def counted_on(deals: Iterable[ListedDeal], before: Mapping[DealId, int]) -> list[ListedDeal]:
    """`before` says for how many meetings in a row, up to the last one, a deal had not been ready."""
    return [replace(deal, calls=before.get(deal.id, 0) + 1) for deal in deals]


def in_pieces(deals: Iterable[ListedDeal]) -> tuple[ListedDeal, ...]:
    """A deal that lacks more than fits together comes several times."""
    return tuple(
        replace(deal, reasons=reasons, more=n > 0) for deal in deals for n, reasons in enumerate(_pieces(deal.reasons))
    )


def _pieces(reasons: Sequence[Reason]) -> list[tuple[Reason, ...]]:
    pieces: list[tuple[Reason, ...]] = [()]
    for one in reasons:
        if pieces[-1] and sum(map(reason_length, pieces[-1])) + reason_length(one) > REASONS_TOGETHER:
            pieces.append(())
        pieces[-1] += (one,)
    return pieces
