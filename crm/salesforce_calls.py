"""Calls to one Salesforce org: signed in, once more if need be, in its newest version, within its day's limit."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, TypeGuard

import httpx

from crm.calls import Calls, Patience
from crm.protocol import CrmRefuses, CrmUnavailable
from crm.salesforce_access import Access, Session, sign_in
from domain.outcome import Trouble

Row = dict[str, Any]

VERSION: Final = "66.0"
"""Spring '26, for an org that does not say which versions it has."""
VERSIONS: Final = "/services/data/"
SHARE_OF_THE_DAY: Final = 0.8
"""Of the calls that the whole company may make in 24 hours; what else it has connected needs some too."""
PAGE: Final = 2_000
"""Rows of one page at most; Salesforce may send fewer (developer.salesforce.com, Sforce-Query-Options)."""
LONG: Final = Patience(total_s=300.0, try_s=130.0)
"""For what nobody waits for: Salesforce itself works at a query for up to 120 seconds."""
_USAGE: Final = re.compile(r"(?:^|[\s,;])api-usage=(\d+)/(\d+)")
_NEXT: Final = re.compile(r"/services/data/[\w./%~-]+", re.ASCII)
_SHUT_OUT: Final = "Salesforce does not accept the bot's sign-in any more. Check its External Client App and its user."


class DayUsedUp(CrmUnavailable):
    """Most of what the company's Salesforce answers in a day has been asked. Nothing was changed."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.for_user = (
            f"Your company has used {what} of the calls that its Salesforce allows in 24 hours. "
            "The bot leaves the rest to others and goes on by itself when there is room again."
        )


class NotShown(CrmRefuses):
    """The org has no such thing, or does not show it to the bot's user."""

    def __init__(self) -> None:
        super().__init__(
            "Salesforce does not show the bot what it asks for. Its user needs “API Enabled”, and to see opportunities."
        )


class LocatorLost(CrmUnavailable):
    """The next page of a query is not kept any more: whoever reads begins a new query."""


@dataclass(frozen=True, slots=True)
class Rows:
    """One page of a query that has `total` rows, `came` of them with this page and those before."""

    rows: list[Row]
    came: int
    total: int
    last: bool


@dataclass(frozen=True, slots=True)
class _Question:
    """`call` is that of `Calls` which may be repeated so; `request` is as httpx takes it."""

    call: Callable[..., Awaitable[httpx.Response | None]]
    method: str
    path: str
    expect: Collection[int]
    request: Mapping[str, Any]

    async def ask(self, session: Session) -> httpx.Response | None:
        headers = {**self.request.get("headers", {}), "Authorization": f"Bearer {session.token.get_secret_value()}"}
        # Patience has its own time-out, and httpx would give up after 5 s.
        signed = {**self.request, "headers": headers, "timeout": None}
        expect = {*self.expect, httpx.codes.UNAUTHORIZED}
        return await self.call(self.method, session.instance + self.path, expect=expect, **signed)


class Org:
    def __init__(
        self,
        http: httpx.AsyncClient,
        access: Access,
        *,
        version: str | None = None,
        page_size: int = PAGE,
        patience: Patience | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`version` None takes the org's newest."""
        self._access = access
        self._version = version
        self._page_size = page_size
        self._long = patience or LONG
        self._calls = Calls(http, trouble=trouble, heard=self._hear, patience=patience, sleep=sleep)
        self._session: Session | None = None
        self._signing_in, self._choosing = asyncio.Lock(), asyncio.Lock()
        self._used: tuple[int, int] | None = None

    async def session(self, *, instead_of: Session | None = None) -> Session:
        """`instead_of` one that is not accepted any more."""
        async with self._signing_in:
            if self._session is None or self._session is instead_of:
                self._session = await sign_in(self._calls, self._access)
            return self._session

    async def read(self, path: str, *, expect: Collection[int] = (), **request: Any) -> httpx.Response:
        """`path` within the version's own, or as Salesforce named it."""
        answer = await self._send(_Question(self._calls.read, "GET", await self._path(path), expect, request))
        if answer is None:
            raise CrmUnavailable("no answer")
        return answer

    async def write(self, path: str, *, expect: Collection[int], **request: Any) -> httpx.Response | None:
        """None when nobody knows whether it was carried out."""
        return await self._send(_Question(self._calls.write, "PATCH", await self._path(path), expect, request))

    async def pages(self, soql: str, *, deleted_too: bool = False, sparing: bool = True) -> AsyncIterator[Rows]:
        """At least one, with no rows if there are none. Raises LocatorLost, and DayUsedUp when it is `sparing`."""
        options = {"Sforce-Query-Options": f"batchSize={self._page_size}"}
        patience = self._long if sparing else None
        kind = "queryAll" if deleted_too else "query"
        answer = await self.read(kind, params={"q": soql}, headers=options, patience=patience)
        came = 0
        while True:
            page = content(answer)
            rows, total, done = page.get("records"), page.get("totalSize"), page.get("done")
            if not isinstance(total, int) or not isinstance(done, bool) or not _are_rows(rows):
                raise CrmUnavailable("a query: the answer is no page of rows")
            if sparing:
                self.spare()
            came += len(rows)
            yield Rows(rows, came, total, last=done)
            if done:
                return
            answer = await self.read(_next(page), expect={400, 404}, headers=options, patience=patience)
            if not answer.is_success:
                raise LocatorLost("a query: its next page is not there any more")

    async def every(self, soql: str, *, deleted_too: bool = False, sparing: bool = True) -> list[Row]:
        """All rows. Raises CrmUnavailable as well when there are not as many as Salesforce said."""
        found: list[Row] = []
        async for page in self.pages(soql, deleted_too=deleted_too, sparing=sparing):
            found += page.rows
            if page.last and page.came != page.total:
                raise CrmUnavailable(f"a query: {page.came} rows came of {page.total}")
        return found

    async def every_if_allowed(self, soql: str) -> list[Row] | None:
        """None when the org has no such thing, or does not show it to us."""
        try:
            return await self.every(soql)
        except NotShown:
            return None

    def spare(self) -> None:
        """Raises DayUsedUp when the day's share is used up."""
        if self._used and self._used[0] >= SHARE_OF_THE_DAY * self._used[1]:
            raise DayUsedUp(f"{self._used[0]:,} of {self._used[1]:,}")

    async def _send(self, question: _Question) -> httpx.Response | None:
        session = await self.session()
        answer = await question.ask(session)
        if answer is None or answer.status_code != httpx.codes.UNAUTHORIZED:
            return answer
        answer = await question.ask(await self.session(instead_of=session))
        if answer is not None and answer.status_code == httpx.codes.UNAUTHORIZED:
            raise CrmRefuses(_SHUT_OUT)
        return answer

    async def _path(self, path: str) -> str:
        return path if path.startswith(VERSIONS) else f"{VERSIONS}v{await self._newest()}/{path}"

    async def _newest(self) -> str:
        async with self._choosing:
            if self._version is None:
                session = await self.session()
                answer = await self._calls.read("GET", session.instance + VERSIONS, expect={401, 403, 404})
                self._version = newest(answer)
            return self._version

    def _hear(self, answer: httpx.Response) -> None:
        if found := _USAGE.search(answer.headers.get("Sforce-Limit-Info", "")):
            self._used = int(found[1]), int(found[2])


def content(answer: httpx.Response) -> Row:
    """Numbers keep all their digits. Raises CrmUnavailable for what is no JSON object."""
    try:
        found = json.loads(answer.content, parse_float=Decimal)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise CrmUnavailable("the answer is no JSON object")
    return found


def asked(row: Mapping[str, Any], column: str) -> str:
    """Raises CrmUnavailable for a row without it, which Salesforce never sends."""
    if (value := row.get(column)) is None:
        raise CrmUnavailable(f"a row without {column}")
    return str(value)


def newest(answer: httpx.Response) -> str:
    """Of the versions that the org lists."""
    try:
        listed = [str(item["version"]) for item in answer.json()] if answer.is_success else []
        return max((version for version in listed if re.fullmatch(r"\d+\.\d", version)), key=float, default=VERSION)
    except (ValueError, TypeError, KeyError):
        return VERSION


@dataclass(frozen=True, slots=True)
class Fault:
    """What Salesforce says is wrong, in its own words."""

    code: str
    message: str
    fields: tuple[str, ...] = ()


def faults(answer: httpx.Response) -> list[Fault]:
    """Empty when the answer is none of Salesforce's own."""
    try:
        listed = json.loads(answer.content)
    except ValueError:
        return []
    return [
        Fault(str(item.get("errorCode", "")), str(item.get("message", "")), tuple(map(str, item.get("fields") or ())))
        for item in (listed if isinstance(listed, list) else [])
        if isinstance(item, dict)
    ]


def trouble(answer: httpx.Response) -> Trouble | None:
    """What a refused call means, where it is more than trouble that passes."""
    said = faults(answer)
    codes = {fault.code for fault in said}
    if "REQUEST_LIMIT_EXCEEDED" in codes:  # of the day, or of what runs at the same time, which passes
        of_the_day = any(fault.message.startswith("TotalRequests") for fault in said)
        return DayUsedUp("all") if of_the_day else CrmUnavailable("too many calls at the same time")
    if codes & {"API_DISABLED_FOR_ORG", "API_CURRENTLY_DISABLED"}:
        return CrmRefuses("The API of your Salesforce is switched off for the bot's user. It needs “API Enabled”.")
    if codes & {"INVALID_TYPE", "INVALID_FIELD", "NOT_FOUND", "INSUFFICIENT_ACCESS"} or answer.status_code == 403:
        return NotShown()
    return None


def _are_rows(found: object) -> TypeGuard[list[Row]]:
    return isinstance(found, list) and all(isinstance(row, dict) for row in found)


def _next(page: Row) -> str:
    """Only a path within the API: to whatever else it named, the token would go along."""
    path = page.get("nextRecordsUrl")
    if not isinstance(path, str) or not _NEXT.fullmatch(path):
        raise CrmUnavailable("a query: it has no next page, and is not done")
    return path
