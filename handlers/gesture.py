"""One gesture of one person in Slack: what it says, and the ways to answer the person who made it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, cast

from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from domain.ids import A_TS, ChannelId, MessagePlace, MessageTs, TeamId, UserId
from domain.outcome import Refused
from domain.texts import clean
from flows.deps import Deps
from flows.showing import home_standing
from views.filled import read_number
from views.home import from_home, home, is_from_home
from views.notice import notice, refusal

Payload = Mapping[str, Any]

TYPED_LIMIT: Final = 150
"""Characters that are looked for; nobody types more to find something in a list."""

NOBODY_WAITS: Final = frozenset({"view_closed", "block_suggestion"})
"""Gestures that have no place for a word of ours."""

TRIGGER_USED: Final = frozenset({"exchanged_trigger_id", "trigger_exchanged"})


class Outcome(StrEnum):
    """How a gesture ended, for the count."""

    ACCEPTED = "accepted"
    REFUSED = "refused"  # an expected "no"
    UNREADABLE = "unreadable"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Gesture:
    """A command, a shortcut, a click or a submitted form. It is acknowledged last: what was acknowledged is stored."""

    body: Payload
    deps: Deps
    context: AsyncBoltContext

    @property
    def ack(self) -> AsyncAck:
        return self.context.ack

    @property
    def respond(self) -> AsyncRespond:
        return cast(AsyncRespond, self.context.respond)  # never None: Bolt makes it when it is asked for

    @property
    def client(self) -> AsyncWebClient:
        return self.context.client

    @property
    def person(self) -> UserId:
        user = self.body.get("user_id") or self.body["user"]["id"]
        return UserId(str(user))

    @property
    def team(self) -> TeamId | None:
        team = self.body.get("team_id") or (self.body.get("team") or {}).get("id")
        team = team or (self.body.get("user") or {}).get("team_id")
        return TeamId(str(team)) if team else None

    @property
    def delivery(self) -> str:
        """Slack's name for this gesture: the same on every delivery of it."""
        return str(self.body.get("trigger_id") or self.body["view"]["id"])

    @property
    def form(self) -> str:
        """The name of the form that was submitted: the same however often it is.

        Slack leaves a form open when our answer came too late or got lost, and whoever submits it again makes another
        gesture of it.
        """
        return f"{self.person} {self.body['view']['id']}"

    @property
    def view(self) -> Payload:
        return dict(self.body.get("view") or {})

    @property
    def action(self) -> Payload:
        return dict(self.body["actions"][0])

    @property
    def value(self) -> str:
        """What the pressed button, or the chosen option, carries."""
        action = self.action
        return str((action.get("selected_option") or action).get("value") or "")

    @property
    def number(self) -> int:
        """The id that the pressed button carries."""
        return read_number(self.value)

    @property
    def is_below_word(self) -> bool:
        """True when the button stands in a message that we posted, which says by itself what became of it."""
        return self.place is not None

    @property
    def is_below_note(self) -> bool:
        """True when the button stands in a message that this person alone sees."""
        return (self.body.get("container") or {}).get("is_ephemeral") is True

    @property
    def typed(self) -> str:
        """What was typed so far into a field that asks for suggestions."""
        return clean(str(self.body.get("value") or ""))[:TYPED_LIMIT]

    @property
    def channel(self) -> ChannelId | None:
        channel = self.body.get("channel_id") or (self.body.get("channel") or {}).get("id")
        return ChannelId(str(channel)) if channel else None

    @property
    def place(self) -> MessagePlace | None:
        """Where the message with the button stands; None in a form, on Home, and of what one person alone sees."""
        message: object = self.body.get("message")
        ts = message.get("ts") if isinstance(message, dict) else None
        if self.is_below_note or self.channel is None or not isinstance(ts, str) or not A_TS.fullmatch(ts):
            return None
        return self.channel, MessageTs(ts)

    async def open(self, view: Payload) -> None:
        """A second delivery of the same gesture opens nothing: the form of the first one is there."""
        opened = from_home(view) if self.view.get("type") == "home" else dict(view)
        try:
            await self.client.views_open(trigger_id=self.body["trigger_id"], view=opened)
        except SlackApiError as error:
            # An answer that is no JSON comes as the bare HTTP response, which carries no word of Slack's.
            answer = error.response
            if not isinstance(answer, AsyncSlackResponse) or answer.get("error") not in TRIGGER_USED:
                raise

    async def try_open(self, view: Payload) -> bool:
        """False when Slack did not open it: the trigger has expired, or Slack is not answering."""
        try:
            await self.open(view)
        except (SlackApiError, ClientError, TimeoutError):
            return False
        return True

    async def show_home_again(self) -> None:
        """Draws App Home anew when the gesture was made there, or in a form that was opened there.

        What the gesture did is stored by now: a Home that stays as it was is no trouble worth telling.
        """
        if self.view.get("type") == "home" or is_from_home(self.view):
            standing = await home_standing(self.deps, self.person)
            with suppress(SlackApiError, ClientError, TimeoutError):
                await self.client.views_publish(user_id=self.person, view=home(standing))

    async def tell(self, message: Payload) -> None:
        """Says something to the person who made the gesture, where they are, and to nobody else."""
        if self.body.get("response_url") or self.body.get("response_urls"):
            await self.respond(**message, response_type="ephemeral", replace_original=False)
        elif self.view.get("type") == "modal":
            await self.client.views_update(view_id=self.view["id"], view=notice(dict(message)))
        elif not await self.try_open(notice(dict(message))):
            await self.client.chat_postMessage(channel=self.person, **message)

    async def refuse(self, no: Refused) -> None:
        """Tells a "no" where the gesture was made: in the form at its part, else privately."""
        self.context["outcome"] = Outcome.REFUSED
        if "command" in self.body:
            await self.ack(**refusal(no))
            return
        if self.body.get("type") in NOBODY_WAITS:
            await self.ack()
            return
        if self.body.get("type") != "view_submission":
            await self.tell(refusal(no))
            await self.ack()
            return
        drawn = self.view.get("blocks") or []
        blocks = [block["block_id"] for block in drawn if block["type"] == "input" and block.get("block_id")]
        if no.people and no.about not in blocks:
            # What stands at a part is plain text and names nobody; what was filled in waits below.
            await self.ack(response_action="push", view=notice(refusal(no)))
        elif blocks:
            part = no.about if no.about in blocks else blocks[0]
            await self.ack(response_action="errors", errors={part: no.because})
        else:
            await self.ack(response_action="update", view=notice(refusal(no)))

    async def refuse_parts(self, problems: Mapping[str, str]) -> None:
        """Tells what is wrong with several parts of a form at once."""
        self.context["outcome"] = Outcome.REFUSED
        await self.ack(response_action="errors", errors=dict(problems))


def permalink(deps: Deps, channel: ChannelId, ts: MessageTs, thread_ts: MessageTs | None) -> str:
    """Slack's address of a message, as chat.getPermalink gives it; made here, so that no call can fail."""
    link = f"{deps.workspace.url}archives/{channel}/p{ts.replace('.', '')}"
    return f"{link}?thread_ts={thread_ts}&cid={channel}" if thread_ts and thread_ts != ts else link
