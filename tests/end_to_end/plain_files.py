"""The cells of the files, read plainly for the second judge: rows, days, minutes, pence."""

import csv
from datetime import date
from fractions import Fraction
from pathlib import Path

Row = dict[str, str]
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WORDS = {"daily": DAYS, "weekdays": DAYS[:5], "weekend": DAYS[5:]}


def table(folder: Path, name: str) -> list[Row]:
    """The rows of one file; a cell or column that is not there reads as empty."""
    path = folder / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [Blank(row) for row in csv.DictReader(file)]


class Blank(dict[str, str]):
    """A row in which a column that the file lacks is empty."""

    def __missing__(self, column: str) -> str:
        return ""


def implied(provider: str, lot: str, band: str, limit: int) -> Row:
    """A figure that rows by band imply."""
    return Blank(provider=provider, lot=lot, band=band, days="", workers="", staff_hours=f"0:{limit:02}")


def use(figure: Row, visit: Row) -> int:
    """Staff minutes a week that a visit uses of a figure."""
    if figure["band"] and figure["band"] != visit["band"]:
        return 0
    if figure["workers"] and figure["workers"] != visit["workers"]:
        return 0
    each = int(visit["minutes"]) * int(visit["workers"] or 1)
    if not figure["days"]:
        return staff_minutes(visit)
    named = days(figure["days"])
    if visit["days"].isdigit():
        return each * min(int(visit["days"]), len(named))
    return each * len(set(named) & set(days(visit["days"])))


def staff_minutes(visit: Row) -> int:
    """Staff minutes a week of a visit."""
    times = int(visit["days"]) if visit["days"].isdigit() else len(days(visit["days"]))
    return int(visit["minutes"]) * times * int(visit["workers"] or 1)


def days(cell: str) -> tuple[str, ...]:
    """The days that a cell names."""
    return WORDS.get(cell) or tuple(each.casefold() for each in several(cell))


def several(cell: str) -> list[str]:
    """A list in a cell."""
    return [each.strip() for each in cell.split(";") if each.strip()]


def minutes(cell: str) -> int:
    """Hours in a cell, as whole minutes."""
    if ":" in cell:
        hours, rest = cell.split(":")
        return 60 * int(hours) + int(rest)
    return int(Fraction(cell) * 60)


def pence(cell: str) -> int:
    """Pounds in a cell, as whole pence."""
    return int(Fraction(cell) * 100)


def day_of(cell: str) -> date | None:
    """A date in a cell, if any."""
    return date.fromisoformat(cell) if cell else None


def inside(day: date, first: str, last: str) -> bool:
    """Whether a day is between two that may be open, both included."""
    return (not first or date.fromisoformat(first) <= day) and (not last or day <= date.fromisoformat(last))
