"""What HubSpot says when it refuses, as a sentence with a remedy, and how fast its answers let us go on."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, Final

import httpx

from crm.calls import TOO_MANY, retry_after_s
from crm.pacing import Bucket, Window
from crm.protocol import CrmRefuses, CrmUnavailable
from domain.outcome import Trouble

MOVING: Final = 477
CALLS, PER_S, BURST = 190, 10.0, 3
"""Of one key on Professional and Enterprise (changelog/increasing-our-api-limits), until an answer says otherwise."""
SHARE: Final = 0.97
"""Of what is allowed: on their way some calls catch up with others."""
SEARCHES, SEARCHES_PER_S = 5, 1.05
"""The whole account has 5 in a second (guides/api/crm/search), and some of it is for what is late on its way. 199 new
ids of one search feed 4 reads, so searches keep up."""
SCARCE: Final = 0.015
"""Of the allowance: so little left means that somebody else uses the same key."""
SCOPES: Final = {
    "/crm/objects/": "crm.objects.deals.read and crm.objects.deals.write",
    "/crm/pipelines/": "crm.objects.deals.read",
    "/crm/owners/": "crm.objects.owners.read",
    "/crm/properties/": "crm.schemas.deals.read",
}
"""What a part of the API asks for, where its refusal does not say it."""


class Allowance:
    """Two buckets, one for all calls but searches and one for searches, filled as HubSpot's answers say."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.calls = Bucket(CALLS * SHARE - BURST, PER_S, burst=BURST)
        self.searches = Bucket(SEARCHES, SEARCHES_PER_S, window=Window(SEARCHES, SEARCHES_PER_S))

    def heard(self, answer: httpx.Response) -> None:
        most, left, interval_ms = (
            _number(answer, f"X-HubSpot-RateLimit-{name}") for name in ("Max", "Remaining", "Interval-Milliseconds")
        )
        if not most or not interval_ms:
            return
        interval_s = interval_ms / 1000
        self.calls.allow(max(most * SHARE - BURST, 1.0), interval_s)
        if left is not None and left < most * SCARCE:
            self.calls.rest(self._clock(), interval_s / 10)


def trouble_in(answer: httpx.Response) -> Trouble | None:
    """None for what may pass by itself, and for what only the caller understands."""
    match answer.status_code:
        case 401:
            return CrmRefuses(
                "HubSpot does not accept the key in HUBSPOT_TOKEN any more. "
                "An admin can make a new one in HubSpot under Settings, Integrations, Service Keys. "
                "Then restart the bot with it."
            )
        case 403:
            return CrmRefuses(
                f"The key in HUBSPOT_TOKEN lacks a permission in HubSpot: {_scopes(answer)}. "
                "An admin can add it in HubSpot under Settings, Integrations, Service Keys."
            )
        case code if code == TOO_MANY and said(answer).get("policyName") == "DAILY":
            return CrmUnavailable(
                "the day's calls are used up",
                for_user="Your company has used all calls that its HubSpot allows in a day. "
                "They begin anew at midnight, and the bot goes on by itself.",
            )
        case code if code == MOVING:
            hours = max(1, round((retry_after_s(answer) or 24 * 3600) / 3600))
            return CrmUnavailable(
                "the account is being moved",
                for_user="HubSpot is moving your company's account to another place at the moment. "
                f"Please try again in about {hours} {'hour' if hours == 1 else 'hours'}.",
            )
    return None


def said(answer: httpx.Response) -> dict[str, Any]:
    """The body, empty where it is no JSON object: every field of an error is optional."""
    with suppress(ValueError):
        if isinstance(body := answer.json(), dict):
            return body
    return {}


def contexts(body: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each of the errors' messages with its context, the body's own last."""
    listed = body.get("errors")
    for one in [*(listed if isinstance(listed, list) else []), body]:
        if isinstance(one, dict):
            context = one.get("context")
            yield str(one.get("message") or ""), context if isinstance(context, dict) else {}


def _scopes(answer: httpx.Response) -> str:
    found: dict[str, None] = {}
    for _, context in contexts(said(answer)):
        for name in ("requiredGranularScopes", "requiredScopes", "missingScopes"):
            scopes = context.get(name)
            found.update(dict.fromkeys(map(str, scopes if isinstance(scopes, list) else [])))
    if found:
        return " or ".join(found)
    path = answer.request.url.path
    return next((scopes for part, scopes in SCOPES.items() if part in path), "HubSpot does not say which")


def _number(answer: httpx.Response, header: str) -> float | None:
    text = answer.headers.get(header, "")
    return float(text) if text.isascii() and text.isdigit() else None
