"""Many values, a statement's worth at a time: both engines take about 32,000 of them in one."""

from collections.abc import Sequence
from typing import Final, TypeVar

T = TypeVar("T")

AT_ONCE: Final = 1000


def in_parts(some: Sequence[T], many: int = AT_ONCE) -> list[Sequence[T]]:
    return [some[n : n + many] for n in range(0, len(some), many)]
