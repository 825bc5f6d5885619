"""One write to one deal: looked at before, looked at afterwards, and never repeated blindly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crm.hubspot_api import WHILE_A_PERSON_WAITS, Api, shaped
from crm.hubspot_records import words
from crm.hubspot_values import Property
from crm.protocol import Changed, CrmUnavailable, Denied, Gone, Saved, Written
from domain.ids import DealId

Held = Mapping[str, str]
"""What the fields hold, by our words; "" for what is empty."""


@dataclass(frozen=True, slots=True)
class Write:
    """`properties` are those of the fields that are set or were seen."""

    api: Api
    deal: DealId
    properties: Mapping[str, Property]

    async def set(self, values: Held, *, seen: Held) -> Written:
        before = await self._read()
        if isinstance(before, Gone):
            return before
        if self._holds(before, values):
            return Saved(before)
        if not self._holds(before, seen):
            return Changed(before)
        return await self._set(values, before)

    async def _set(self, values: Held, before: Held) -> Written:
        """What holds its value already is not sent: a close date keeps its time of day."""
        wanted = {field: self.properties[field] for field in values}
        changing = {
            one.name: one.write(values[field])
            for field, one in wanted.items()
            if not one.same(before[field], values[field])
        }
        answer = await self.api.patch(self.api.deal(self.deal), {"properties": changing})
        if answer is None:
            return await self._find_out(values, before)
        if answer.status_code == 404:
            return Gone()
        if not answer.is_success:
            return Denied(words(answer, {one.name: field for field, one in self.properties.items()}))
        return await self._read_back()

    async def _read_back(self) -> Saved | Gone:
        """What the deal holds counts, not what the answer says; who tries again looks first, and finds it done."""
        try:
            now = await self._read()
        except CrmUnavailable as away:
            raise CrmUnavailable(
                "PATCH: taken, and the deal could not be read afterwards",
                for_user="HubSpot took the change, and then did not answer. Please look at the deal in a minute.",
            ) from away
        return now if isinstance(now, Gone) else Saved(now)

    async def _find_out(self, values: Held, before: Held) -> Written:
        now = await self._read()
        if isinstance(now, Gone):
            return now
        if self._holds(now, values):
            return Saved(now)
        if not self._holds(now, before):
            return Changed(now)
        raise CrmUnavailable(
            "PATCH: the answer was lost, and nothing was changed",
            for_user="HubSpot did not answer, and the deal is as it was. Please try again in a minute.",
        )

    async def _read(self) -> Held | Gone:
        names = ",".join(dict.fromkeys(one.name for one in self.properties.values()))
        path = self.api.deal(self.deal)
        told = await self.api.find(path, patience=WHILE_A_PERSON_WAITS, properties=names)
        if told is None:
            return Gone()
        with shaped("deal"):
            if str(told["id"]) != self.deal:  # by an id that was merged away HubSpot answers the other deal
                return Gone(DealId(str(told["id"])))
            answered = _properties(told)
            return {field: one.read(answered.get(one.name)) for field, one in self.properties.items()}

    def _holds(self, now: Held, expected: Held) -> bool:
        concerned = {field: value for field, value in expected.items() if field in self.properties}
        return all(self.properties[field].same(now[field], value) for field, value in concerned.items())


def _properties(told: Mapping[str, Any]) -> Mapping[str, Any]:
    properties = told.get("properties")
    return properties if isinstance(properties, dict) else {}


def write_of(api: Api, deal: DealId, fields: Sequence[str], known: Mapping[str, Property]) -> Write | Denied:
    """Denied when HubSpot does not have one of `fields`, or does not show it to us."""
    if strange := [field for field in fields if field not in known]:
        return Denied(dict.fromkeys(strange, "HubSpot has no such field, or does not show it to the bot."))
    return Write(api, deal, {field: known[field] for field in fields})
