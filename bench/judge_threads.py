"""How well workaround signals are recognised: in folds, by writers never seen, by design, by language, and how quickly.

    python -m bench.judge_threads [--designs] [FILE …]

The corpus is judged in its five folds. The voices, which are ours, are judged each by weights that saw none of it; and
either side by weights fitted on the other alone, which comes nearest to threads by people whom we never met. The cues
were written in view of the corpus and of most voices, so these figures flatter them. Files named on the command line
are judged, as sets of their own, by the weights in force.

`--designs` lays cues alone, wording alone, runs of characters, and mere length beside the two together.
"""

import argparse
import statistics
import timeit
from collections import Counter
from collections.abc import Callable, Sequence
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from bench.commands import goal
from bench.fit_threads import CORPUS, FOLDS, NONE, TOGETHER, VOICES, Labelled, fit_weights, read, whole
from domain.signals.features import Features
from domain.signals.judging import Policy, judge
from domain.signals.reading import words
from domain.signals.thread import Message, Thread
from domain.signals.weighing import as_weights, shipped, weigh

POLICY = Policy()
REAL_RATE = 0.02
"""Of the threads in a real workspace perhaps one in fifty is a signal."""
EVERYDAY = "v31"
"""The voice in which nothing is a signal and little looks like one."""
BINS = 10

Reading = Callable[[Labelled], Features]


class Said(NamedTuple):
    """What was said of a thread by weights that had not seen it."""

    one: Labelled
    probability: float
    kind: str

    @property
    def called(self) -> str:
        return self.kind if self.probability >= POLICY.signal_at else NONE


def cues_alone(one: Labelled) -> Features:
    return whole(one)._replace(wording=frozenset())


def each_by_itself(one: Labelled) -> Features:
    """Without what stands beside a cue, and in which channel it stands."""
    found = whole(one)
    return found._replace(signs=frozenset(name for name in found.signs if not name.startswith(TOGETHER)))


def wording_alone(one: Labelled) -> Features:
    return whole(one)._replace(signs=frozenset())


def without_channel(one: Labelled) -> Features:
    found = whole(one)
    told_by_it = ("in ", "channel: ", "who: asks first in ")
    return found._replace(signs=frozenset(name for name in found.signs if not name.startswith(told_by_it)))


def characters(one: Labelled) -> Features:
    """Runs of two to five characters within words; names in the middle of a sentence are left out."""
    text = " ".join(word for m in one.thread.messages for word in words(m.text) if word[0] != "^")
    runs = (text[i : i + n] for n in range(2, 6) for i in range(len(text) - n + 1))
    return Features(frozenset(), frozenset(run for run in runs if " " not in run[1:-1]))


def length(one: Labelled) -> Features:
    written = sum(len(message.text.split()) for message in one.thread.messages)
    return Features(frozenset(f"words > {n}" for n in (5, 10, 20, 40, 80) if written > n), frozenset())


def said_by(train: Sequence[Labelled], test: Sequence[Labelled], reading: Reading = whole) -> list[Said]:
    """Scores become probabilities as those in force do."""
    weights = as_weights(fit_weights(train, reading=reading))
    weights = weights._replace(slope=shipped().slope, shift=shipped().shift)
    found = ((one, weigh(reading(one), weights)) for one in test)
    return [Said(one, weighed.probability, weighed.kind) for one, weighed in found]


def in_folds(threads: Sequence[Labelled], reading: Reading = whole) -> list[Said]:
    found: list[Said] = []
    for fold in range(FOLDS):
        test = [one for one in threads if one.fold == fold]
        found += said_by([one for one in threads if one.fold != fold], test, reading)
    return found


def in_force(threads: Sequence[Labelled]) -> list[Said]:
    found = ((one, weigh(whole(one), shipped())) for one in threads)
    return [Said(one, weighed.probability, weighed.kind) for one, weighed in found]


def ranked(said: Sequence[Said]) -> float:
    """How often a signal is found likelier than what is none, of all pairs (the area under the curve)."""
    ordered = sorted(said, key=lambda s: s.probability)
    places = [place for place, s in enumerate(ordered, start=1) if s.one.is_signal]
    others = len(said) - len(places)
    return (sum(places) - len(places) * (len(places) + 1) / 2) / max(1, len(places) * others)


def at(said: Sequence[Said], threshold: float) -> tuple[int, int, int]:
    """Right ones, all that are told, and signals in all."""
    told = [s for s in said if s.probability >= threshold]
    return sum(s.one.is_signal for s in told), len(told), sum(s.one.is_signal for s in said)


def macro_f1(said: Sequence[Said]) -> float:
    """The mean of F1 over all labels that occur, none among them."""
    labels = sorted({s.one.label for s in said})
    right = Counter(s.called for s in said if s.called == s.one.label)
    called, really = Counter(s.called for s in said), Counter(s.one.label for s in said)
    return sum(2 * right[label] / (called[label] + really[label]) for label in labels) / len(labels)


def calibration_error(said: Sequence[Said]) -> float:
    """How far what was said lies from what was so, in ten bins, weighed by how many are in them."""
    bins: dict[int, list[Said]] = {}
    for s in said:
        bins.setdefault(min(BINS - 1, int(s.probability * BINS)), []).append(s)
    return sum(abs(sum(s.probability - s.one.is_signal for s in held)) for held in bins.values()) / len(said)


def between(right: int, of: int) -> str:
    """A share with the interval in which it lies nineteen times in twenty (Wilson)."""
    if not of:
        return "     –          "
    share, z = right / of, 1.96
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    width = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return f"{share:.2f} ({max(0.0, middle - width):.2f}–{min(1.0, middle + width):.2f})"


HEAD = (
    f"{'':<34}{'n':>5}{'AUC':>7}{'F1':>6}{'cal':>6}  {'note: precision':<18}{'recall':<18}"
    f"{'list: precision':<18}{'recall':<18}{'hard none noted':<16}"
)


def line(name: str, said: Sequence[Said]) -> None:
    hard = [s for s in said if not s.one.is_signal and (s.one.hard or s.one.writer != "corpus")]
    figures = f"{name:<34}{len(said):>5}{ranked(said):>7.3f}{macro_f1(said):>6.2f}{calibration_error(said):>6.2f}  "
    for threshold in (POLICY.note_at, POLICY.list_at):
        right, told, signals = at(said, threshold)
        figures += f"{between(right, told):<18}{between(right, signals):<18}"
    noted = sum(s.probability >= POLICY.note_at for s in hard)
    print(f"{figures}{between(noted, len(hard)):<16}", flush=True)


def quality(corpus: Sequence[Labelled], voices: Sequence[Labelled]) -> None:
    both = in_folds([*corpus, *voices])
    mine = [s for s in both if s.one.writer == "corpus"]
    print(HEAD)
    line("corpus, five folds", mine)
    line("corpus, by weights of the voices", said_by(voices, corpus))
    line("voices, each held out", [s for s in both if s.one.writer != "corpus"])
    line("voices, by weights of the corpus", said_by(corpus, voices))
    for lang in ("de", "es", "fr", "pt"):
        line(f"  in {lang}, held out", [s for s in both if s.one.lang == lang])
    by_length(both)
    goals(mine)
    in_real_life(mine, [s for s in both if s.one.writer == EVERYDAY])


def goals(corpus: Sequence[Said]) -> None:
    """What was aimed at, on the corpus in its folds."""
    print()
    bars = (("notes", POLICY.note_at, 0.95, 0.75), ("the list", POLICY.list_at, 0.85, 0.90))
    for name, threshold, precision, recall in bars:
        right, told, signals = at(corpus, threshold)
        goal(f"{name}: precision", right / told, "", at_least=precision)
        goal(f"{name}: recall", right / signals, "", at_least=recall)
    hard = [s for s in corpus if not s.one.is_signal and s.one.hard]
    goal("macro-F1 over the kinds and none", macro_f1(corpus), "", at_least=0.80)
    goal(
        "hard innocent ones noted", 100 * sum(s.probability >= POLICY.note_at for s in hard) / len(hard), "%", at_most=3
    )
    goal("calibration error", calibration_error(corpus), "", at_most=0.05)


def by_length(said: Sequence[Said]) -> None:
    """Whether mere length moves a judgement: the same figures for the shortest and the longest thirds."""
    ordered = sorted(said, key=lambda s: sum(len(m.text) for m in s.one.thread.messages))
    third = len(ordered) // 3
    for name, part in (
        ("shortest", ordered[:third]),
        ("middling", ordered[third:-third]),
        ("longest", ordered[-third:]),
    ):
        line(f"  the {name} third, held out", part)


def designs(corpus: Sequence[Labelled], voices: Sequence[Labelled]) -> None:
    print(f"\ntwo designs, their parts, and what they may not lean on\n{HEAD}")
    readings: dict[str, Reading] = {
        "cues and wording": whole,
        "each cue by itself": each_by_itself,
        "cues alone": cues_alone,
        "wording alone": wording_alone,
        "characters": characters,
        "without the channel's kind": without_channel,
        "length alone": length,
    }
    for name, reading in readings.items():
        said = in_folds([*corpus, *voices], reading)
        line(f"{name}: corpus", [s for s in said if s.one.writer == "corpus"])
        line(f"{name}: voices", [s for s in said if s.one.writer != "corpus"])


def in_real_life(corpus: Sequence[Said], everyday: Sequence[Said]) -> None:
    """What to expect where signals are rare; the innocent threads there lie between everyday ones and the corpus's."""
    print(f"\nexpected to be right where one thread in {1 / REAL_RATE:.0f} is a signal")
    for name, threshold in (("note", POLICY.note_at), ("list", POLICY.list_at)):
        right, _, signals = at(corpus, threshold)
        found = REAL_RATE * right / signals
        among = [found / (found + (1 - REAL_RATE) * _alarms(said, threshold)) for said in (everyday, corpus)]
        print(f"{name}: {among[0]:.2f} if all others are everyday threads, {among[1]:.2f} if as hard as the corpus's")


def _alarms(said: Sequence[Said], threshold: float) -> float:
    """The share of innocent threads that are told; half a one more than were seen."""
    innocent = [s for s in said if not s.one.is_signal]
    return (sum(s.probability >= threshold for s in innocent) + 0.5) / (len(innocent) + 1)


def speed(threads: Sequence[Labelled]) -> None:
    took = []
    for one in threads:
        took.append(min(timeit.repeat(lambda one=one: judge(one.thread), number=3, repeat=3)) / 3)  # type: ignore[misc]
    long = Thread(tuple(Message(f"U{n % 7}", threads[n % len(threads)].thread.messages[0].text) for n in range(5_000)))
    wide = Thread((Message("U1", " ".join(m.text for one in threads for m in one.thread.messages)[:40_000]),))
    print(f"\nmedian {statistics.median(took) * 1e3:.2f} ms a thread, slowest {max(took) * 1e3:.2f} ms")
    for name, thread in (("5,000 messages", long), ("40,000 characters", wide)):
        print(f"{name}: {min(timeit.repeat(lambda t=thread: judge(t), number=1, repeat=3)) * 1e3:.1f} ms")  # type: ignore[misc]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--designs", action="store_true")
    chosen = parser.parse_args()
    if chosen.files:
        print(HEAD)
    for file in chosen.files:
        line(file.stem, in_force(read(file)))
    if chosen.files:
        return
    corpus, voices = read(CORPUS), read(VOICES)
    print(f"noted from {POLICY.note_at:.2f} on, listed from {POLICY.list_at:.2f} on; cal is the calibration error\n")
    quality(corpus, voices)
    if chosen.designs:
        designs(corpus, voices)
    speed(corpus)


if __name__ == "__main__":
    main()
