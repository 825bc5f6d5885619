"""The one write to Salesforce: only onto what was seen, told in its own words when it refuses, and read back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Final

import httpx

from crm.calls import Payload
from crm.protocol import Changed, CrmUnavailable, Denied, Gone, Saved, Written
from crm.salesforce_calls import NotShown, Org, faults, trouble
from crm.salesforce_fields import Described, NotSuch, outgoing, text
from crm.salesforce_history import moment_of
from crm.salesforce_shape import MERGED, Shape
from crm.salesforce_soql import quoted, select
from domain.ids import DealId

TRIES: Final = 3
"""When others keep changing fields of the deal that are not ours."""
LOCKED: Final = "UNABLE_TO_LOCK_ROW"
ANSWERS: Final = frozenset({400, 403, 404, 412})
_ID: Final = re.compile(r"[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?")


@dataclass(frozen=True, slots=True)
class _Held:
    """What the fields hold, by our words, "" for nothing; and when anything of the deal was changed last."""

    now: Mapping[str, str]
    modified_at: datetime


async def write(org: Org, shape: Shape, deal: DealId, values: Mapping[str, str], *, seen: Mapping[str, str]) -> Written:
    """Raises CrmUnavailable also when a lost answer turns out not to have been carried out."""
    body = _body(shape, values)
    if isinstance(body, Denied):
        return body
    for _ in range(TRIES):
        held = await _held(org, shape, deal, values)
        if isinstance(held, Gone):
            return held
        if not _same(shape, held.now, {word: seen.get(word, "") for word in values}):
            return Changed(held.now)
        answer = await org.write(
            f"sobjects/Opportunity/{deal}",
            expect=ANSWERS,
            json=body,
            # By the second, so a change within the very second of the one before it would not be noticed
            # (developer.salesforce.com, "Conditional Request Headers"). ETags are for accounts only.
            headers={"If-Unmodified-Since": _http_date(held.modified_at)},
        )
        if answer is None:
            return await _after_silence(org, shape, deal, values, held)
        if answer.is_success:
            return await _read_back(org, shape, deal, values)
        if answer.status_code != httpx.codes.PRECONDITION_FAILED:
            return await _refused(org, shape, deal, values, answer)
    held = await _held(org, shape, deal, values)
    return held if isinstance(held, Gone) else Changed(held.now)


def _body(shape: Shape, values: Mapping[str, str]) -> Payload | Denied:
    body: Payload = {}
    wrong: dict[str, str] = {}
    for word, said in values.items():
        if (field := shape.words.get(word)) is None:
            wrong[word] = "The bot's Salesforce user does not see this field."
            continue
        try:
            body[field.name] = outgoing(said, field, shape.keeping.zone)
        except NotSuch as such:
            wrong[word] = str(such)
    return Denied(wrong) if wrong else body


async def _held(org: Org, shape: Shape, deal: DealId, words: Mapping[str, str]) -> _Held | Gone:
    if not _ID.fullmatch(deal):
        return Gone()
    fields = {word: shape.words[word] for word in words}
    merged = [MERGED] if MERGED.casefold() in shape.has else []
    columns = dict.fromkeys(
        ["Id", "IsDeleted", "LastModifiedDate", *merged, *(field.name for field in fields.values())]
    )
    asked = select(list(columns), "Opportunity", where=f"Id = {quoted(deal)}")
    rows = await org.every(asked, deleted_too=True, sparing=False)  # a person waits, and asks for little
    if not rows or rows[0].get("IsDeleted") is True:
        master = rows[0].get(MERGED) if rows else None
        return Gone(DealId(str(master)) if master else None)
    now = {word: text(rows[0].get(field.name), field, shape.keeping.zone) for word, field in fields.items()}
    return _Held(now, moment_of(rows[0], "LastModifiedDate"))


async def _read_back(org: Org, shape: Shape, deal: DealId, values: Mapping[str, str]) -> Saved | Gone:
    """Salesforce says "done" and keeps the old amount of a deal with products: what it holds is what counts."""
    held = await _held(org, shape, deal, values)
    return held if isinstance(held, Gone) else Saved(held.now)


async def _after_silence(
    org: Org, shape: Shape, deal: DealId, values: Mapping[str, str], before: _Held
) -> Saved | Changed | Gone:
    held = await _held(org, shape, deal, values)
    if isinstance(held, Gone):
        return held
    if _same(shape, held.now, values):
        return Saved(held.now)
    if _same(shape, held.now, before.now):
        raise CrmUnavailable("a write: no answer, and nothing was written")
    return Changed(held.now)


async def _refused(
    org: Org, shape: Shape, deal: DealId, values: Mapping[str, str], answer: httpx.Response
) -> Denied | Gone:
    """Salesforce's own words, by field where it names fields: a validation rule's are for the person who typed."""
    said = faults(answer)
    if answer.status_code == httpx.codes.NOT_FOUND and isinstance(held := await _held(org, shape, deal, values), Gone):
        return held
    if (found := trouble(answer)) and not isinstance(found, NotShown):
        raise found
    if not said or any(fault.code == LOCKED for fault in said):
        raise CrmUnavailable(f"a write: answered {answer.status_code}")
    words = {field.name: word for word, field in shape.words.items() if word in values}
    because: dict[str, list[str]] = {}
    for fault in said:
        for word in {words.get(name, "") for name in fault.fields} or {""}:
            because.setdefault(word, []).append(fault.message)
    return Denied({word: " ".join(dict.fromkeys(messages)) for word, messages in because.items()})


def _same(shape: Shape, some: Mapping[str, str], others: Mapping[str, str]) -> bool:
    """Whether they mean the same: 1000 and 1000.00, a moment in two zones."""
    return all(
        _meant(value, shape.words[word], shape) == _meant(others[word], shape.words[word], shape)
        for word, value in some.items()
    )


def _meant(said: str, field: Described, shape: Shape) -> object:
    try:
        return outgoing(said, field, shape.keeping.zone)
    except NotSuch:
        return said


def _http_date(at: datetime) -> str:
    """Rounded up: in a second that is not over yet, the deal counts as changed after its beginning."""
    whole = at.astimezone(UTC).replace(microsecond=0)
    return format_datetime(whole + timedelta(seconds=1) if at.microsecond else whole, usegmt=True)
