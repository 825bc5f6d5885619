"""Fits the weights of likeness and writes them to `domain/concepts/weights.py`.

    python -m bench.fit_pairs

How telling a word or a concept is comes from how many reports say it, without looking at any label. The weights of the
signs come from a logistic regression on the corpus and the second writer's pairs, with easy pairs added: near copies,
which are the same, reports drawn at random, which are not, and fields crossed with troubles, where both have to fit. A
sign may only count the way that `likeness.SIGNS` says: in hard pairs wording misleads more than it does in life.
"""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from math import exp, log
from pathlib import Path
from typing import NamedTuple

from domain import likeness
from domain.concepts import weights
from domain.concepts.lexicon import KINDS, NAMES, read
from domain.concepts.words import stems

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared" / "corpus"
CORPUS = SHARED / "pairs.jsonl"
SECOND = HERE / "data" / "pairs_second_writer.jsonl"
TARGET = HERE.parent / "domain" / "concepts" / "weights.py"

_SAYS_NOTHING = """
    to in on at for from with by as and or but if when then than be do have can will would should could may might
    must get go let make there here what which who how why where all any each every more most much many other no up
    out off into over after before so too only one now use want like say because since until although though while
    NOT yet still even again about per same thing something someone anyone nobody just another nothing
"""
SAYS_NOTHING = frozenset(_SAYS_NOTHING.split())
RIDGE = 2.0
STEPS = 25
NEAR_COPIES, STRANGERS, CROSSED = 40, 60, 40

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


Weights = tuple[tuple[float, ...], float]


def read_pairs(file: Path) -> list[Pair]:
    rows = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    return [Pair(r["id"], r["a"], r["b"], r["same"], r.get("hard", False)) for r in rows]


def _reports() -> set[str]:
    pairs = read_pairs(CORPUS) + read_pairs(SECOND)
    lines = (SHARED / "reports.jsonl").read_text(encoding="utf-8").splitlines()
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


def signs_of(pair: Pair) -> tuple[float, ...]:
    a, b = (likeness.lay_out(likeness.gist(text)) for text in (pair.a, pair.b))
    return likeness.signs(a, b)


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(len(rows)):
        best = max(range(i, len(rows)), key=lambda r, i=i: abs(rows[r][i]))  # type: ignore[misc]
        rows[i], rows[best] = rows[best], rows[i]
        for r in range(len(rows)):
            if r != i:
                factor = rows[r][i] / rows[i][i]
                rows[r] = [x - factor * y for x, y in zip(rows[r], rows[i], strict=True)]
    return [row[-1] / row[i] for i, row in enumerate(rows)]


def _regress(figures: Sequence[Sequence[float]], same: Sequence[bool]) -> list[float]:
    """Newton's method with a ridge on everything but the constant, which comes last."""
    rows = [(*row, 1.0) for row in figures]
    size = len(rows[0])
    found = [0.0] * size
    for _ in range(STEPS):
        slope = [RIDGE * w for w in found[:-1]] + [0.0]
        curve = [[RIDGE * (i == j < size - 1) for j in range(size)] for i in range(size)]
        for row, is_same in zip(rows, same, strict=True):
            p = 1 / (1 + exp(-sum(w * x for w, x in zip(found, row, strict=True))))
            for i, x in enumerate(row):
                slope[i] += (p - is_same) * x
                for j, y in enumerate(row):
                    curve[i][j] += max(p * (1 - p), 1e-4) * x * y
        step = _solve(curve, slope)
        found = [w - s for w, s in zip(found, step, strict=True)]
        if max(map(abs, step)) < 1e-6:
            break
    return found


def fit(pairs: Iterable[Pair], *, figures: Callable[[Pair], Sequence[float]] = signs_of) -> Weights:
    """Weights and constant; a sign that would count the wrong way is left out, and the others are fitted again."""
    known = [(figures(p), p.same) for p in pairs]
    kept = list(range(len(likeness.SIGNS)))
    while True:
        found = _regress([[row[i] for i in kept] for row, _ in known], [same for _, same in known])
        astray = {i for i, w in zip(kept, found, strict=False) if w * likeness.SIGNS[i][1] < 0}
        if not astray:
            break
        kept = [i for i in kept if i not in astray]
    by_sign = dict(zip(kept, found, strict=False))
    return tuple(by_sign.get(i, 0.0) for i in range(len(likeness.SIGNS))), found[-1]


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


HEAD = '''"""How telling words and concepts are, and what each sign counts. Written by `bench/fit_pairs.py`."""


def _table(text: str) -> dict[str, float]:
    """Lines of a weight and the words that have it."""
    rows = (line.split() for line in text.split("\\n") if line)
    return {word: float(weight) for weight, *words in rows for word in words}


'''


def write(words: dict[str, float], concepts: dict[str, float], found: Weights) -> None:
    signs, bias = found
    figures = "".join(f"    {weight:.3f},  # {name}\n" for weight, (name, _) in zip(signs, likeness.SIGNS, strict=True))
    body = f"{_grouped('WORD_WEIGHTS', words)}\n{_grouped('CONCEPT_WEIGHTS', concepts)}\n"
    TARGET.write_text(f"{HEAD}{body}SIGN_WEIGHTS = (\n{figures})\nBIAS = {bias:.3f}\n", encoding="utf-8")


def use(words: dict[str, float], concepts: dict[str, float]) -> None:
    """Puts new tables in force for this process, so that the signs are fitted on what will be written."""
    weights.WORD_WEIGHTS.clear()
    weights.WORD_WEIGHTS.update(words)
    likeness._WEIGHT_OF = tuple(concepts.get(name, 1.0) for name in NAMES)


def main() -> None:
    words, concepts = word_weights(), concept_weights()
    use(words, concepts)
    pairs = read_pairs(CORPUS) + read_pairs(SECOND)
    found = fit(pairs + easy_pairs(pairs))
    write(words, concepts, found)
    print(f"{len(pairs)} pairs, {len(words)} words, {len(concepts)} concepts: {TARGET}")


if __name__ == "__main__":
    main()
