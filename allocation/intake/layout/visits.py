"""visits.csv: the pattern of visits of each package."""

from typing import Any, NamedTuple

from allocation.intake.care_kinds import DAYS, Days
from allocation.intake.columns import Layout, needed, optional, usual
from allocation.intake.kinds import IDENTIFIER, TEXT, TIME, whole
from allocation.model import Visit

ANY = "any"
"""The band of a visit that counts against the week only."""


class PackageVisit(NamedTuple):
    """A visit and the package it belongs to, as one row has them."""

    package: str
    visit: Visit


def _show(row: PackageVisit, field: str) -> Any:
    match field:
        case "package":
            return row.package
        case "days":
            return Days(row.visit.days, row.visit.times)
        case "band":
            return row.visit.band or ANY
        case _:
            return getattr(row.visit, field)


PACKAGE = needed("package", IDENTIFIER, "The package's reference.", refers="packages")
DAYS_ = needed("days", DAYS, "The days of the week, or only how many.", field="days")
BAND = needed("band", TEXT, "The part of the day, or any.")
MINUTES = needed(
    "minutes", whole(1, 1440), "How long the visit lasts; a package has at most 1,000 staff hours a week."
)
WORKERS = usual("workers", whole(1, 2), 1, "How many care workers come: 2 for a double-up.")
PART = usual("part", whole(1, 99), 1, "The part of the package, where joint working was allowed.")
FROM = optional("from", TIME, "The earliest clock time, where it is time-critical.", field="start")
TO = optional("to", TIME, "The latest clock time, where it is time-critical.", field="finish")
TIME_CRITICAL = optional("time_critical", TEXT, "Why the clock time matters.")

LAYOUT: Layout[PackageVisit] = Layout(
    "visits",
    "The visits of each package.",
    (PACKAGE, DAYS_, BAND, MINUTES, WORKERS, PART, FROM, TO, TIME_CRITICAL),
    required=True,
    told_by=(PACKAGE,),
    alike=(BAND,),
    show=_show,
)
