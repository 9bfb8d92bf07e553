"""How one cell's text becomes a value, and a value one cell's text again: numbers, dates, words and lists."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from fractions import Fraction
from typing import Any, Generic, TypeVar

from allocation.errors import Fault
from allocation.intake.codes import Code

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class UnreadableError(ValueError):
    """The text is no such value, for a reason other than its kind's usual one.

    `expected` is then what would be right; empty where the kind's own word for it holds.
    """

    def __init__(self, code: Code, expected: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """One kind of cell. `read` raises `ValueError` for text that is no such value; `read(write(v)) == v`.

    `expected` shows what would be right: an example, or all the words that may stand there.
    """

    read: Callable[[str], T]
    write: Callable[[T], str]
    code: Code
    expected: str


def fault_in(kind: Kind[Any], text: str) -> Fault | None:
    """What is wrong with a text as a value of that kind, without the place; None where it is one."""
    try:
        kind.read(text)
    except UnreadableError as error:
        return Fault(error.code, value=text, expected=error.expected or kind.expected)
    except ValueError:
        return Fault(kind.code, value=text, expected=kind.expected)
    return None


def _match(pattern: str, text: str) -> re.Match[str]:
    found = re.fullmatch(pattern, text, re.ASCII | re.IGNORECASE)
    if not found:
        raise ValueError(text)
    return found


def _identifier(text: str) -> str:
    if ";" in text or "\n" in text or "\t" in text or len(text) > 200:
        raise ValueError(text)
    if not text.isprintable():
        raise UnreadableError(Code.CONTROL_CHARACTER)
    return text


TEXT: Kind[str] = Kind(str, str, Code.NOT_TEXT, "")
IDENTIFIER: Kind[str] = Kind(_identifier, str, Code.NOT_AN_ID, "P-1001")


def whole(low: int, high: int) -> Kind[int]:
    """A whole number from `low` to `high`; `45.0` is one too, as spreadsheets write it."""

    def read(text: str) -> int:
        number = int(_match(r"(\d{1,9})(?:\.0+)?", text)[1])
        if not low <= number <= high:
            raise ValueError(text)
        return number

    return Kind(read, str, Code.NOT_WHOLE, f"{low} to {high}")


_CLOCK = r"(\d{1,9}):([0-5]\d)(?::00)?"
_HOURS = r"(\d{1,9}) ?h(?:ours?|rs?)?(?: ?([0-5]?\d)(?: ?m(?:in(?:utes)?)?)?)?"


def _at_most(most: int, told: str, read: Callable[[str], int]) -> Callable[[str], int]:
    """Whatever is stored fits its column: more than can be right is a fault that tells the most."""

    def read_(text: str) -> int:
        number = read(text)
        if number > most:
            raise UnreadableError(Code.TOO_MUCH, told)
        return number

    return read_


def _hours(text: str) -> int:
    for pattern in (_CLOCK, _HOURS):
        if found := re.fullmatch(pattern, text, re.ASCII | re.IGNORECASE):
            return int(found[1]) * 60 + int(found[2] or 0)
    minutes = Fraction(_match(r"\d{1,9}(?:\.\d{1,15})?", text)[0]) * 60
    if minutes.denominator != 1:
        raise UnreadableError(Code.NOT_WHOLE_MINUTES)
    return int(minutes)


def _write_hours(minutes: int) -> str:
    whole_, rest = divmod(minutes, 60)
    return (
        f"{whole_}{ {0: '', 15: '.25', 30: '.5', 45: '.75'}[rest] }"
        if rest % 15 == 0
        else f"{whole_}:{rest:02d}"
    )


def hours(most: int) -> Kind[int]:
    """`7.5`, `7:30` or `7 h 30`, to whole minutes; at most so many hours."""
    return Kind(_at_most(60 * most, f"{most:,}", _hours), _write_hours, Code.NOT_HOURS, "7.5")


MOST_CARE_HOURS = 1_000
"""Staff hours a week of one package: about six care workers round the clock."""

CARE_HOURS = hours(MOST_CARE_HOURS)
"""Hours a week of one package."""

PROVIDER_HOURS = hours(100_000)
"""Hours a week of one provider; a whole county places 80,000."""


def _money(text: str) -> int:
    pounds, pence = _match(r"£? ?(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.(\d{1,2}))?", text).groups()
    return int(pounds.replace(",", "")) * 100 + int((pence or "").ljust(2, "0"))


def money(most: int, example: str) -> Kind[int]:
    """Pounds, to whole pence; at most so many pounds."""
    read = _at_most(100 * most, f"{most:,}", _money)
    return Kind(read, lambda pence: f"{pence // 100}.{pence % 100:02d}", Code.NOT_MONEY, example)


HOURLY_RATE = money(10_000, "24.15")
"""Pounds an hour."""

WEEKLY_COST = money(100_000_000, "2500.00")
"""Pounds a week, of a package or a meeting."""


def _up_to_100(sign: str) -> Callable[[str], int]:
    """Reads a number from 0 to 100 as whole hundredths; `sign` is a pattern of what may follow it."""

    def read(text: str) -> int:
        whole_, decimals = _match(rf"(\d{{1,3}})(?:\.(\d{{1,2}})0*)?{sign}", text).groups()
        hundredths = int(whole_) * 100 + int((decimals or "").ljust(2, "0"))
        if hundredths > 10_000:
            raise ValueError(text)
        return hundredths

    return read


def _write_hundredths(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02d}".rstrip("0").rstrip(".")


SHARE: Kind[int] = Kind(_up_to_100(" ?%?"), _write_hundredths, Code.NOT_SHARE, "0 to 100")
"""Per cent of a lot, to basis points."""

POINTS: Kind[int] = Kind(_up_to_100(""), _write_hundredths, Code.NOT_POINTS, "0 to 100")
"""Points from 0 to 100 with at most two decimals, to whole hundredths."""

_YES = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def _yes_no(text: str) -> bool:
    if text.casefold() not in _YES:
        raise ValueError(text)
    return _YES[text.casefold()]


YES_NO: Kind[bool] = Kind(_yes_no, lambda yes: "yes" if yes else "no", Code.NOT_YES_NO, "yes; no")


def _date(text: str) -> date:
    text = re.sub(r"[ T]00:00(:00(\.0+)?)?$", "", text)
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text, re.ASCII):
        day, month, year = map(int, found.groups())
    else:
        year, month, day = map(int, _match(r"(\d{4})-(\d\d)-(\d\d)", text).groups())
    if not 1900 <= year <= 2200:
        raise ValueError(text)
    return date(year, month, day)


DATE: Kind[date] = Kind(_date, date.isoformat, Code.NOT_DATE, "2026-04-07")


def _time(text: str) -> time:
    hour, minute = map(int, _match(r"(\d{1,2}):([0-5]\d)(?::00)?", text).groups())
    return time(hour, minute)


TIME: Kind[time] = Kind(_time, lambda clock: clock.strftime("%H:%M"), Code.NOT_TIME, "08:30")


def choice(words: type[E]) -> Kind[E]:
    """One of the words of an enumeration; case, and `_` or `-` for a space, do not matter."""

    def plain(text: str) -> str:
        return re.sub(r"[\s_-]+", " ", text.casefold())

    by_word = {plain(word.value): word for word in words}

    def read(text: str) -> E:
        if plain(text) not in by_word:
            raise ValueError(text)
        return by_word[plain(text)]

    return Kind(read, lambda word: word.value, Code.NOT_CHOICE, "; ".join(word.value for word in words))


def listed(kind: Kind[T]) -> Kind[tuple[T, ...]]:
    """Several, separated by `;`, each once, in the order given."""
    return Kind(
        lambda text: tuple(dict.fromkeys(kind.read(item) for item in items(text))),
        lambda values: ";".join(map(kind.write, values)),
        kind.code,
        kind.expected,
    )


def items(text: str) -> Iterable[str]:
    """The items of a list in a cell, without outer spaces; empty ones are left out."""
    return filter(None, map(str.strip, text.split(";")))


WORDS: Kind[tuple[str, ...]] = Kind(
    lambda text: tuple(sorted({item.casefold() for item in items(text)})), ";".join, Code.NOT_TEXT, ""
)
"""Words that are compared without case (skills, services): casefolded and sorted."""
