"""Tables as they would be read from files, and the way in for them."""

from itertools import count

from allocation.intake import Row, Table, Tables
from allocation.intake.preview import Preview
from allocation.intake.rows import header_of, rows_of
from allocation.model import Person, Round
from allocation.use_cases import imports
from allocation.use_cases.desk import Desk, reading
from allocation.use_cases.snapshot import snapshot


def given(name: str, text: str) -> Tables:
    """One table, from its lines."""
    header, *rows = (tuple(line.split(",")) for line in text.split("\n"))
    return Tables({name: Table(name, f"{name}.csv", header, tuple(map(Row, range(2, 99), rows)))})


def tables_of(round_: Round, people: dict[str, Person]) -> Tables:
    """A round's files, as they would be read."""
    return Tables(
        {
            name: Table(name, f"{name}.csv", header_of(name), tuple(map(Row, count(2), rows)))
            for name, rows in rows_of(round_, people).items()
        }
    )


def bring_in_tables(desk: Desk, tables: Tables) -> tuple[Preview, Round]:
    """Bring tables in; what the preview showed is what is there afterwards, and the same again is quiet."""
    intake = imports.read_files(desk, tables)
    assert intake.round_ is not None, intake.faults
    preview = imports.preview_import(desk, intake)
    imports.apply_import(desk, intake, "file", preview.read_up_to)
    with reading(desk) as view:
        now = snapshot(view, intake.round_.day, promises=False, full_postcodes=True)
    assert now.round_ == intake.round_
    assert now.people == intake.people
    assert imports.preview_import(desk, imports.read_files(desk, tables)).preview.quiet
    return preview.preview, now.round_
