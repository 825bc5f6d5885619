"""What every CRM is to the rest of the house: deals with their history, and one write that overwrites nobody.

HubSpot, Salesforce and files of CSV each fulfil `Crm`. What they answer is in the domain's values and in our own words
for the fields (`crm.fields` of the operating model); nothing of a vendor's shape leaves its module.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from domain.crm_field import FieldMeta
from domain.deal import Stage
from domain.deal_history import Change
from domain.ids import DealId, OwnerId
from domain.outcome import Trouble
from domain.owner import Owner


class CrmUnavailable(Trouble):
    """The CRM does not answer, or asks us to come back later than we can wait.

    Nothing was changed, as far as is known: a write that could not be read back may have been carried out.
    """

    for_user = "The CRM is not answering at the moment. Please try again in a few minutes."

    def __init__(self, what: str = "", *, for_user: str = "") -> None:
        """`for_user` where more can be said than that."""
        super().__init__(what)
        self.for_user = for_user or self.for_user


class CrmRefuses(Trouble):
    """The CRM refuses us altogether: a token that was revoked, a permission that is missing. `for_user` says which."""

    def __init__(self, because: str) -> None:
        super().__init__(because)
        self.for_user = because


@dataclass(frozen=True, slots=True)
class Record:
    """A deal as the CRM has it. `values` and `history` are by our words; what is empty is left out of `values`.

    `history` is oldest first. `whole` names the fields whose history reaches back to the deal's creation.
    """

    id: DealId
    name: str
    owner: OwnerId | None
    pipeline: str
    stage: str
    created_at: datetime
    modified_at: datetime
    values: Mapping[str, str]
    currency: str | None = None
    link: str = ""
    history: Sequence[Change] = ()
    whole: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Page:
    """Some of what changed. `cursor` goes on after this page, also in another process, and at the next sync.

    `total` is how many deals the CRM says there are in this run, where it says so. `anew` marks the first page of a run
    that reads everything: what none of its pages shows is gone.
    """

    records: Sequence[Record]
    cursor: str
    deleted: Sequence[DealId] = ()
    total: int | None = None
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """`now` is what the fields hold afterwards, read back: some CRMs take a value and keep another one."""

    now: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Changed:
    """Not written: somebody changed the deal meanwhile. `now` is what the fields hold."""

    now: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Denied:
    """Not written: the CRM's own words for why, one for each field where it says which. "" is the deal as a whole."""

    because: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gone:
    """Not written: the deal was deleted. `merged_into` when it became part of another one."""

    merged_into: DealId | None = None


Written = Saved | Changed | Denied | Gone


class Crm(Protocol):
    """Every call raises CrmUnavailable or CrmRefuses; nothing else of the vendor's, and of httpx's, gets out."""

    async def stages(self) -> list[Stage]: ...

    async def owners(self) -> list[Owner]:
        """Those who left as well."""

    async def fields(self) -> list[FieldMeta]:
        """Of the operating model's fields those that the CRM has and shows us."""

    def changed(self, cursor: str | None) -> AsyncIterator[Page]:
        """What changed since `cursor`; everything when there is none, or when it is of no use any more.

        In an order of the CRM's own, the same for as long as a run lasts. The same deal may come twice. Raises
        CrmUnavailable also when the CRM's count and what came differ.
        """

    async def as_of(self) -> datetime | None:
        """When what it tells was so; None for one that tells how things are now. Raises nothing."""
        return None

    async def write(self, deal: DealId, values: Mapping[str, str], *, seen: Mapping[str, str]) -> Written:
        """Sets `values` if the same fields still hold what was `seen`. By our words; "" empties a field.

        Never tried again blindly: an answer that is lost is read back.
        """
