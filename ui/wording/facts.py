"""Facts of rules and reasons as people write them: dates, lists, hours of a band, an end of a sentence."""

from collections.abc import Mapping
from datetime import date

from ui.wording import _, ngettext
from ui.wording.figures import day, hours

Facts = Mapping[str, str | int]
Names = Mapping[str, str]

MOST_NAMED = 8
"""Packages that a sentence names before it counts the rest."""


def when(facts: Facts, key: str) -> str:
    """A fact that is a date, in words."""
    return day(date.fromisoformat(str(facts[key])))


def told(words: object) -> str:
    """What a person wrote, as the end of a sentence: "Suspended: not enough staff"; empty where nothing."""
    text = str(words or "").strip().rstrip(".")
    return _(": {words}").format(words=text) if text else ""


def name_of(code: object, names: Names) -> str:
    """A provider's name where it is known, else its reference."""
    return names.get(str(code), str(code))


def listed(joined: object) -> list[str]:
    """The items of a `; ` list."""
    return [item for item in str(joined or "").split("; ") if item]


def some(joined: object) -> str:
    """A `; ` list of references for a sentence, the first ones by name: "P00012, P00031 and 4 more"."""
    items = listed(joined)
    named, rest = items[:MOST_NAMED], len(items) - MOST_NAMED
    words = ", ".join(named)
    if rest <= 0:
        return words
    return ngettext("{named} and {count} more", "{named} and {count} more", rest).format(
        named=words, count=rest
    )


def band_hours(minutes: int, facts: Facts) -> str:
    """Hours with what they are about: "7 h morning", "3 h 30 night, Sat Sun, double-up", "12 h a week"."""
    words = [
        _("{hours} {band}").format(hours=hours(minutes), band=facts["band"])
        if facts.get("band")
        else _("{hours} a week").format(hours=hours(minutes))
    ]
    if facts.get("days"):
        words.append(" ".join(str(facts["days"]).replace(";", " ").split()))
    if facts.get("workers") == 2:
        words.append(_("double-up"))
    return ", ".join(words)
