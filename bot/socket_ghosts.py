"""Sockets that Slack believes in and nobody reads: counted from its hellos, told once, with the remedy."""

from typing import Final

import structlog
from prometheus_client import Gauge

GHOSTS: Final = Gauge("adoption_socket_ghosts", "Socket Mode connections that Slack counts beyond those expected.")
REMEDY: Final = (
    "Stop the old process or the other machine that uses this SLACK_APP_TOKEN. If these are replicas, set "
    "SOCKET_CONNECTIONS_EXPECTED to what all of them open together."
)

log = structlog.get_logger()


class Ghosts:
    """`expected` are the connections of all processes together."""

    def __init__(self, expected: int) -> None:
        self._expected = expected
        self.number = 0

    def count(self, told: int, *, leaving: int) -> None:
        """`told` is Slack's number; connections of ours that are `leaving` are in it, too."""
        before, self.number = self.number, max(0, told - self._expected - leaving)
        GHOSTS.set(self.number)
        if self.number and not before:
            log.warning(
                "Slack counts more sockets than there should be; what it sends to those is late or lost",
                counted=told,
                expected=self._expected,
                remedy=REMEDY,
            )
        if before and not self.number:
            log.info("Slack counts as many sockets as there should be again")
