"""Holidays of every country, with the library's calendars read one by one."""

import json
import subprocess
import sys

from holidays import country_holidays, list_supported_countries

OF_EVERY_ONE = """
import json, bot.lean
from holidays import country_holidays, list_supported_countries
assert type(__import__("sys").modules["holidays.groups"]).__name__ == "_OneByOne"
print(json.dumps({it: sorted(map(str, country_holidays(it, years=2026))) for it in list_supported_countries(False)}))
"""


def test_every_country_has_the_holidays_that_the_library_gives_it() -> None:
    """The one without the other in a process of its own: what was read in this one stays read."""
    countries = list_supported_countries(include_aliases=False)
    given = {country: sorted(map(str, country_holidays(country, years=2026))) for country in countries}

    said = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", OF_EVERY_ONE], check=True, capture_output=True, text=True
    ).stdout
    found = json.loads(said)

    assert found == given
    assert sum(not days for days in found.values()) < 20
