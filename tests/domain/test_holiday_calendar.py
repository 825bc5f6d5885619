"""Holidays of every country, with the library's countries read one by one."""

import subprocess
import sys
from datetime import date

from holidays import list_supported_countries

from bot import lean
from bot.holiday_calendar import public_holidays

COUNT_COUNTRIES = """
import sys
import bot.cli, bot.assembly
from bot.holiday_calendar import public_holidays
assert public_holidays(["US-NY"]).__contains__(__import__("datetime").date(2026, 7, 4))
print(sum(name.startswith("holidays.countries.") for name in sys.modules), "rich" in sys.modules)
"""


def test_every_country_has_its_calendar() -> None:
    assert lean
    without = [
        country
        for country in list_supported_countries(include_aliases=False)
        if not any(
            day in public_holidays([country]) for day in (date(2026, 1, 1), date(2026, 12, 25), date(2026, 5, 1))
        )
    ]

    assert len(without) < 20, without


def test_one_country_is_read_for_one_country_and_logging_reads_no_rich() -> None:
    said = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", COUNT_COUNTRIES], check=True, capture_output=True, text=True
    ).stdout.split()

    assert said == ["1", "False"]
