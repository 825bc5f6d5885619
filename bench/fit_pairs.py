"""Fits what likeness weighs with: `domain/concepts/weights.py` and `domain/concepts/trees.txt`.

    python -m bench.fit_pairs

How telling a word or a concept is comes from how many reports say it, without looking at any label. The trees are grown
on the pairs of all writers, with easy pairs added: near copies, which are the same, reports drawn at random, which are
not, and fields crossed with troubles, where both have to fit. The lexicon was written in view of most of these pairs
and knows them better than it will know the next writer's: so each is shown once more with some of its concepts gone,
and the pairs that it was not written in view of count for more.
"""

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from math import log
from pathlib import Path
from typing import NamedTuple

from bench.grow_trees import Example, Forest, grow
from domain import gist as gists
from domain.concepts import trees, weights
from domain.concepts.lexicon import KINDS, NAMES, read
from domain.concepts.words import stems
from domain.gist import Gist, gist
from domain.likeness_signs import SIGNS, lay_out, signs

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared" / "corpus"
WRITERS = {
    "corpus": SHARED / "pairs.jsonl",
    "second writer": HERE / "data" / "pairs_second_writer.jsonl",
    "held out at first": HERE / "data" / "pairs_heldout.jsonl",
    "third writer": HERE / "data" / "pairs_third_writer.jsonl",
    "fourth writer": HERE / "data" / "pairs_fourth_writer.jsonl",
}
REPORTS = (
    SHARED / "reports.jsonl",
    HERE / "data" / "reports_heldout.jsonl",
    HERE / "data" / "reports_second_writer.jsonl",
)
TARGET = HERE.parent / "domain" / "concepts" / "weights.py"

_SAYS_NOTHING = """
    to in on at for from with by as and or but if when then than be do have can will would should could may might
    must get go let make there here what which who how why where all any each every more most much many other no up
    out off into over after before so too only one now use want like say because since until although though while
    NOT yet still even again about per same thing something someone anyone nobody just another nothing
"""
SAYS_NOTHING = frozenset(_SAYS_NOTHING.split())
NEAR_COPIES, STRANGERS, CROSSED = 60, 300, 40
FIRST_UNKNOWN = "t-107"
UNKNOWN_COUNT = 3.0
"""From this pair of the third writer on, and in all of the fourth's, the lexicon was written without a look at them."""
GONE = 0.3
"""Share of concepts that a pair loses when it is shown again."""

FIELDS = (
    ("champion", "internal sponsor"),
    ("budget", "the budget field"),
    ("close date", "expected close"),
    ("next step", "what happens next"),
    ("lead source", "where the lead came from"),
    ("loss reason", "why we lost"),
    ("handoff note", "handover note"),
    ("forecast category", "commit or best case"),
    ("renewal date", "end of the contract"),
    ("discount", "rebate"),
    ("competitor", "the rival we are up against"),
    ("health score", "customer health"),
)
TROUBLES = (
    ("is required too early", "must be filled before we know it"),
    ("is read only", "can't be changed by me"),
    ("gets overwritten", "jumps back every night"),
    ("takes ages to load", "is slow, the spinner never ends"),
    ("isn't visible on mobile", "can't be seen on the phone"),
    ("has no explanation", "nobody knows what to enter"),
    ("is never used", "nobody reads it"),
    ("has to be typed twice", "must be copied by hand from another tool"),
    ("isn't synced", "never arrives in the other system"),
    ("is cut at 255 characters", "loses the end of the text, too short"),
    ("has overlapping values", "everyone understands the choices differently"),
    ("is missing in the report", "the dashboard leaves it out"),
)
"""Two wordings each."""

CONTEXTS = ("", "", "", "at stage 2", "on the opportunity page", "in our review", "for renewals", "since the update")


class Pair(NamedTuple):
    id: str
    a: str
    b: str
    same: bool
    hard: bool

    @property
    def fold(self) -> int:
        return int(self.id.rpartition("-")[2]) % 5


def read_pairs(file: Path) -> list[Pair]:
    rows = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    return [Pair(r["id"], r["a"], r["b"], r["same"], r.get("hard", False)) for r in rows]


def _reports() -> set[str]:
    pairs = [pair for file in WRITERS.values() for pair in read_pairs(file)]
    lines = [line for file in REPORTS for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {text for p in pairs for text in (p.a, p.b)} | {json.loads(line)["text"] for line in lines}


def _messages() -> set[str]:
    lines = (SHARED / "threads.jsonl").read_text(encoding="utf-8").splitlines()
    return {message["text"] for line in lines for message in json.loads(line)["messages"]}


def word_weights() -> dict[str, float]:
    texts = _reports() | _messages()
    seen = Counter(word for text in texts for word in set(stems(text)))
    total = log(len(texts) + 1)
    found = {w: min(1.0, max(0.1, (total - log(n + 0.5)) / total / 0.8)) for w, n in seen.items() if n >= 4}
    return {w: round(v, 1) for w, v in found.items() if v < 0.95} | dict.fromkeys(SAYS_NOTHING, 0.0)


def concept_weights() -> dict[str, float]:
    texts = _reports()
    named = [read(stems(text)) for text in texts]
    seen = Counter(concept for one in named for concept in one | {kind for c in one for kind in KINDS[c]})
    rare = log((len(texts) + 1) / 4)
    found = {NAMES[c]: max(0.12, log((len(texts) + 1) / (n + 1)) / rare) for c, n in seen.items()}
    return {name: round(v, 2) for name, v in found.items() if v < 1}


def near_copy(text: str, dice: random.Random) -> str:
    words = text.split()
    for _ in range(dice.randint(1, 2)):
        if len(words) > 4:
            del words[dice.randrange(len(words))]
    return " ".join([*words, *dice.choice(["", "please", "again", "any chance?", "in Salesforce"]).split()])


def crossed_pairs(dice: random.Random) -> list[Pair]:
    """One field and one trouble in two wordings each, which are the same; and with either of them exchanged, not."""
    made: list[Pair] = []
    for _ in range(CROSSED):
        (field, alias), (other_field, _) = dice.sample(FIELDS, 2)
        (trouble, in_short), (other_trouble, _) = dice.sample(TROUBLES, 2)
        where = dice.choice(CONTEXTS)
        told = f"{field} {trouble} {where}"
        others = f"{other_field} {dice.choice((trouble, in_short))}", f"{dice.choice((field, alias))} {other_trouble}"
        made.append(Pair("e-0", told, f"{alias} {in_short}", True, False))
        made.extend(Pair("e-0", told, f"{other} {where}", False, False) for other in others)
    return made


def easy_pairs(pairs: Sequence[Pair], *, seed: int = 3) -> list[Pair]:
    """Near copies and strangers out of these pairs' texts, for fitting only."""
    dice = random.Random(seed)
    texts = sorted({text for p in pairs for text in (p.a, p.b)})
    copies = [Pair("e-0", t, near_copy(t, dice), True, False) for t in dice.sample(texts, NEAR_COPIES)]
    strangers = [Pair("e-0", dice.choice(texts), dice.choice(texts), False, False) for _ in range(STRANGERS)]
    return copies + strangers + crossed_pairs(dice)


@cache
def signs_of(pair: Pair) -> tuple[float, ...]:
    return signs(lay_out(gist(pair.a)), lay_out(gist(pair.b)))


def _thinned(one: Gist, dice: random.Random) -> Gist:
    return replace(one, concepts=tuple(c for c in one.concepts if dice.random() > GONE))


@cache
def signs_of_thinned(pair: Pair) -> tuple[float, ...]:
    """With the concepts that a lexicon written by somebody else might have missed gone; the same ones at each call."""
    dice = random.Random(f"{pair.a}|{pair.b}")
    return signs(lay_out(_thinned(gist(pair.a), dice)), lay_out(_thinned(gist(pair.b), dice)))


def _examples(pairs: Sequence[Pair]) -> Iterator[Example]:
    for pair in pairs:
        known = pair.id < FIRST_UNKNOWN and not pair.id.startswith("b-")
        yield Example(signs_of(pair), pair.same, 0.5 if known else UNKNOWN_COUNT)
        if known:
            yield Example(signs_of_thinned(pair), pair.same, 0.5)
    for pair in easy_pairs(pairs):
        yield Example(signs_of(pair), pair.same, 0.5)


def fit(pairs: Sequence[Pair]) -> Forest:
    return grow(list(_examples(pairs)), [way for _, way in SIGNS])


def _grouped(name: str, found: dict[str, float]) -> str:
    """A table as text: one line a weight, wrapped."""
    groups: dict[float, list[str]] = {}
    for word, weight in sorted(found.items()):
        groups.setdefault(weight, []).append(word)
    lines: list[str] = []
    for weight in sorted(groups):
        line = f"{weight}"
        for word in groups[weight]:
            if len(line) + len(word) > 115:
                lines.append(line)
                line = f"{weight}"
            line += f" {word}"
        lines.append(line)
    return f'{name} = _table("""\n' + "\n".join(lines) + '\n""")\n'


HEAD = '''"""How telling words and concepts are. Written by `bench/fit_pairs.py`."""


def _table(text: str) -> dict[str, float]:
    """Lines of a weight and the words that have it."""
    rows = (line.split() for line in text.split("\\n") if line)
    return {word: float(weight) for weight, *words in rows for word in words}


'''


def write_weights(words: dict[str, float], concepts: dict[str, float]) -> None:
    TARGET.write_text(
        f"{HEAD}{_grouped('WORD_WEIGHTS', words)}\n{_grouped('CONCEPT_WEIGHTS', concepts)}", encoding="utf-8"
    )


def write_trees(found: Forest) -> None:
    lines = [f"{found.first}"]
    for asked, bounds, answers in found.trees:
        questions = [f"{sign} {bound:g}" for sign, bound in zip(asked, bounds, strict=True)]
        lines.append(" ".join([*questions, *(f"{value:g}" for value in answers)]))
    trees.FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def use(words: dict[str, float], concepts: dict[str, float]) -> None:
    """Puts new tables in force for this process, so that the trees are grown on what will be written."""
    weights.WORD_WEIGHTS.clear()
    weights.WORD_WEIGHTS.update(words)
    gists._WEIGHT_OF = tuple(concepts.get(name, 1.0) for name in NAMES)


def main() -> None:
    words, concepts = word_weights(), concept_weights()
    use(words, concepts)
    write_weights(words, concepts)
    pairs = [pair for file in WRITERS.values() for pair in read_pairs(file)]
    found = fit(pairs)
    write_trees(found)
    print(f"{len(pairs)} pairs, {len(words)} words, {len(concepts)} concepts, {len(found.trees)} trees")


if __name__ == "__main__":
    main()
