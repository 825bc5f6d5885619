"""The public holidays of the operating model's countries, as the container of dates that the working time asks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from holidays import HolidayBase, country_holidays, list_supported_countries

from domain.operating_model import OperatingModel
from domain.working_time import WorkingTime


@dataclass(frozen=True)
class PublicHolidays:
    """Days that are a holiday in at least one of the places; each year is worked out when it is first asked for."""

    calendars: tuple[HolidayBase, ...]

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and any(day in calendar for calendar in self.calendars)


def public_holidays(places: Sequence[str]) -> PublicHolidays:
    """`places` are countries (US) and parts of them (US-NY); none gives no holidays. Raises ValueError."""
    return PublicHolidays(tuple(_calendar(place) for place in places))


def working_time_of(model: OperatingModel) -> WorkingTime:
    hours = model.working_hours
    return WorkingTime(model.timezone, hours.days, hours.from_, hours.to, public_holidays(model.holidays))


def unknown_places(places: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Which of `places`, counted from 0, no calendar is known for, and what is allowed instead."""
    for number, place in enumerate(places):
        try:
            _calendar(place)
        except ValueError as unknown:
            yield number, str(unknown)


def _calendar(place: str) -> HolidayBase:
    country, _, part = place.partition("-")
    try:
        return country_holidays(country, subdiv=part or None)
    except NotImplementedError:
        raise ValueError(_allowed(country)) from None


def _allowed(country: str) -> str:
    countries = list_supported_countries(include_aliases=False)
    if country not in countries:
        return f"none, or one of {', '.join(sorted(countries))}"
    parts = [f"{country}-{part}" for part in countries[country] if part.isalnum() and part.isascii()]
    return f"one of {', '.join([country, *parts])}"
