"""auth.test and the other methods that say where one is."""

from sandbox.shapes import bot_profile
from sandbox.state import Json
from sandbox.web_api.call import Call, Method, SlackError


def auth_test(call: Call) -> Json:
    company = call.workspace.company
    return {
        "url": f"https://{company.domain}.slack.com/",
        "team": company.name,
        "user": company.people[company.bot_user].name,
        "team_id": company.team_id,
        "user_id": company.bot_user,
        "bot_id": company.bot_id,
        "is_enterprise_install": False,
    }


def api_test(call: Call) -> Json:
    """Answers with what it was sent, and fails on request."""
    if error := call.text("error"):
        raise SlackError(error)
    return {"args": dict(call.arguments)}


def open_connection(call: Call) -> Json:
    workspace = call.workspace
    host = workspace.public_url.replace("http://", "ws://")
    return {"url": f"{host}/socket?ticket={workspace.sockets.ticket()}"}


def team_info(call: Call) -> Json:
    company = call.workspace.company
    team = {"id": company.team_id, "name": company.name, "domain": company.domain, "email_domain": "", "icon": {}}
    return {"team": team}


def bots_info(call: Call) -> Json:
    company = call.workspace.company
    if call.text("bot") not in ("", company.bot_id):
        raise SlackError("bot_not_found")
    return {"bot": bot_profile(company) | {"user_id": company.bot_user}}


METHODS = {
    "auth.test": Method(auth_test),
    "api.test": Method(api_test, open_to_all=True),
    "apps.connections.open": Method(open_connection, app_level=True),
    "team.info": Method(team_info, ("team:read",)),
    "bots.info": Method(bots_info, ("users:read",)),
}
