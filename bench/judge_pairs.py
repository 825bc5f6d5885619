"""How well duplicate reports are recognised: each writer by what was grown on the others, speed and memory.

    python -m bench.judge_pairs [FILE …]

A writer's pairs are judged by trees that were grown on the pairs of all other writers, the corpus's also in five folds.
The lexicon, though, was written in view of the corpus, the second writer's pairs, those held out at first, and the
third writer's up to t-106, so their figures flatter it; it was finished before anybody looked at the third writer's
other pairs. Files named on the command line are judged, as sets of their own, by the trees in force.

Strangers are reports drawn at random, a text from one pair and a text from another: how many of a thousand are taken
for the same. Some are: the writers come back to the same frictions.
"""

import argparse
import random
import timeit
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path

from rapidfuzz import fuzz

from bench.fit_pairs import WRITERS, Pair, fit, read_pairs, signs_of
from bench.grow_trees import Forest
from domain.concepts.words import stems
from domain.likeness import SAME_AT, gist, likeness, weigh
from domain.likeness_index import LikenessIndex
from domain.likeness_signs import SIGNS, lay_out

FOLDS = 5
Scores = Sequence[float]

SEEN_OF_THIRD = 106


def average_precision(scores: Scores, same: Sequence[bool]) -> float:
    hits, total = 0, 0.0
    for rank, (_, is_same) in enumerate(sorted(zip(scores, same, strict=True), key=lambda row: -row[0]), start=1):
        if is_same:
            hits += 1
            total += hits / rank
    return total / hits if hits else 0.0


def at_threshold(scores: Scores, same: Sequence[bool], *, threshold: float = SAME_AT) -> tuple[float, float]:
    """Precision and recall."""
    said = [is_same for score, is_same in zip(scores, same, strict=True) if score >= threshold]
    return sum(said) / len(said) if said else 1.0, sum(said) / sum(same) if any(same) else 0.0


def jaccard(pair: Pair) -> float:
    a, b = set(stems(pair.a)), set(stems(pair.b))
    return len(a & b) / len(a | b) if a | b else 0.0


def token_set(pair: Pair) -> float:
    return fuzz.token_set_ratio(pair.a.lower(), pair.b.lower()) / 100


def in_force(pair: Pair) -> float:
    return likeness(gist(pair.a), gist(pair.b))


def by(forest: Forest) -> Callable[[Pair], float]:
    return lambda pair: forest.verdict(signs_of(pair))


def folded(pairs: Sequence[Pair], others: Sequence[Pair]) -> dict[Pair, float]:
    """Each pair judged by what was grown without its fold."""
    scores: dict[Pair, float] = {}
    for fold in range(FOLDS):
        judge = by(fit([p for p in pairs if p.fold != fold] + list(others)))
        scores |= {p: judge(p) for p in pairs if p.fold == fold}
    return scores


def strangers(pairs: Sequence[Pair], *, number: int = 1000, seed: int = 11) -> list[Pair]:
    dice = random.Random(seed)
    drawn = (dice.sample(pairs, 2) for _ in range(number))
    return [Pair("e-0", one.a, other.b, False, False) for one, other in drawn]


def line(name: str, pairs: Sequence[Pair], judge: Callable[[Pair], float]) -> None:
    same = [p.same for p in pairs]
    scores = [judge(p) for p in pairs]
    precision, recall = at_threshold(scores, same)
    others = [average_precision([f(p) for p in pairs], same) for f in (jaccard, token_set)]
    print(
        f"{name:<24}{len(pairs):>6}{sum(same):>6}{average_precision(scores, same):>8.3f}"
        f"{precision:>8.2f}{recall:>8.2f}{others[0]:>10.3f}{others[1]:>11.3f}"
    )


def quality(files: Sequence[Path]) -> None:
    sets = {name: read_pairs(file) for name, file in WRITERS.items()}
    print(f"threshold {SAME_AT}, {len(SIGNS)} signs; AP is average precision, P and R precision and recall there\n")
    print(f"{'':<24}{'pairs':>6}{'same':>6}{'AP':>8}{'P':>8}{'R':>8}{'jaccard':>10}{'token set':>11}")
    unseen: dict[Pair, float] = {}
    taken: dict[str, int] = {}
    for name, pairs in sets.items():
        judge = by(fit([p for other, known in sets.items() if other != name for p in known]))
        unseen |= {p: judge(p) for p in pairs}
        taken[name] = sum(judge(p) >= SAME_AT for p in strangers(pairs))
        line(name, pairs, unseen.__getitem__)
    line("third, not looked at", sets["third writer"][SEEN_OF_THIRD:], unseen.__getitem__)
    line("all, hard", [p for pairs in sets.values() for p in pairs if p.hard], unseen.__getitem__)
    line("all", [p for pairs in sets.values() for p in pairs], unseen.__getitem__)
    others = [p for name, pairs in sets.items() if name != "corpus" for p in pairs]
    line("corpus, five folds", sets["corpus"], folded(sets["corpus"], others).__getitem__)
    for file in files:
        line(file.stem, read_pairs(file), in_force)
    print("\nof 1,000 strangers taken for the same: " + ", ".join(f"{name} {n}" for name, n in taken.items()))


def best(doing: Callable[[], object], *, number: int = 1) -> float:
    """Seconds, of the quietest of five turns: others work on this machine too."""
    return min(timeit.repeat(doing, number=number, repeat=5)) / number


def speed(reports: int = 10_000) -> None:
    dice = random.Random(7)
    texts = sorted({text for file in WRITERS.values() for p in read_pairs(file) for text in (p.a, p.b)})
    made = [f"{dice.choice(texts)}, {dice.choice(texts)} {dice.randrange(10**6)}"[:150] for _ in range(reports)]
    a, b = lay_out(gist(made[0])), lay_out(gist(made[1]))
    text = (made[2] + made[3])[:200]
    tracemalloc.start()
    index = LikenessIndex()
    for key, one in enumerate(made):
        index.put(key, one)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    each = sorted(best(lambda q=q: index.nearest(q)) for q in made[:200])  # type: ignore[misc]
    long_text = (text * 200)[:40_000]
    print("\nbest of five")
    print(f"gist of {len(text)} characters    {best(lambda: gist(text), number=50) * 1e6:8.0f} µs")
    print(f"gist of 40,000 characters {best(lambda: gist(long_text)) * 1e3:7.1f} ms")
    print(f"likeness, laid out        {best(lambda: weigh(a, b), number=500) * 1e6:7.1f} µs")
    print(f"nearest of {reports:,}         median {each[100] * 1e3:.2f} ms, 99 % {each[197] * 1e3:.2f} ms")
    print(f"index of {reports:,}           {held / 2**20:.1f} MiB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    quality(parser.parse_args().files)
    speed()


if __name__ == "__main__":
    main()
