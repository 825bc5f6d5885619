"""What drawing a post is: from its key to the arguments of one call."""

from collections.abc import Awaitable, Callable
from typing import Any

from domain.post import PostKey
from flows.deps import Deps

Drawn = dict[str, Any] | None
"""Keyword arguments (`text`, `blocks`) for one call; None when there is nothing to show any more."""

Renderer = Callable[[Deps, PostKey], Awaitable[Drawn]]
