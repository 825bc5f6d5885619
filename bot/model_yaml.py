"""Reads the operating model's YAML into plain values, and remembers on which line each of them stands."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

Place = tuple[str | int, ...]
"""Keys and, in lists, numbers from 0, from the top of the file down to one value."""

LARGEST_FILE = 1_000_000
MOST_VALUES = 50_000
"""A few anchors can stand for billions of values; no company has this many."""
DEEPEST = 30
NUMBER_TAGS = {"tag:yaml.org,2002:int", "tag:yaml.org,2002:float"}
PLAIN_TAGS = {
    f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")
}


@dataclass(frozen=True)
class Fault:
    """Something that keeps the YAML from being read. Lines count from 1; None when it is about the whole file."""

    line: int | None
    what: str
    at: Place = ()


class Unreadable(Exception):  # noqa: N818 - it says what the file is
    def __init__(self, line: int | None, what: str) -> None:
        super().__init__(what)
        self.fault = Fault(line, what)


@dataclass
class Plain:
    """The values as mappings, lists and scalars; the line of each place; and what was wrong besides."""

    value: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def line_of(self, place: Place) -> int:
        """The line of `place`, or of the nearest thing around it that is there."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_plain(path: Path) -> Plain:
    """Raises Unreadable, with the one fault after which nothing can be said about the rest."""
    return _Reader().read(_compose(_text_of(path)))


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        what = "there is no such file. Copy operating-model.example.yml, or name another file with ADOPTION_MODEL"
        raise Unreadable(None, what) from None
    except IsADirectoryError:
        raise Unreadable(None, "this is a directory; name the file in it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a file name"
        raise Unreadable(None, f"the file cannot be read: {reason}") from None
    if len(content) > LARGEST_FILE:
        raise Unreadable(None, "larger than 1 MB; this cannot be an operating model")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(line, "not UTF-8; save the file in that encoding") from None


def _compose(text: str) -> Node:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ReusedAnchorWarning)
            node: Node | None = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        raise Unreadable(*_explain(error)) from None
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise Unreadable(line, "a control character that YAML does not allow; delete it") from None
    except (YAMLError, ValueError):
        raise Unreadable(None, "this is not YAML") from None
    except RecursionError:
        raise Unreadable(None, _TOO_LARGE) from None
    if node is None:
        raise Unreadable(None, "the file is empty. Copy operating-model.example.yml and change it")
    return node


_TOO_LARGE = "too many values, or values nested too deeply; anchors (&) and aliases (*) can do that"


class _Reader:
    """Walks the nodes once. A fault is noted and stepped over, so that the rest can still be checked."""

    def __init__(self) -> None:
        self.plain = Plain()
        self.constructor = YAML(typ="safe", pure=True).constructor
        self.values = 0

    def read(self, root: Node) -> Plain:
        if not isinstance(root, MappingNode):
            what = "a list" if isinstance(root, SequenceNode) else "a single value"
            raise Unreadable(_line(root), f"{what}, where keys like version, company and workflows are expected")
        self.plain.value = self._value(root, ())
        return self.plain

    def _value(self, node: Node, at: Place) -> Any:
        self.values += 1
        if self.values > MOST_VALUES or len(at) > DEEPEST:
            raise Unreadable(_line(node), _TOO_LARGE)
        if str(node.tag) not in PLAIN_TAGS:
            self._note(node, at, f"the tag {node.tag} means nothing here; leave it out, or put the text in quotes")
            return getattr(node, "value", None) if isinstance(node, ScalarNode) else None
        if isinstance(node, MappingNode):
            return dict(self._entries(node, at))
        if isinstance(node, SequenceNode):
            return [self._item(item, (*at, number)) for number, item in enumerate(node.value)]
        return self._scalar(node, at)

    def _item(self, node: Node, at: Place) -> Any:
        self.plain.lines[at] = _line(node)
        return self._value(node, at)

    def _entries(self, node: MappingNode, at: Place) -> Iterator[tuple[str, Any]]:
        seen: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self._note(key, at, "a key must be a single word")
            elif str(key.tag) == "tag:yaml.org,2002:merge":
                self._note(key, at, "<< is not supported; write the keys out")
            elif (word := self._whole(key, at)) in seen:
                self._note(key, (*at, word), f"given twice; the first one is on line {seen[word]}")
            else:
                seen[word] = self.plain.lines[(*at, word)] = _line(key)
                yield word, self._value(value, (*at, word))

    def _scalar(self, node: Node, at: Place) -> Any:
        tag = str(node.tag)
        if tag == "tag:yaml.org,2002:null":
            return None
        if tag == "tag:yaml.org,2002:bool":
            return self.constructor.construct_yaml_bool(node)
        if tag in NUMBER_TAGS:
            try:
                return self.constructor.construct_object(node)
            except (ValueError, OverflowError):  # more digits than Python turns into a number
                return node.value
        return self._whole(node, at)

    def _whole(self, node: Node, at: Place) -> str:
        """The text of `node`: what \\u escapes name in two halves, as JSON does, is one character."""
        written = str(node.value)
        try:
            return written.encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError:
            self._note(node, at, "half a character; write the character itself in place of the \\u escape")
            return written.encode("utf-8", "replace").decode()

    def _note(self, node: Node, at: Place, what: str) -> None:
        self.plain.faults.append(Fault(_line(node), what, at))


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


def _explain(error: MarkedYAMLError) -> tuple[int, str]:
    """The line, and what to do about it, in words of people who do not know YAML's grammar."""
    problem, context = error.problem or "", error.context or ""
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    opened = error.context_mark.line + 1 if error.context_mark else line
    if "\\t" in problem:
        return line, "a tab; indent with spaces"
    if "cannot start any token" in problem:
        sign = problem.split("'")[1] if "'" in problem else "this sign"
        return line, f'a text that begins with {sign} must stand in quotes, like "{sign}…"'
    if "quoted scalar" in context:
        return opened, "a quote is opened here and never closed"
    if "flow" in context:
        return line, f"the [ or {{ opened on line {opened} is not closed, or a comma is missing"
    if "another document" in problem:
        return line, "a second document begins here (---); one file holds one model"
    if "undefined alias" in problem:
        return line, "a text that begins with * must stand in quotes"
    if "mapping values" in problem:
        return (
            line,
            'a ":" that does not fit: check the indentation and the line before, and quote a text that has ": "',
        )
    if "expected <block end>" in problem:
        return line, "does not fit the lines before it: check the indentation, and the quotes around a whole text"
    return line, "YAML cannot read this: check the indentation, the quotes and the brackets"
