"""Grades from the public register, for the providers that are here, by their registration number."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from allocation.acts import changed
from allocation.errors import Fault, WorldError
from allocation.model import Provider
from allocation.ports import Reading
from allocation.use_cases.desk import Desk, Done, keep, reading, writing
from allocation.use_cases.who import Right


class Registered(Protocol):
    """A service as the register has it; `grade` is its lowest current one, None where it has none."""

    @property
    def registration(self) -> str:
        """The register's number."""
        ...

    @property
    def grade(self) -> int | None:
        """1 to 6, or None."""
        ...


@dataclass(frozen=True, slots=True)
class GradeChange:
    """A provider whose grade would change; None is ungraded."""

    provider: str
    name: str
    registration: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class GradesPreview:
    """What the register would change. `unknown` are names of providers that it does not have."""

    changes: tuple[GradeChange, ...]
    unchanged: int
    unknown: tuple[str, ...]


def preview_grades(desk: Desk, services: Iterable[Registered]) -> GradesPreview:
    """Compare the register with the providers that are here."""
    with reading(desk) as view:
        return _preview(view, _grades(services))


def apply_grades(desk: Desk, services: Iterable[Registered], source: str) -> Done:
    """Take the register's grades over, by one act. A provider that it does not have keeps its grade.

    Raises `WorldError` (`grades_nothing`) where no provider would change.
    """
    grades = _grades(services)
    with writing(desk, Right.IMPORT) as writer:
        changes = [
            changed(row, replace(row.value, grade=grades[_number(row.value)]))
            for row in writer.rows(Provider)
            if _number(row.value) in grades and row.value.grade != grades[_number(row.value)]
        ]
        if not changes:
            raise WorldError(Fault("grades_nothing", value=source))
        return keep(desk, writer, "grades", changes, facts={"source": source, "providers": len(changes)})


def _preview(view: Reading, grades: dict[str, int | None]) -> GradesPreview:
    known = [row.value for row in view.rows(Provider) if _number(row.value) in grades]
    changes = [
        GradeChange(each.provider, each.name, each.registration, each.grade, grades[_number(each)])
        for each in known
        if each.grade != grades[_number(each)]
    ]
    unknown = [row.value.name for row in view.rows(Provider) if _number(row.value) not in grades]
    by_name = tuple(sorted(changes, key=lambda change: change.name.casefold()))
    return GradesPreview(by_name, len(known) - len(changes), tuple(sorted(unknown, key=str.casefold)))


def _grades(services: Iterable[Registered]) -> dict[str, int | None]:
    return {each.registration.strip().upper(): each.grade for each in services if each.registration.strip()}


def _number(provider: Provider) -> str:
    return provider.registration.strip().upper()
