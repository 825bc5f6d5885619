"""The two ways to say no: `Refused`, an expected answer, and `Trouble`, which stops whoever ran into it."""

from dataclasses import dataclass

from domain.ids import UserId


@dataclass(frozen=True, slots=True)
class Refused:
    """An expected "no", told to the person who asked and to nobody else.

    `because` is one or two whole sentences, `about` the part of a draft that it is about, if any, and `people` those
    who could do it, to be named where names can be shown.
    """

    because: str
    about: str = ""
    people: tuple[UserId, ...] = ()


@dataclass(frozen=True, slots=True)
class Repeated:
    """A delivery that was carried out before: nothing happens, and there is nothing to say."""


class Trouble(Exception):  # noqa: N818 - what it is called when a person hears of it
    """Trouble that can say itself to a person: `for_user` says what happened and what to do next."""

    for_user = "Something went wrong on our side. Nothing was changed; please try again in a minute."


class ReportNotFound(Trouble):
    for_user = "That report is not here (any more). `/crm-friction mine` lists yours."


class StoreUnavailable(Trouble):
    for_user = "The bot cannot reach its store at the moment. Nothing was changed; please try again in a few minutes."
