"""`/hubspot/…`: the part of HubSpot's API that concerns deals, in any dated version."""

import asyncio
import json
import time
from collections.abc import Callable
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.crm import calls
from sandbox.crm.calls import Call
from sandbox.crm.crm import Crm
from sandbox.crm.errors import Json, RefusalError, invalid
from sandbox.crm.limits import refusal
from sandbox.crm.record_page import record_page
from sandbox.crm.searching import LONGEST_BODY
from sandbox.crm.telling import told_of
from sandbox.crm.troubles import Trouble
from sandbox.dropping import DroppableStarlette, drop_connection

Carry = Callable[[Call], tuple[int, Json]]

DEALS = "/crm/objects/{version}/{deals}"
ADDRESSES: tuple[tuple[str, str, str, str, Carry], ...] = (
    ("search", "POST", f"{DEALS}/search", "crm.objects.deals.read", calls.search_deals),
    ("batch_read", "POST", f"{DEALS}/batch/read", "crm.objects.deals.read", calls.batch_read),
    ("list", "GET", DEALS, "crm.objects.deals.read", calls.list_deals),
    ("read", "GET", f"{DEALS}/{{deal_id}}", "crm.objects.deals.read", calls.read_deal),
    ("update", "PATCH", f"{DEALS}/{{deal_id}}", "crm.objects.deals.write", calls.update_deal),
    ("owners", "GET", "/crm/owners/{version}", "crm.objects.owners.read", calls.list_owners),
    ("pipelines", "GET", "/crm/pipelines/{version}/{deals}", "crm.objects.deals.read", calls.list_pipelines),
    ("properties", "GET", "/crm/properties/{version}/{deals}", "crm.schemas.deals.read", calls.list_properties),
    ("account", "GET", "/account-info/{version}/details", "", calls.tell_account),
)
"""The name for troubles, the method, the path, the scope, and what carries it out."""


def crm_routes(crm: Crm) -> list[Route]:
    called = [
        Route(path, answerer(crm, name, scope, carry), methods=[method])
        for name, method, path, scope, carry in ADDRESSES
    ]
    return [*called, Route(f"/{calls.record_path('{deal_id}')}", record_page(crm))]


def crm_app(crm: Crm) -> DroppableStarlette:
    """The API alone, at the root."""
    return DroppableStarlette(routes=crm_routes(crm))


def answerer(crm: Crm, name: str, scope: str, carry: Carry) -> Callable[[Request], object]:
    async def endpoint(request: Request) -> Response:
        if crm.called is None:
            return await answered(request)
        began, asked = time.monotonic(), await request.body()
        answer = await answered(request)
        crm.called(told_of(request, asked, answer, ms=(time.monotonic() - began) * 1000))
        return answer

    async def answered(request: Request) -> Response:
        trouble = crm.troubles.strike(name)
        if trouble and (instead := await _instead(request, trouble)):
            return instead
        answer = await _answer(crm, request, name, scope, carry)
        if trouble and trouble.kind == "drop_after":
            return await drop_connection(request)
        return answer

    return endpoint


async def _answer(crm: Crm, request: Request, name: str, scope: str, carry: Carry) -> Response:
    headers: dict[str, str] = {}
    try:
        _admit(crm, request, scope)
        if met := crm.limits.take(search=name == "search"):
            policy, seconds = met
            headers = {} if name == "search" else {**crm.limits.headers(), "Retry-After": str(seconds)}
            return JSONResponse(refusal(policy, str(uuid4())), 429, headers)
        headers = {} if name == "search" else crm.limits.headers()
        crm.state.catch_up()
        status, body = carry(Call(crm.state, request, await _body(request, name)))
        if name == "update":
            crm.heard()
    except RefusalError as refused:
        return JSONResponse(refused.as_json(), refused.status, headers)
    return JSONResponse(body, status, headers)


def _admit(crm: Crm, request: Request, scope: str) -> None:
    if request.headers.get("authorization") != f"Bearer {crm.token}":
        message = "Authentication credentials not found. This API supports OAuth 2.0 authentication."
        raise RefusalError(401, "INVALID_AUTHENTICATION", message)
    if scope and scope not in crm.scopes:
        message = "This app hasn't been granted all required scopes to make this call."
        error = {"message": "One or more of the following scopes are required.", "context": {"requiredScopes": [scope]}}
        raise RefusalError(403, "MISSING_SCOPES", message, [error])


async def _body(request: Request, name: str) -> Json:
    if request.method == "GET":
        return {}
    raw = await request.body()
    if name == "search" and len(raw) > LONGEST_BODY:
        raise invalid(f"The body of a search is at most {LONGEST_BODY} characters long.")
    try:
        body = json.loads(raw)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise invalid("Invalid input JSON on line 1, column 1.")
    return body


async def _instead(request: Request, trouble: Trouble) -> Response | None:
    """What is answered in place of the call; None when the call is carried out all the same."""
    if trouble.kind == "drop_before":
        return await drop_connection(request)
    if trouble.kind == "hang":
        await asyncio.sleep(trouble.seconds)
        return None
    if trouble.kind == "drop_after":
        return None
    headers = {"Retry-After": str(trouble.retry_after)} if trouble.retry_after is not None else {}
    if trouble.body is None:
        return JSONResponse(
            RefusalError(trouble.status, "SANDBOX", "A trouble strikes.").as_json(), trouble.status, headers
        )
    if isinstance(trouble.body, str):
        return Response(trouble.body, trouble.status, headers, media_type="text/html")
    return JSONResponse(trouble.body, trouble.status, headers)
