"""A register's grade table: services counted by type and lowest grade, as councils report them.

The shape is that of North Ayrshire's contract report of 2023, table 3.2: a row for each type of service, a
column for each lowest grade, and one for what is not graded yet.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from allocation.intake.register import CARE_AT_HOME, Service

GRADES = (1, 2, 3, 4, 5, 6)


@dataclass(frozen=True, slots=True)
class GradeRow:
    """The services of one type. `by_grade` counts those with lowest grade 1, 2 ... 6.

    `care_service` and `subtype` are the register's words; an empty subtype stands for all of them, and both
    empty for all types. `inactive` services are registered and run no care at present; they are counted.
    """

    care_service: str
    subtype: str
    by_grade: tuple[int, ...]
    ungraded: int
    inactive: int

    @property
    def services(self) -> int:
        """How many there are."""
        return sum(self.by_grade) + self.ungraded


@dataclass(frozen=True, slots=True)
class GradeTable:
    """The rows in order of type, and all of them together."""

    rows: tuple[GradeRow, ...]
    total: GradeRow


def grade_table(services: Iterable[Service], *, subtypes: bool = False) -> GradeTable:
    """Count services that are registered; those that a file still lists as cancelled are left out.

    Support services are always told apart by their subtype, because care at home is one of them; the others
    only where `subtypes` is set.
    """
    counted = [service for service in services if service.is_registered]
    types: dict[tuple[str, str], list[Service]] = {}
    for service in counted:
        apart = subtypes or service.care_service.casefold() == CARE_AT_HOME[0]
        types.setdefault((service.care_service, service.subtype if apart else ""), []).append(service)
    order = sorted(types, key=lambda kind: tuple(word.casefold() for word in kind))
    return GradeTable(tuple(_row(*kind, types[kind]) for kind in order), _row("", "", counted))


def _row(care_service: str, subtype: str, services: Iterable[Service]) -> GradeRow:
    of = list(services)
    counts = Counter(service.grade for service in of)
    return GradeRow(
        care_service,
        subtype,
        tuple(counts[grade] for grade in GRADES),
        counts[None],
        sum(service.status.casefold() == "inactive" for service in of),
    )
