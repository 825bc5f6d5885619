"""Decides whether a friction report can be acted on: does it say where it happens, and what blocks?

Each is a sum of points over what the report holds (`domain.words.reading`). Every kind of word counts once, and talk
counts against, so a long complaint earns nothing by its length. The points are log-odds, fitted on reports of several
writers and rounded; `bench/judge_reports.py` measures them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from domain.guessing import READ_AT_MOST, guess_field, guess_workflow, plain
from domain.words.causes import ENOUGH, POINTS, Cause
from domain.words.matching import Group, Hit, Kind, Lexicon
from domain.words.places import NAMED_FIELD
from domain.words.reading import Reading, lexicon_of, read, words_told

__all__ = [
    "DEFAULT",
    "Cause",
    "Judgement",
    "Missing",
    "Vocabulary",
    "guess_field",
    "guess_workflow",
    "judge",
    "question_for",
]


ENOUGH_WHERE = 3.3
ENOUGH_WHAT = 1.7
FEW_WORDS = 3
WORKFLOW_FOR_SURE = 2.5
"""Points from which the words name a workflow although they name no place in it."""


class Missing(StrEnum):
    WHERE = "where"
    WHAT = "what"


@dataclass(frozen=True)
class Vocabulary:
    """Names of the company's own fields and workflows: whoever says one has said where."""

    names: tuple[str, ...] = ()


DEFAULT = Vocabulary()


@dataclass(frozen=True)
class Judgement:
    actionable: bool
    missing: tuple[Missing, ...]
    workflow: str
    """A key of the corpus; "other" for a screen that belongs to none, "unknown" when the text does not tell."""
    cause: Cause
    because: tuple[str, ...]
    """The reporter's own words that told, those for the place first."""


QUESTIONS: Mapping[tuple[Missing, ...], str] = {
    (): "Anything to add?",
    (Missing.WHERE,): "Where does it happen: which field, page or report?",
    (Missing.WHAT,): "What goes wrong there: what did you try, and what happened instead?",
    (Missing.WHERE, Missing.WHAT): "Where does it happen (which field, page or report), and what goes wrong there?",
}


def question_for(missing: Sequence[Missing]) -> str:
    """One sentence asking for just what is missing, in whatever order it is named."""
    return QUESTIONS[tuple(part for part in Missing if part in missing)]


def judge(text: str, *, known: Vocabulary = DEFAULT) -> Judgement:
    """Never raises, whatever the text; an empty one lacks both."""
    reading = read(text[:READ_AT_MOST], own=_own(known) if known.names else None)
    has_where = where_points(reading) >= ENOUGH_WHERE
    has_what = what_points(reading) >= ENOUGH_WHAT
    return Judgement(
        actionable=has_where and has_what,
        missing=tuple(
            part for part, is_there in ((Missing.WHERE, has_where), (Missing.WHAT, has_what)) if not is_there
        ),
        workflow=_workflow(reading.hits, is_place=has_where),
        cause=_cause(reading.hits) if has_what else Cause.OTHER,
        because=_because(reading),
    )


def where_points(reading: Reading) -> float:
    exact, workflow = bool(reading.groups[Kind.EXACT]), bool(reading.groups[Kind.WORKFLOW])
    records = len(reading.groups[Kind.RECORD])
    talk = 0 if exact or workflow else min(reading.talk, 8)  # a place named by its name stays named
    return (
        3.6 * exact
        + 3.8 * workflow
        + 2.9 * bool(records)
        + 1.0 * (records > 1)
        + 1.4 * bool(reading.groups[Kind.COMMON])
        + 1.0 * min(reading.things, 4)
        + 0.5 * min(reading.others, 4)
        - 0.3 * talk
        - 0.3 * bool(reading.groups[Kind.NOWHERE])
    )


def what_points(reading: Reading) -> float:
    strong, verdict, wish = (bool(reading.groups[k]) for k in (Kind.STRONG, Kind.VERDICT, Kind.WISH))
    return (
        2.4 * strong
        + 1.0 * (len(reading.groups[Kind.STRONG]) > 1)
        + 0.7 * min(len(reading.groups[Kind.WEAK]), 3)
        + 1.2 * min(reading.things_besides, 3)
        + 0.4 * min(reading.others, 4)
        - 0.25 * min(reading.talk, 8)
        - 2.3 * verdict
        - 2.9 * wish
        - 0.5 * (verdict and wish)
        - 0.8 * (len(reading.tokens.labels) <= FEW_WORDS)
    )


@lru_cache(maxsize=64)
def _own(known: Vocabulary) -> Lexicon:
    names = "\n".join(map(plain, known.names))
    return lexicon_of([Group(NAMED_FIELD.name, Kind.EXACT, "The company's own name for it.", names)])


def _workflow(hits: Iterable[Hit], *, is_place: bool) -> str:
    points: defaultdict[str, float] = defaultdict(float)
    for name, more in {(hit.group.name, hit.group.points) for hit in hits if hit.group.kind is Kind.WORKFLOW_TALK}:
        points[name] += more
    if not points:
        return "other" if is_place else "unknown"
    best = max(points, key=lambda name: (points[name], name))
    return best if is_place or points[best] >= WORKFLOW_FOR_SURE else "unknown"


def _cause(hits: Iterable[Hit]) -> Cause:
    points = dict.fromkeys(Cause, 0.0)
    for name in {hit.group.name for hit in hits}:
        for cause, more in POINTS.get(name, {}).items():
            points[cause] += more
    best = max(points, key=points.__getitem__)
    return best if points[best] >= ENOUGH else Cause.OTHER


TELL_WHERE = frozenset({Kind.EXACT, Kind.WORKFLOW, Kind.RECORD, Kind.COMMON, Kind.NAMELESS})
TELL_WHAT = frozenset({Kind.STRONG, Kind.WEAK})


def _because(reading: Reading) -> tuple[str, ...]:
    told = (*words_told(reading, TELL_WHERE), *reading.labels, *words_told(reading, TELL_WHAT))
    return tuple(dict.fromkeys(told))
