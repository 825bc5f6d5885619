"""How well duplicate reports are recognised: five folds of the corpus, the second writer, speed and memory.

    python -m bench.judge_pairs [FILE …]

Within a fold the signs are weighed by what was fitted on the other folds and on the second writer's pairs. The lexicon,
though, was written in view of both sets, so these figures flatter it. The second writer's pairs came in six batches,
most of them hard, each judged before the lexicon was widened with it: average precision was then 0.42 (s-186 and on),
0.49 (s-266), 0.53 (s-339), 0.74 (s-402) and 0.86 (s-455), where common words alone reach 0.34. More files in the
corpus's schema are judged, with the weights in force, as sets of their own.
"""

import argparse
import random
import timeit
import tracemalloc
from collections.abc import Callable, Sequence
from functools import cache
from math import exp
from pathlib import Path

from rapidfuzz import fuzz

from bench.fit_pairs import CORPUS, SECOND, Pair, Weights, easy_pairs, fit, read_pairs, signs_of
from domain.concepts.words import stems
from domain.likeness import SAME_AT, SIGNS, gist, lay_out, likeness, weigh
from domain.likeness_index import LikenessIndex

FOLDS = 5
Scores = Sequence[float]

figures = cache(signs_of)


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


def with_weights(found: Weights) -> Callable[[Pair], float]:
    def judge(pair: Pair) -> float:
        return 1 / (1 + exp(-sum(w * x for w, x in zip(found[0], figures(pair), strict=True)) - found[1]))

    return judge


def folded(pairs: Sequence[Pair], others: Sequence[Pair]) -> dict[Pair, float]:
    """Each pair judged with what was fitted without its fold."""
    scores: dict[Pair, float] = {}
    for fold in range(FOLDS):
        known = [p for p in pairs if p.fold != fold] + list(others)
        judge = with_weights(fit(known + easy_pairs(known), figures=figures))
        scores |= {p: judge(p) for p in pairs if p.fold == fold}
    return scores


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
    corpus, second = read_pairs(CORPUS), read_pairs(SECOND)
    by_corpus, by_second = folded(corpus, second), folded(second, corpus)
    print(f"threshold {SAME_AT}, {len(SIGNS)} signs; AP is average precision, P and R precision and recall there\n")
    print(f"{'':<24}{'pairs':>6}{'same':>6}{'AP':>8}{'P':>8}{'R':>8}{'jaccard':>10}{'token set':>11}")
    for fold in range(FOLDS):
        line(f"corpus, fold {fold}", [p for p in corpus if p.fold == fold], by_corpus.__getitem__)
    line("corpus, all folds", corpus, by_corpus.__getitem__)
    line("corpus, hard", [p for p in corpus if p.hard], by_corpus.__getitem__)
    line("second writer, folds", second, by_second.__getitem__)
    line("both", corpus + second, (by_corpus | by_second).__getitem__)
    line("corpus, by second only", corpus, with_weights(fit(second + easy_pairs(second), figures=figures)))
    for file in files:
        line(file.stem, read_pairs(file), in_force)


def best(doing: Callable[[], object], *, number: int = 1) -> float:
    """Seconds, of the quietest of five turns: others work on this machine too."""
    return min(timeit.repeat(doing, number=number, repeat=5)) / number


def speed(reports: int = 10_000) -> None:
    dice = random.Random(7)
    texts = sorted({text for p in read_pairs(CORPUS) + read_pairs(SECOND) for text in (p.a, p.b)})
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
