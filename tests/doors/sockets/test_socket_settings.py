"""How many connections there may be, as somebody writes it, and how long is waited between two tries."""

import pytest

from bot.settings import SettingsInvalid, read_settings
from bot.socket_mode import Patience
from tests.conftest import EXAMPLE
from tests.doors.processes import APP_TOKEN
from tests.doors.running import TOKEN

FINE = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_APP_TOKEN": APP_TOKEN, "ADOPTION_MODEL": str(EXAMPLE)}


@pytest.mark.parametrize("written", ["0", "11", "two", "-1", "1.5", "9" * 5000])
def test_numbers_that_cannot_be_are_named(written: str) -> None:
    names = ("SOCKET_CONNECTIONS", "SOCKET_CONNECTIONS_EXPECTED")

    with pytest.raises(SettingsInvalid) as refused:
        read_settings({**FINE, **dict.fromkeys(names, written), "DRAIN_SECONDS": "61"})

    assert [problem.split(" ")[0] for problem in refused.value.problems] == ["DRAIN_SECONDS", *names]


def test_without_a_word_about_replicas_only_our_own_connections_are_expected() -> None:
    settings = read_settings({**FINE, "SOCKET_CONNECTIONS": "3"})

    assert (settings.socket_connections, settings.socket_connections_expected, settings.drain_s) == (3, 3, 0)


def test_pauses_grow_to_their_limit_and_differ() -> None:
    patience = Patience()

    pauses = [[patience.pause_s(failures) for _ in range(50)] for failures in range(1, 30)]

    assert max(pauses[0]) <= patience.soon_s
    assert all(patience.first_s / 2 <= pause for later in pauses[1:] for pause in later)
    assert max(pauses[-1]) <= patience.longest_s
    assert min(pauses[-1]) >= patience.longest_s / 2
    assert all(len(set(each)) > 1 for each in pauses)
