"""The Care Inspectorate's public register as it comes: every service, its number, type and lowest grade.

The datastore is published each month; its columns drift from year to year (FORMATS, "Traps").
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from allocation.errors import Fault
from allocation.intake.codes import Code
from allocation.intake.tables import Row, Table

CARE_AT_HOME = ("support service", "care at home")
"""What the two columns of a care-at-home service say exactly, without case: "contains" takes others too."""

CANCELLED = "cancelled"
"""The status of a service that is registered no more, in files that still list it."""


@dataclass(frozen=True, slots=True)
class Service:
    """One service. `grade` is its lowest current one, 1 to 6; None is ungraded.

    `area` is the council area where it is registered, which need not be all that it serves. `status` is the
    register's own word (Active, Inactive, Cancelled), `care_service` and `subtype` are its words for the
    type.
    """

    registration: str
    name: str
    provider: str
    area: str
    status: str
    grade: int | None
    care_service: str = "Support Service"
    subtype: str = "Care at Home"

    @property
    def is_care_at_home(self) -> bool:
        """Whether it is a care-at-home service."""
        return (self.care_service.casefold(), self.subtype.casefold()) == CARE_AT_HOME

    @property
    def is_registered(self) -> bool:
        """Whether it was registered when the file was made; an inactive service is."""
        return self.status.casefold() != CANCELLED


@dataclass(frozen=True, slots=True)
class Register:
    """Every service of a register, by area, name and number; none where there are faults.

    `notices` are cells of services other than care at home that could not be read: these count as ungraded.
    """

    everything: tuple[Service, ...] = ()
    faults: tuple[Fault, ...] = ()
    notices: tuple[Fault, ...] = ()

    @property
    def services(self) -> tuple[Service, ...]:
        """The care-at-home services."""
        return tuple(service for service in self.everything if service.is_care_at_home)

    @property
    def areas(self) -> Mapping[str, int]:
        """The council areas found, in the order of the alphabet, with the care-at-home services of each."""
        counts = Counter(service.area for service in self.services)
        return {area: counts[area] for area in sorted(counts, key=str.casefold)}

    def of(self, areas: Iterable[str]) -> tuple[Service, ...]:
        """The care-at-home services registered in these council areas."""
        wanted = {area.casefold() for area in areas}
        return tuple(service for service in self.services if service.area.casefold() in wanted)


_NEEDED = {
    "registration": "CSNumber",
    "care_service": "CareService",
    "subtype": "Subtype",
    "name": "ServiceName",
    "area": "Council_Area_Name",
}
_OPTIONAL = {
    "provider": "ServiceProvider",
    "status": "ServiceStatus",
    "grade": "MinGrade",
}
_THEMES = (
    "Quality_of_Care_and_Support",
    "Quality_of_Environment",
    "Quality_of_Staffing",
    "Quality_of_Mgmt_and_Lship",
    "KQ_Support_Wellbeing",
    "KQ_Care_and_Support_Planning",
    "KQ_Setting",
    "KQ_Staff_Team",
    "KQ_Leadership",
    "KQ_Care_Play_and_Learning",
)
"""The grades that the lowest is taken of where a file has no column for it: those of 2017, and today's."""

COLUMNS = (*_NEEDED.values(), *_OPTIONAL.values(), *_THEMES)
"""Every column that is read; all others of the register may be left out before the table gets here."""


def plain(column: str) -> str:
    """A column's name without case, punctuation and the year at its end, which rolls on each April."""
    letters = re.sub(r"[^a-z0-9]", "", column.casefold())
    return re.sub(r"(?<=[a-z])(20)?\d\d(\d\d)?$", "", letters)


def read_register(table: Table) -> Register:
    """Every service of a register's table.

    A missing column is a fault that names it; so is a grade or number of a care-at-home service that cannot
    be read. What cannot be read of others is a notice.
    """
    places: dict[str, int] = {}
    for place, name in enumerate(table.header):
        places.setdefault(plain(name), place)
    missing = [name for name in _NEEDED.values() if plain(name) not in places]
    if not any(plain(name) in places for name in (_OPTIONAL["grade"], *_THEMES)):
        missing.append(_OPTIONAL["grade"])
    if missing:
        where, row = table.where, table.header_row
        return Register(
            faults=tuple(Fault(Code.MISSING_COLUMN, where, row, name, expected=name) for name in missing)
        )
    faults: list[Fault] = []
    notices: list[Fault] = []
    found: dict[str, Service] = {}
    for each in table.rows:
        cells = _Cells(table, each, places)
        if not cells["CareService"] and not cells["CSNumber"]:
            continue
        service = _service(cells)
        (faults if service.is_care_at_home else notices).extend(cells.faults)
        found.setdefault(service.registration, service)
    if faults:
        return Register(faults=tuple(faults))
    if not any(service.is_care_at_home for service in found.values()):
        return Register(faults=(Fault(Code.NO_CARE_AT_HOME, table.where),))
    order = sorted(
        found.values(), key=lambda each: (each.area.casefold(), each.name.casefold(), each.registration)
    )
    return Register(tuple(order), notices=tuple(notices))


def _squeezed(text: str) -> str:
    return " ".join(text.split())


_WORDS = ("unsatisfactory", "weak", "adequate", "good", "very good", "excellent")
"""What the grades 1 to 6 are called, which some files write instead, or behind the figure."""

_NO_GRADE = frozenset(
    ("", "-", "0", "n/a", "na", "none", "not applicable", "not assessed", "not graded", "null")
)


def grade_of(text: str) -> int | None:
    """A grade as files of several years write it: 5, 5.0, `5 - Very Good`, `Very Good`; None is ungraded.

    Raises `ValueError` for anything else.
    """
    words = _squeezed(text).casefold()
    if words in _NO_GRADE:
        return None
    if words in _WORDS:
        return _WORDS.index(words) + 1
    found = re.fullmatch(r"([1-6])(?:\.0+)?(?:\s*[-–:(]?\s*([a-z ]+)\)?)?", words)
    if found and (found[2] is None or found[2].strip() == _WORDS[int(found[1]) - 1]):
        return int(found[1])
    raise ValueError(f"{text} is no grade")


class _Cells:
    """A row's cells by the register's column names; what cannot be read goes to `faults`."""

    def __init__(self, table: Table, row: Row, places: Mapping[str, int]) -> None:
        self.table, self.row, self.places = table, row, places
        self.faults: list[Fault] = []

    def __getitem__(self, column: str) -> str:
        place = self.places.get(plain(column))
        cells = self.row.cells
        return cells[place].strip() if place is not None and place < len(cells) else ""

    def has(self, column: str) -> bool:
        return plain(column) in self.places

    def fault(self, code: Code, column: str, expected: str) -> None:
        where, row = self.table.where, self.row.number
        self.faults.append(Fault(code, where, row, column, self[column][:80], expected))

    def grade(self, column: str) -> int | None:
        try:
            return grade_of(self[column])
        except ValueError:
            self.fault(Code.NOT_WHOLE, column, "1 to 6")
            return None


def _service(cells: _Cells) -> Service:
    registration = cells["CSNumber"].upper()
    if not re.fullmatch(r"CS\d{6,12}", registration, re.ASCII):
        cells.fault(Code.NOT_AN_ID, "CSNumber", "CS2003000150")
    return Service(
        registration,
        cells["ServiceName"],
        cells["ServiceProvider"],
        cells["Council_Area_Name"],
        cells["ServiceStatus"] or "Active",
        _lowest(cells),
        _squeezed(cells["CareService"]),
        _squeezed(cells["Subtype"]),
    )


def _lowest(cells: _Cells) -> int | None:
    """The register's own lowest grade; where it has no column for it, the lowest of its themes."""
    if cells.has("MinGrade"):
        return cells.grade("MinGrade")
    grades = [grade for theme in _THEMES if (grade := cells.grade(theme)) is not None]
    return min(grades, default=None)
