"""How well friction reports are judged: against the corpus in five folds, against a second set, and how quickly.

    python -m bench.judge_reports [FILE …]

The rule's words and points were chosen with both sets in view, so its figures flatter it; sets that were judged before
anybody looked at them stood at 0.85 to 0.92. The length rule beside it is fitted on the other four folds. More files in
the corpus's schema are judged as sets of their own.
"""

import argparse
import json
import timeit
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from domain.actionable import Judgement, Missing, judge

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parents[1] / "shared" / "corpus" / "reports.jsonl"
SECOND = HERE / "data" / "reports_second_writer.jsonl"
FOLDS = 5


@dataclass(frozen=True)
class Labelled:
    id: str
    text: str
    actionable: bool
    missing: frozenset[str]
    workflow: str
    cause: str

    @property
    def fold(self) -> int:
        return int(self.id.rpartition("-")[2]) % FOLDS


def read(file: Path) -> list[Labelled]:
    rows = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    return [
        Labelled(r["id"], r["text"], r["actionable"], frozenset(r["missing"]), r["workflow"], r["cause"]) for r in rows
    ]


def share(reports: Sequence[Labelled], is_right: Callable[[Labelled], bool]) -> float:
    return sum(map(is_right, reports)) / len(reports) if reports else 0.0


def fit_length(reports: Sequence[Labelled]) -> int:
    """Characters from which a report is best called actionable."""
    return max(range(400), key=lambda n: share(reports, lambda r: (len(r.text) >= n) == r.actionable))


def folds_table(reports: Sequence[Labelled], said: dict[str, Judgement]) -> None:
    print(f"{'fold':<6}{'reports':>8}{'rule':>8}{'length':>8}{'majority':>10}")
    columns: list[tuple[float, float, float]] = []
    for fold in range(FOLDS):
        mine = [r for r in reports if r.fold == fold]
        rest = [r for r in reports if r.fold != fold]
        limit = fit_length(rest)
        most = Counter(r.actionable for r in rest).most_common(1)[0][0]
        columns.append(
            (
                share(mine, lambda r: said[r.id].actionable == r.actionable),
                share(mine, lambda r, n=limit: (len(r.text) >= n) == r.actionable),  # type: ignore[misc]
                share(mine, lambda r, m=most: r.actionable == m),  # type: ignore[misc]
            )
        )
        print(
            f"{fold:<6}{len(mine):>8}" + "".join(f"{c:>{w}.3f}" for c, w in zip(columns[-1], (8, 8, 10), strict=True))
        )
    means = [sum(column) / FOLDS for column in zip(*columns, strict=True)]
    print(f"{'mean':<6}{len(reports):>8}" + "".join(f"{m:>{w}.3f}" for m, w in zip(means, (8, 8, 10), strict=True)))


def parts_table(reports: Sequence[Labelled], said: dict[str, Judgement]) -> None:
    for part in Missing:
        told = [r for r in reports if part in said[r.id].missing]
        really = [r for r in reports if part in r.missing]
        both = sum(part in said[r.id].missing for r in really)
        print(f"missing {part:<6} precision {both / max(len(told), 1):.3f}  recall {both / max(len(really), 1):.3f}")
    asked = sum(r.actionable and not said[r.id].actionable for r in reports)
    filed = sum(said[r.id].actionable and not r.actionable for r in reports)
    print(f"actionable but asked {asked}, vague but filed {filed}, of {len(reports)}")
    print(f"workflow accuracy (other = unknown) {share(reports, lambda r: _same_workflow(r, said[r.id])):.3f}")
    print(f"cause accuracy {share(reports, lambda r: said[r.id].cause == r.cause):.3f}")
    acted = [r for r in reports if r.actionable]
    print(f"cause accuracy where actionable {share(acted, lambda r: said[r.id].cause == r.cause):.3f}")


def _same_workflow(report: Labelled, said: Judgement) -> bool:
    nowhere = ("other", "unknown")
    return report.workflow == said.workflow or (report.workflow in nowhere and said.workflow in nowhere)


def speed_table(reports: Sequence[Labelled]) -> None:
    middling = [" ".join(r.text for r in reports[i : i + 3])[:200] for i in range(0, len(reports) - 2, 3)]
    for name, texts in (("200 characters", middling), ("40,000 characters", [(" ".join(middling) * 9)[:40_000]])):
        took = min(timeit.repeat(lambda texts=texts: [judge(t) for t in texts], number=1, repeat=5))  # type: ignore[misc]
        print(f"{name:<18} {took / len(texts) * 1e6:>8.0f} µs")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--wrong", action="store_true", help="print every report judged wrongly")
    chosen = parser.parse_args()
    for file in chosen.files or [file for file in (CORPUS, SECOND) if file.exists()]:
        reports = read(file)
        said = {r.id: judge(r.text) for r in reports}
        print(f"\n{file.name}")
        folds_table(reports, said)
        parts_table(reports, said)
        if chosen.wrong:
            for r in reports:
                if said[r.id].actionable != r.actionable:
                    print(f"{r.id} {'actionable' if r.actionable else 'vague'}: {r.text}\n    {said[r.id]}")
    print()
    speed_table(reports)


if __name__ == "__main__":
    main()
