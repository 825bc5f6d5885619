"""Holidays of every country, with the library's calendars read one by one."""

import json
import subprocess
import sys

from holidays import country_holidays, list_supported_countries

FOR_ONE = """
import sys
import bot.cli, bot.assembly
from bot.holiday_calendar import public_holidays
assert public_holidays(["US-NY"]).__contains__(__import__("datetime").date(2026, 7, 4))
print(sum(name.startswith("holidays.countries.") for name in sys.modules), "rich" in sys.modules)
"""

OF_EVERY_ONE = """
import json, bot.lean
from holidays import country_holidays, list_supported_countries
assert type(__import__("sys").modules["holidays.groups"]).__name__ == "_OneByOne"
print(json.dumps({it: sorted(map(str, country_holidays(it, years=2026))) for it in list_supported_countries(False)}))
"""


def said_by(program: str) -> str:
    """In a process of its own: what was read once in this one stays read."""
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stdout


def test_every_country_has_the_holidays_that_the_library_gives_it() -> None:
    countries = list_supported_countries(include_aliases=False)
    given = {country: sorted(map(str, country_holidays(country, years=2026))) for country in countries}

    found = json.loads(said_by(OF_EVERY_ONE))

    assert found == given
    assert sum(not days for days in found.values()) < 20


def test_one_country_is_read_for_one_country_and_logging_reads_no_rich() -> None:
    assert said_by(FOR_ONE).split() == ["1", "False"]
