"""`grades` and `register`: the public register's grade table, and a newer register taken over."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from rich.table import Table

from allocation.errors import Fault, WorldError
from allocation.intake.grade_table import GRADES, GradeRow, GradeTable, grade_table
from allocation.intake.register import Register, Service
from allocation.use_cases.desk import Desk
from allocation.use_cases.register import (
    RegisterPreview,
    apply_grades,
    areas_of_providers,
    preview_register,
)
from ui.commandline.terminal import aside, out
from ui.commandline.words import noted
from ui.spreadsheet.register import read_register_file
from ui.wording import _
from ui.wording.register import difference_sentence, left_out, service_type

ALL = "all"
"""What stands for every council area together."""

HEADS = (*map(str, GRADES), _("Not graded"), _("All"), _("Inactive"))


def show_grades(path: Path, councils: Sequence[str], to: Path | None, *, subtypes: bool) -> None:
    """Print the grade table of each council area named, or write all of them to one new spreadsheet.

    Raises `WorldError`: the file's faults, an unknown area, a spreadsheet that is there already.
    """
    register = register_at(path)
    tables = {name: grade_table(services, subtypes=subtypes) for name, services in _of(register, councils)}
    if to is not None:
        _write(to, tables)
        out().print(_("Written to {folder}").format(folder=to))
        return
    for name, table in tables.items():
        out().print(_("{area}: services by lowest grade").format(area=name))
        out().print(_table(table))
        out().print()


def update(
    desk: Desk, path: Path, councils: Sequence[str], agree: Callable[[], bool], *, names: bool
) -> bool:
    """Show what a register has otherwise than the database, and take it over if that is agreed.

    Without council areas, those in which the providers here are registered. Gives whether it was agreed.
    Raises `WorldError` with the file's faults.
    """
    register = register_at(path)
    areas = [name for name, _some in _of(register, councils)] or list(areas_of_providers(desk, register))
    if ALL in areas:
        areas = list(register.areas)
    preview = preview_register(desk, register, areas)
    console = out()
    for line in preview_lines(preview):
        console.print(line)
    if not preview.grades and not (names and preview.names):
        console.print(_("Nothing would change."))
        return True
    if not agree():
        console.print(_("Nothing was kept."))
        return False
    apply_grades(desk, register.of(areas), path.name, names=names)
    console.print(_("Kept."))
    return True


def preview_lines(preview: RegisterPreview) -> Iterator[str]:
    """Each difference on a line, then the providers of which nothing is to be said."""
    yield from map(difference_sentence, preview.differences)
    yield from left_out(preview)


def register_at(path: Path) -> Register:
    """The register in a file; its notices are told. Raises `WorldError` with every fault of it."""
    register = read_register_file(path)
    if register.faults:
        raise WorldError(*register.faults)
    if register.notices:
        aside().print(noted(register.notices))
    return register


def _of(register: Register, councils: Iterable[str]) -> Iterator[tuple[str, tuple[Service, ...]]]:
    """Each area's name as the register writes it, with its services. Every unknown name is a fault."""
    known = {service.area.casefold(): service.area for service in register.everything}
    wanted = list(dict.fromkeys(name.strip().casefold() for name in councils))
    faults = [_unknown(name, known) for name in councils if name.strip().casefold() not in {*known, ALL}]
    if faults:
        raise WorldError(*faults)
    for name in wanted:
        if name == ALL and ALL not in known:
            yield ALL, register.everything
        else:
            yield known[name], tuple(each for each in register.everything if each.area.casefold() == name)


def _unknown(name: str, known: dict[str, str]) -> Fault:
    near = get_close_matches(name.strip().casefold(), known, n=3, cutoff=0.5)
    areas = [known[each] for each in near] or sorted(known.values(), key=str.casefold)
    return Fault("no_council", value=name, facts={"areas": ", ".join(areas)})


def _table(table: GradeTable) -> Table:
    shown = Table(box=None, pad_edge=False, header_style="bold")
    shown.add_column(_("Type of service"))
    for head in HEADS:
        shown.add_column(head, justify="right")
    for row in table.rows:
        shown.add_row(*map(str, cells(row)))
    shown.add_row(*map(str, cells(table.total)), style="bold")
    return shown


def cells(row: GradeRow) -> tuple[str | int, ...]:
    """A row as a spreadsheet has it: the type, then figures."""
    return (
        service_type(row.care_service, row.subtype),
        *row.by_grade,
        row.ungraded,
        row.services,
        row.inactive,
    )


def _write(to: Path, tables: dict[str, GradeTable]) -> None:
    from ui.spreadsheet.write import write_table

    if to.suffix.casefold() not in (".xlsx", ".csv"):
        raise WorldError(Fault("not_a_sheet", value=str(to)))
    if to.exists():
        raise WorldError(Fault("file_exists", value=str(to)))
    rows = [(name, *cells(row)) for name, table in tables.items() for row in (*table.rows, table.total)]
    try:
        write_table(to, (_("Council area"), _("Type of service"), *HEADS), rows, sheet="Grades")
    except OSError as error:
        facts: dict[str, str | int] = {"why": error.strerror or type(error).__name__}
        raise WorldError(Fault("out_failed", value=str(to), facts=facts)) from None
