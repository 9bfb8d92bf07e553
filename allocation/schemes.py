"""Ready-made schemes: contract shapes as tables, and how one is fitted to a council."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from allocation.intake import LAYOUTS, Intake, Row, Table, Tables, read_round
from allocation.intake.kinds import items
from allocation.intake.read import nothing_kept

SCHEME_TABLES = ("areas", "providers", "contracts", "steps", "lots", "awards", "capacity")
"""The tables that a scheme may have: what was agreed, and nothing of any person."""

Areas = Mapping[str, tuple[str, ...]]
"""For a scheme's area, the council's own areas that stand in its place."""

Providers = Mapping[str, str]
"""For a scheme's provider, the council's own."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A shape and where it comes from. Areas and providers in it are invented, to be replaced.

    `where` and `published` are the source, `works` says what in the tables carries the shape, and `beyond`
    what the shape asks for that no table can say. `tables` are in the files' own columns, with the policy's
    settings.
    """

    id: str
    title: str
    where: str
    published: str
    works: str
    tables: Tables
    beyond: str = ""

    def names(self, table: str) -> tuple[str, ...]:
        """The ids that one of its tables defines, in the order of its rows."""
        (key,) = LAYOUTS[table].key
        return tuple(row[key.name] for row in _rows(self.tables.tables.get(table)))


def fitted(scheme: Scheme, areas: Areas, providers: Providers) -> Scheme:
    """The scheme with the council's own areas and providers in place of some of its invented ones.

    A row of an area that becomes several stands once for each; two that become one stand once.
    """
    by_table: dict[str, Areas] = {
        "areas": areas,
        "providers": {mine: (theirs,) for mine, theirs in providers.items()},
    }
    tables = {name: _renamed(table, by_table) for name, table in scheme.tables.tables.items()}
    return replace(scheme, tables=replace(scheme.tables, tables=tables))


def without(scheme: Scheme, table: str, names: frozenset[str]) -> Scheme:
    """The scheme without the rows of one table (areas, providers) that the council has described itself."""
    given = scheme.tables.tables.get(table)
    if given is None:
        return scheme
    rows = tuple(row for row in given.rows if _by_name(given, row)[_key(table)] not in names)
    tables = {**scheme.tables.tables, table: replace(given, rows=rows)}
    if not rows:
        del tables[table]
    return replace(scheme, tables=replace(scheme.tables, tables=tables))


def terms_of(scheme: Scheme, day: date) -> Intake:
    """The scheme read by the intake as a council's first terms, with no package yet: every fault of it."""
    return read_round(scheme.tables, day, nothing_kept(day))


def _key(table: str) -> str:
    (key,) = LAYOUTS[table].key
    return key.name


def _rows(table: Table | None) -> Iterator[dict[str, str]]:
    """The rows by column name, as the intake finds them."""
    if table is not None:
        for row in table.rows:
            yield _by_name(table, row)


def _by_name(table: Table, row: Row) -> dict[str, str]:
    names = [name.strip().casefold() for name in table.header]
    cells = [cell.strip() for cell in row.cells] + [""] * len(names)
    return dict(zip(names, cells, strict=False))


def _renamed(table: Table, by_table: Mapping[str, Areas]) -> Table:
    layout = LAYOUTS[table.name]
    target = {column.name: column.refers for column in layout.columns if column.refers in by_table}
    if table.name in by_table:
        target[_key(table.name)] = table.name
    rows: list[Row] = []
    for row in table.rows:
        cells = _by_name(table, row)
        for column, refers in target.items():
            theirs = by_table[refers]
            cells[column] = ";".join(
                dict.fromkeys(name for item in items(cells[column]) for name in theirs.get(item, (item,)))
            )
        rows.append(Row(row.number, tuple(cells.values())))
    renamed = replace(table, rows=tuple(rows))
    return _one_a_row(renamed, _key(table.name)) if table.name in by_table else renamed


def _one_a_row(table: Table, key: str) -> Table:
    """A row for each id that a renamed key names, the first where there are several."""
    rows: dict[str, Row] = {}
    for row in table.rows:
        cells = _by_name(table, row)
        for name in items(cells[key]) or ("",):
            rows.setdefault(name, Row(row.number, tuple((cells | {key: name}).values())))
    return replace(table, rows=tuple(rows.values()))
