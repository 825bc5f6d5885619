"""The sandbox's CRM with many deals, its limits on and each call delayed: python -m bench.servers.hubspot PORT DEALS.

GET /told says how often it was called and how often it refused; POST /delay?seconds=0.2 makes each call slow, and POST
/change?deals=200 changes so many of them now.
"""

import asyncio
import gc
import random
import sys
from datetime import UTC, datetime, timedelta

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.serve import Server, listen_on
from sandbox.crm.api import crm_routes
from sandbox.crm.crm import Crm
from sandbox.crm.northwind import OWNERS
from sandbox.crm.records import Hand, Version

CHANGES = 10
"""Of each deal: it is made with three, and its next step was written the other times."""


def now() -> datetime:
    return datetime.now(UTC)


def fill(crm: Crm, deals: int) -> None:
    hands, dice = [Hand(user=owner.user) for owner in OWNERS], random.Random(1)
    for number in range(deals):
        created = now() - timedelta(dice.randrange(60, 300), dice.randrange(86_400))
        owner = number % len(OWNERS)
        values = {
            "dealname": f"Customer {number} - Lanes",
            "dealstage": "qualifiedtobuy",
            "hubspot_owner_id": OWNERS[owner].id,
            "amount": str(dice.randrange(1_000, 90_000)),
            "closedate": (now() + timedelta(dice.randrange(90))).isoformat(timespec="milliseconds"),
        }
        deal = crm.state.add(values, at=created, by=hands[owner])
        for day in range(CHANGES - 3):
            deal.keep("hs_next_step", Version(f"Call on day {day}", created + timedelta(day), hands[owner]))


def app(crm: Crm) -> Starlette:
    async def told(_: Request) -> Response:
        return JSONResponse({"taken": crm.limits.taken, "refused": crm.limits.refused})

    async def delay(request: Request) -> Response:
        seconds = float(request.query_params["seconds"])
        crm.troubles.replace([{"kind": "hang", "seconds": seconds, "times": None}] if seconds else [])
        return Response()

    async def change(request: Request) -> Response:
        for deal in crm.state.live[: int(request.query_params["deals"])]:
            crm.state.change(deal, {"hs_next_step": f"Call them at {now()}"})
        return Response()

    ours = [
        Route("/told", told),
        Route("/delay", delay, methods=["POST"]),
        Route("/change", change, methods=["POST"]),
    ]
    return Starlette(routes=[*ours, *crm_routes(crm)])


async def serve(port: int, deals: int) -> None:
    crm = Crm(now)
    fill(crm, deals)
    gc.collect()
    gc.freeze()  # half a million versions: to look through them again and again would make the server slow, not us
    await Server(app(crm)).run_until_told(listen_on("127.0.0.1", port))


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2])))
