"""Hours, money and dates as the trade writes them: `7 h 30`, `£24.15`, `Mon 1 June 2026`."""

import re
from datetime import date

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def hours(minutes: int) -> str:
    """Whole minutes as hours: `7 h 30`, `12 h`, `45 min`."""
    sign = "-" if minutes < 0 else ""
    whole, rest = divmod(abs(minutes), 60)
    if not whole and rest:
        return f"{sign}{rest} min"
    return f"{sign}{whole} h {rest:02d}" if rest else f"{sign}{whole} h"


def together(words: str) -> str:
    """The same words, but a line is never broken inside a figure: `7 h 30`, `45 min`, `−£11.41`.

    Labels and paper see to it wherever words wrap; in files and commands figures keep their plain spaces.
    """
    return _SIGN.sub("\u2060", _FIGURE.sub(lambda found: found[0].replace(" ", "\u00a0"), words))


_FIGURE = re.compile(r"\b\d+ (?:h(?: \d+)?|min)\b")
_SIGN = re.compile(r"(?<=[+−-])(?=£)")


def money(pence: int) -> str:
    """Whole pence as pounds: `£24.15`, `£1,204.00`."""
    sign = "-" if pence < 0 else ""
    return f"{sign}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"


def day(when: date) -> str:
    """A civil date in words: `1 June 2026`."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"
