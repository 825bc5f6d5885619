"""Reads what a caller of `/_control` asked for, and says in a sentence what is wrong with it."""

from typing import Any

from sandbox.gestures import no
from sandbox.modals import OpenView
from sandbox.state import Channel, Json, Message
from sandbox.workspace import Workspace


class Asked:
    def __init__(self, workspace: Workspace, fields: Json) -> None:
        self.workspace = workspace
        self.fields = fields

    def get(self, name: str, default: Any = None) -> Any:
        value = self.fields.get(name)
        return default if value is None else value

    def need(self, name: str) -> str:
        value = self.fields.get(name)
        if not isinstance(value, str) or not value:
            no(f"{name} is missing.")
        return value

    @property
    def user(self) -> str:
        """Who acts: a person of this workspace whose account is active."""
        person = self.workspace.company.people.get(self.need("user"))
        if person is None or person.is_bot:
            no(f"There is nobody called {self.get('user')} here.")
        if person.deleted:
            no(f"The account of {person.real_name} is deactivated.")
        return person.id

    @property
    def anywhere(self) -> Channel:
        channel = self.workspace.company.channels.get(self.need("channel"))
        if channel is None:
            no(f"There is no channel {self.get('channel')}.")
        return channel

    @property
    def channel(self) -> Channel:
        """A channel that the person who acts is in."""
        channel = self.anywhere
        if self.user not in channel.members:
            no("You are not in this conversation.")
        return channel

    def message(self) -> tuple[Channel, Message]:
        channel = self.channel
        message = channel.find(self.need("ts"), seen_by=self.user)
        if message is None:
            no("This message is not there any more.")
        return channel, message

    def view(self) -> OpenView:
        view = self.workspace.views.find(self.need("view_id"))
        if view is None or view.user != self.user:
            no("This view is not open any more.")
        return view

    def ids(self) -> tuple[str, str]:
        return self.need("block_id"), self.need("action_id")
