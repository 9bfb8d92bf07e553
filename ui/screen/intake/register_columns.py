"""The columns of what differs in a register, and of its grade table."""

from collections.abc import Callable

from allocation.intake.grade_table import GRADES, GradeRow
from allocation.use_cases.register import Difference
from ui.screen.table.columns import Column
from ui.wording import _
from ui.wording.register import differs, in_register, kept_here, service_type, what_follows


def _colour(row: Difference) -> str:
    return "critical" if any(floor.fallen for floor in row.floors) else ""


DIFFERENCES: tuple[Column[Difference], ...] = (
    Column("name", _("Provider"), lambda row: row.name, width=190),
    Column("registration", _("Registration"), lambda row: row.registration, width=116, spare=True),
    Column("kind", _("What"), lambda row: differs(row.kind), width=124),
    Column("before", _("Here"), kept_here, width=104),
    Column("after", _("In the register"), in_register, width=120),
    Column("follows", _("What follows"), what_follows, width=260, colour=_colour, tip=what_follows),
)


def _figure(id_: str, title: str, value: Callable[[GradeRow], int], width: int = 52) -> Column[GradeRow]:
    return Column(id_, title, lambda row: str(value(row)), width=width, figures=True, cell=value)


def _with_grade(grade: int) -> Column[GradeRow]:
    return _figure(f"grade_{grade}", str(grade), lambda row: row.by_grade[grade - 1])


TABLE: tuple[Column[GradeRow], ...] = (
    Column("type", _("Type of service"), lambda row: service_type(row.care_service, row.subtype), width=250),
    *map(_with_grade, GRADES),
    _figure("ungraded", _("Not graded"), lambda row: row.ungraded, 90),
    _figure("all", _("All"), lambda row: row.services, 60),
    _figure("inactive", _("Inactive"), lambda row: row.inactive, 84),
)
