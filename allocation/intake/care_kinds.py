"""Kinds of cell that only this trade has: days of visits, postcodes, areas of a lot, weights of a score."""

import re
from typing import NamedTuple

from allocation.intake.codes import Code
from allocation.intake.kinds import IDENTIFIER, Kind, items, listed
from allocation.model import Weekday

_DAYS = {name: day for day in Weekday for name in (day.name.casefold(), day.name.casefold()[:3])}
_ALL = tuple(Weekday)
_SPANS = {"daily": _ALL, "weekdays": _ALL[:5], "weekend": _ALL[5:]}


class Days(NamedTuple):
    """Days of the week that a visit is made on; where `named` is empty only their number is known."""

    named: tuple[Weekday, ...]
    times: int


def _named(text: str) -> tuple[Weekday, ...]:
    if text.casefold() in _SPANS:
        return _SPANS[text.casefold()]
    days = [_DAYS.get(item.casefold()) for item in items(text)]
    named = tuple(sorted(day for day in days if day is not None))
    if not days or len(set(named)) != len(days):
        raise ValueError(text)
    return named


def _write_named(days: tuple[Weekday, ...]) -> str:
    spans = [name for name, span in _SPANS.items() if span == days]
    return spans[0] if spans else ";".join(day.name.capitalize()[:3] for day in days)


def _days(text: str) -> Days:
    if re.fullmatch(r"[1-7](\.0+)?", text, re.ASCII):
        return Days((), int(text[0]))
    named = _named(text)
    return Days(named, len(named))


DAYS: Kind[Days] = Kind(
    _days,
    lambda days: _write_named(days.named) if days.named else str(days.times),
    Code.NOT_DAYS,
    "Mon;Wed;Fri; daily; weekdays; weekend; 1 to 7",
)
"""`Mon;Wed;Fri`, `daily`, `weekdays`, `weekend`, or a number of days a week."""


def _row_days(text: str) -> tuple[Weekday, ...] | None:
    named = _named(text)
    return None if named == _ALL else named


ROW_DAYS: Kind[tuple[Weekday, ...] | None] = Kind(
    _row_days,
    lambda days: _write_named(days or ()),
    Code.NOT_DAYS,
    "Mon;Wed;Fri; weekdays; weekend",
)
"""The days that a figure of a return is about; all seven are the same as none named."""

_OUTWARD = r"[A-Z]{1,3}[0-9]{1,2}[A-Z]?"


def _postcode(text: str) -> str:
    plain = " ".join(text.upper().split())
    if found := re.fullmatch(rf"({_OUTWARD}) ?([0-9][A-Z]{{2}})", plain, re.ASCII):
        return f"{found[1]} {found[2]}"
    if re.fullmatch(rf"{_OUTWARD}( [0-9])?", plain, re.ASCII):
        return plain
    raise ValueError(text)


POSTCODE: Kind[str] = Kind(_postcode, str, Code.NOT_POSTCODE, "EH49 6AB")
"""A postcode, or only its sector (EH49 6) or district (EH49): upper case, with one space."""


def widening(postcode: str) -> tuple[str, ...]:
    """A postcode and the places it lies in, narrowest first: itself, its sector, its district."""
    outward, _, inward = postcode.partition(" ")
    wider = (postcode, f"{outward} {inward[0]}", outward) if inward else (outward,)
    return tuple(dict.fromkeys(wider))


_AREAS = listed(IDENTIFIER)

LOT_AREAS: Kind[tuple[str, ...] | None] = Kind(
    lambda text: None if text == "*" else tuple(sorted(_AREAS.read(text))),
    lambda areas: "*" if areas is None else _AREAS.write(areas),
    Code.NOT_AN_ID,
    "Linlithgow;Bathgate; *",
)
"""The areas of a lot, sorted; `*` is all of them, None."""


class Weights(NamedTuple):
    """How a score weighs cost against quality."""

    cost: int
    quality: int


def _weights(text: str) -> Weights:
    given: dict[str, int] = {}
    for item in items(text):
        found = re.fullmatch(r"(cost|quality)[ :=]+(\d{1,6})%?", item, re.ASCII | re.IGNORECASE)
        if not found or found[1].casefold() in given:
            raise ValueError(text)
        given[found[1].casefold()] = int(found[2])
    if not any(given.values()):
        raise ValueError(text)
    return Weights(given.get("cost", 0), given.get("quality", 0))


WEIGHTS: Kind[Weights] = Kind(
    _weights,
    lambda weights: f"cost {weights.cost};quality {weights.quality}",
    Code.NOT_WEIGHTS,
    "cost 60;quality 40",
)
