"""How likely two friction reports describe the same friction, so that one fix would close both.

Both texts are read for the places and the troubles that they name, because two reports of one friction share these and
often no word, while two frictions of one field share most words. The signs are weighed by a few small trees.
"""

from domain.concepts.lexicon import FACETS, NAMES, Facet
from domain.concepts.trees import verdict
from domain.gist import Gist, gist, weight_of_concept
from domain.likeness_signs import Sides, lay_out, signs

__all__ = ["SAME_AT", "Gist", "gist", "likeness", "weigh", "why_alike"]

SAME_AT = 0.85
"""From here on a report is suggested as the same. `bench/judge_pairs.py` says how often that is right."""

OTHERWISE_ALIKE = 0.999
"""Texts that differ in a letter are not quite the same text."""


def weigh(a: Sides, b: Sides) -> float:
    """Likeness of two gists laid out."""
    return 1.0 if a.mark == b.mark else min(verdict(signs(a, b)), OTHERWISE_ALIKE)


def likeness(a: Gist, b: Gist) -> float:
    """From 0.0 to 1.0, the same both ways; 1.0 for the same text and for no other."""
    return weigh(lay_out(a), lay_out(b))


def why_alike(a: Gist, b: Gist) -> tuple[str, ...]:
    """The places and troubles that both name, in words for people, the most telling first."""
    common = [c for c in set(a.concepts) & set(b.concepts) if FACETS[c] is not Facet.SETTING]
    return tuple(NAMES[c].replace("_", " ") for c in sorted(common, key=lambda c: (-weight_of_concept(c), c)))
