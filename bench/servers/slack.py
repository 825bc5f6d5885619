"""As much of Slack's Web API as the bot needs to start and to post: python -m bench.servers.slack PORT."""

import asyncio
import sys
from itertools import count

from aiohttp import web

IDENTITY = {
    "url": "https://northwind.slack.com/",
    "team": "Northwind",
    "team_id": "T0NORTHWIND",
    "user": "adoption",
    "user_id": "U0ADOPTION",
    "bot_id": "B0ADOPTION",
}


def slack() -> web.Application:
    numbers = count(1)

    async def answer(request: web.Request) -> web.Response:
        method = request.match_info["method"]
        sent = await request.post() if request.content_type != "application/json" else await request.json()
        if method == "auth.test":
            return web.json_response({"ok": True, **IDENTITY})
        if method == "conversations.open":
            return web.json_response({"ok": True, "channel": {"id": f"D{str(sent['users'])[1:]}"}})
        if method == "usergroups.users.list":
            return web.json_response({"ok": True, "users": ["U0THEO"]})
        if method == "users.lookupByEmail":
            return web.json_response({"ok": True, "user": {"id": "U0THEO"}})
        if method == "conversations.info":
            return web.json_response({"ok": True, "channel": {"id": sent.get("channel"), "name": "talk"}})
        if method == "conversations.replies":
            said = {"type": "message", "user": "U0REP001", "text": "What did we promise them?", "ts": sent.get("ts")}
            return web.json_response({"ok": True, "messages": [said]})
        ts = f"1795000000.{next(numbers):06}"
        return web.json_response({"ok": True, "channel": sent.get("channel"), "ts": sent.get("ts", ts), "messages": []})

    app = web.Application()
    app.router.add_route("*", "/api/{method}", answer)
    return app


async def serve(port: int) -> None:
    runner = web.AppRunner(slack(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
