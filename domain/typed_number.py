"""A number as people type it, read as the CRM writes it, or refused with a sentence when it could mean two numbers."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

MOST_DIGITS: Final = 40

_SPACES: Final = dict.fromkeys(map(ord, " \t\u00a0\u2007\u2009\u202f'\u2019"), " ")
"""What people put between thousands, beside points and commas."""

_PLAIN: Final = re.compile(r"([+-]?)(\d+|\d*\.\d+)")
_GROUPED: Final = re.compile(r"([+-]?)(\d{1,3}(?:([ .,])\d{3})(?:\3\d{3})*)(?:([.,])(\d+))?")
_DECIMAL_COMMA: Final = re.compile(r"([+-]?)(\d*),(\d{1,2}|0\d*)")
_HAS_SIGN: Final = re.compile(r"[^\d\s.,+-]")


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why it was not read, to whoever typed it."""

    because: str


def read_number(typed: str) -> str | Unclear:
    """`1,200.50`, `1.200,50` and `1 200,5` as 1200.50, 1200.50 and 1200.5.

    `1,200` is 1200 to some and 1.2 to others: nobody guesses about an amount.
    """
    text = "".join(_digit(c) for c in typed).translate(_SPACES).strip().replace("\u2212", "-")
    if len(text) > MOST_DIGITS:
        return Unclear(f"This has more than {MOST_DIGITS} characters, which is too long for a number.")
    if _HAS_SIGN.search(text):
        return Unclear("Please write only the number, like 1200.50, without a currency, a percent sign or words.")
    if found := _PLAIN.fullmatch(text):
        return _unclear(text) if _could_be_thousands(found[2]) else _written(found[1], found[2])
    if found := _GROUPED.fullmatch(text):
        return _read_grouped(text, found)
    if found := _DECIMAL_COMMA.fullmatch(text):
        return _written(found[1], f"{found[2] or '0'}.{found[3]}")
    return Unclear("This is not a number that can be read. Please write it like 1200.50.")


def _read_grouped(text: str, found: re.Match[str]) -> str | Unclear:
    sign, whole, group, point, part = found.groups()
    if point is None and group in {".", ","} and whole.count(group) == 1:
        if whole.startswith("0"):
            return _written(sign, whole.replace(group, "."))
        return _unclear(text)
    if point == group:
        return Unclear("This is not a number that can be read. Please write it like 1200.50.")
    digits = whole.replace(group, "")
    return _written(sign, f"{digits}.{part}" if part else digits)


def _could_be_thousands(digits: str) -> bool:
    whole, point, part = digits.partition(".")
    return bool(point) and len(part) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")


def _unclear(text: str) -> Unclear:
    whole, part = re.split(r"[.,]", text)
    short = part.rstrip("0") or "0"
    fraction = f"{whole}.{short}0" if len(short) == 3 else f"{whole}.{short}"  # so that it can be read when it is typed
    return Unclear(f"{text} could be {whole}{part} or {fraction}. Please write the one that you mean.")


def _written(sign: str, digits: str) -> str:
    whole, point, part = digits.partition(".")
    plain = (whole.lstrip("0") or "0") + point + part
    return f"-{plain}" if sign == "-" else plain


def _digit(c: str) -> str:
    """Digits of other scripts count too."""
    value = unicodedata.decimal(c, None)
    return c if value is None else str(value)
