"""What the doors count: gestures by kind and outcome, how long each took, what was turned away or came again."""

from typing import Final

from prometheus_client import Counter, Histogram

GESTURES: Final = Counter(
    "adoption_gestures", "Gestures of people and events of Slack's, by how they ended.", ["kind", "outcome"]
)
GESTURE_SECONDS: Final = Histogram(
    "adoption_gesture_seconds",
    "From reading a gesture to its answer; Slack gives up after 3.",
    ["kind"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0),
)
REPEATED: Final = Counter(
    "adoption_deliveries_repeated", "Deliveries that Slack made again, by what it missed in our answer.", ["reason"]
)
TURNED_AWAY: Final = Counter("adoption_requests_turned_away", "Requests that were let in no further.", ["why"])

REASONS: Final = frozenset(
    {"http_timeout", "too_many_redirects", "connection_failed", "ssl_error", "http_error", "unknown_error"}
)
"""Slack's words for it (docs.slack.dev/apis/events-api#retries); any other counts as `unknown_error`."""


def count_repeated(reason: str) -> None:
    REPEATED.labels(reason if reason in REASONS else "unknown_error").inc()


def count_gesture(kind: str, outcome: str, seconds: float) -> None:
    GESTURES.labels(kind, outcome).inc()
    GESTURE_SECONDS.labels(kind).observe(seconds)
