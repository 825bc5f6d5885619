"""How messages, channels and people look in Slack's own JSON."""

from sandbox.clock import micros
from sandbox.state import SLACKBOT, Channel, Company, Json, Message, Person


def channel_type(channel: Channel) -> str:
    """As in `message` events."""
    if channel.is_im:
        return "im"
    return "group" if channel.is_private else "channel"


def bot_profile(company: Company) -> Json:
    bot = company.people[company.bot_user]
    return {
        "id": company.bot_id,
        "app_id": company.app_id,
        "name": bot.real_name,
        "deleted": False,
        "updated": 0,
        "team_id": company.team_id,
        "icons": {},
    }


def message_json(company: Company, message: Message, *, all_metadata: bool = False) -> Json:
    """As history, events and interactions carry it. Without `all_metadata` only the type of the metadata shows."""
    shape: Json = {"type": "message", "ts": message.ts, "text": message.text, "team": company.team_id}
    if message.user:
        shape["user"] = message.user
    if message.bot_id:
        shape |= {"bot_id": message.bot_id, "app_id": company.app_id, "bot_profile": bot_profile(company)}
    if message.username:
        shape["username"] = message.username
    if message.subtype:
        shape["subtype"] = message.subtype
    if message.blocks:
        shape["blocks"] = message.blocks
    if message.edited:
        shape["edited"] = {"user": message.user, "ts": message.edited}
    if message.metadata:
        shown = message.metadata if all_metadata else {"event_type": message.metadata["event_type"]}
        shape["metadata"] = shown
    if message.reactions:
        shape["reactions"] = [{"name": n, "users": u, "count": len(u)} for n, u in message.reactions.items()]
    if message.thread_ts:
        shape["thread_ts"] = message.thread_ts
    return shape | thread_summary(company.channels[message.channel], message)


def thread_summary(channel: Channel, message: Message) -> Json:
    """What a parent says about its replies; empty for every other message."""
    replies = channel.replies.get(message.ts)
    if not replies:
        return {"parent_user_id": parent_user(channel, message)} if message.is_reply else {}
    writers = list(dict.fromkeys(reply.user for reply in replies if reply.user))
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users": writers[:5],
        "reply_users_count": len(writers),
        "latest_reply": replies[-1].ts,
        "is_locked": False,
    }


def parent_user(channel: Channel, message: Message) -> str | None:
    parent = channel.messages.get(message.thread_ts or "")
    return parent.user if parent else None


def channel_json(company: Company, channel: Channel) -> Json:
    if channel.is_im:
        return {
            "id": channel.id,
            "created": channel.created,
            "is_im": True,
            "is_archived": channel.is_archived,
            "is_org_shared": False,
            "user": channel.other_than(company.bot_user),
            "is_open": True,
            "is_user_deleted": company.people[channel.other_than(company.bot_user)].deleted,
            "context_team_id": company.team_id,
        }
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "created": channel.created,
        "is_channel": not channel.is_private,
        "is_group": channel.is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.is_private,
        "is_archived": channel.is_archived,
        "is_general": channel.name == "general",
        "is_member": company.bot_user in channel.members,
        "is_shared": False,
        "is_ext_shared": False,
        "is_org_shared": False,
        "context_team_id": company.team_id,
        "creator": "U0ADA",
        "topic": {"value": channel.topic, "creator": "U0ADA", "last_set": channel.created},
        "purpose": {"value": channel.topic, "creator": "U0ADA", "last_set": channel.created},
        "num_members": len(channel.members),
    }


def person_json(company: Company, person: Person, *, with_email: bool) -> Json:
    profile: Json = {
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.real_name.split()[0],
        "display_name_normalized": person.real_name.split()[0],
        "title": person.title,
        "team": company.team_id,
        "status_text": person.status_text,
        "status_emoji": person.status_emoji,
        "status_expiration": person.status_expiration,
    }
    if with_email and person.email:
        profile["email"] = person.email
    if person.is_bot:
        profile |= {"bot_id": company.bot_id, "api_app_id": company.app_id}
    shape: Json = {
        "id": person.id,
        "team_id": company.team_id,
        "name": person.name,
        "real_name": person.real_name,
        "deleted": person.deleted,
        "tz": company.timezone,
        "tz_label": "Eastern Time",
        "is_bot": person.is_bot and person.id != SLACKBOT,
        "is_app_user": False,
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "updated": 0,
        "profile": profile,
    }
    return shape


def permalink(company: Company, message: Message) -> str:
    link = f"https://{company.domain}.slack.com/archives/{message.channel}/p{micros(message.ts)}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={message.channel}"
    return link
