"""What a person sees in the sandbox: messages and views, and how their elements are found by what they say."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

LINK = re.compile(r"<(https?://[^|>]+)(?:\|([^>]*))?>")
MENTION = re.compile(r"<([@#!][^|>]+)\|([^>]*)>")


def shown(raw: str) -> str:
    """As a reader sees it: links by their label, entities as characters."""
    labelled = LINK.sub(lambda link: link.group(2) or link.group(1), raw)
    return html.unescape(MENTION.sub(lambda mention: "@" + mention.group(2), labelled))


def texts(value: Any) -> Iterator[str]:
    """Every text inside blocks, in reading order, except on what can be clicked."""
    if isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, dict):
        if value.get("type") in CLICKABLE:
            return
        if isinstance(value.get("text"), str):
            yield value["text"]
        if isinstance(value.get("alt_text"), str):
            yield value["alt_text"]
        for inside in value.values():
            yield from texts(inside) if isinstance(inside, dict | list) else ()


CLICKABLE = {
    "button",
    "overflow",
    "static_select",
    "external_select",
    "users_select",
    "multi_static_select",
    "multi_external_select",
    "multi_users_select",
    "conversations_select",
    "channels_select",
    "datepicker",
    "radio_buttons",
    "checkboxes",
}


@dataclass(frozen=True)
class Clickable:
    """A button, or one option of a menu: its label, where it is, and what choosing it sends."""

    label: str
    block_id: str
    action_id: str
    element: Json


def clickables(blocks: list[Json]) -> Iterator[Clickable]:
    for block in blocks:
        inside = [block.get("accessory"), block.get("element"), *(block.get("elements") or ())]
        for element in inside:
            if not isinstance(element, dict) or "action_id" not in element:
                continue
            place = (block["block_id"], element["action_id"])
            if element["type"] == "button":
                yield Clickable(shown(element["text"]["text"]), *place, {})
            for option in offered(element):
                several = element["type"] in ("checkboxes", "multi_static_select")
                choice = {"selected_options": [option]} if several else {"selected_option": option}
                yield Clickable(shown(option["text"]["text"]), *place, choice)


def offered(element: Json) -> list[Json]:
    """The fixed options of a menu; empty for everything else."""
    groups = [group["options"] for group in element.get("option_groups") or []]
    return [option for options in (element.get("options") or [], *groups) for option in options]


def label_in(blocks: list[Json], label: str) -> Clickable:
    """Raises AssertionError naming what there is."""
    everything = list(clickables(blocks))
    found = [one for one in everything if one.label == label]
    assert found, f"nothing says {label!r}; there is {[one.label for one in everything]}"
    return found[0]


@dataclass(frozen=True)
class Message:
    json: Json
    seen_by: str

    @property
    def ts(self) -> str:
        return str(self.json["ts"])

    @property
    def channel(self) -> str:
        return str(self.json["channel"])

    @property
    def thread_ts(self) -> str | None:
        thread_ts: str | None = self.json["thread_ts"]
        return thread_ts

    @property
    def is_reply(self) -> bool:
        return self.thread_ts not in (None, self.ts)

    @property
    def user(self) -> str:
        return str(self.json["user"])

    @property
    def ephemeral(self) -> bool:
        return bool(self.json["ephemeral"])

    @property
    def blocks(self) -> list[Json]:
        return list(self.json["blocks"])

    @property
    def raw_text(self) -> str:
        """As the app sent it: the top-level text (what notifications and screen readers say), then every block's."""
        return "\n".join([self.json["text"], *texts(self.blocks)])

    @property
    def text(self) -> str:
        """As a person reads it: the blocks, or the text where there are none."""
        return shown("\n".join(texts(self.blocks)) if self.blocks else self.json["text"])

    @property
    def buttons(self) -> list[str]:
        return [one.label for one in clickables(self.blocks)]

    @property
    def metadata(self) -> Json | None:
        metadata: Json | None = self.json["metadata"]
        return metadata


@dataclass(frozen=True)
class View:
    """A form or a Home tab."""

    json: Json
    seen_by: str
    depth: int = 1

    @property
    def id(self) -> str:
        return str(self.json["id"])

    @property
    def blocks(self) -> list[Json]:
        return list(self.json["blocks"])

    @property
    def title(self) -> str:
        return shown((self.json.get("title") or {}).get("text", ""))

    @property
    def submit_label(self) -> str:
        return shown((self.json.get("submit") or {}).get("text", ""))

    @property
    def raw_text(self) -> str:
        return "\n".join(texts(self.blocks))

    @property
    def text(self) -> str:
        return shown(self.raw_text)

    @property
    def buttons(self) -> list[str]:
        return [one.label for one in clickables(self.blocks)]

    @property
    def labels(self) -> list[str]:
        return [shown(block["label"]["text"]) for block in self.inputs]

    @property
    def inputs(self) -> list[Json]:
        return [block for block in self.blocks if block["type"] == "input"]

    def input(self, label: str) -> Json:
        """The input block with this visible label. Raises AssertionError naming those there are."""
        found = [block for block in self.inputs if shown(block["label"]["text"]) == label]
        assert found, f"no input is labelled {label!r}; there is {self.labels}"
        return found[0]

    def options(self, label: str) -> list[str]:
        """What can be chosen there."""
        return [shown(option["text"]["text"]) for option in offered(self.input(label)["element"])]

    def filled(self, label: str) -> Any:
        """What stands in an input by now: text, the labels of options, ids, a date; None when it is empty."""
        block = self.input(label)
        state = self.json["state"]["values"][block["block_id"]][block["element"]["action_id"]]
        return next((plainly(value) for key, value in state.items() if key != "type"), None)


def plainly(value: Any) -> Any:
    if isinstance(value, list):
        return [plainly(one) for one in value]
    return shown(value["text"]["text"]) if isinstance(value, dict) and "text" in value else value
