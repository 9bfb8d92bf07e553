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
        given = self.tables.tables.get(table)
        place = _place(given, _key(table)) if given else None
        if given is None or place is None:
            return ()
        return tuple(dict.fromkeys(filter(None, (_cell(row, place) for row in given.rows))))

    def called(self, table: str) -> dict[str, str]:
        """What each id of one of its tables is called, where the row has a name."""
        given = self.tables.tables.get(table)
        key, name = (_place(given, column) if given else None for column in (_key(table), "name"))
        if given is None or key is None or name is None:
            return {}
        return {_cell(row, key): _cell(row, name) for row in given.rows if _cell(row, name)}

    @property
    def sets_policy(self) -> bool:
        """Whether loading it changes the council's policy."""
        return self.tables.settings is not None and bool(self.tables.settings.values)


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
    place = _place(given, _key(table)) if given else None
    if given is None or place is None:
        return scheme
    rows = tuple(row for row in given.rows if _cell(row, place) not in names)
    tables = {**scheme.tables.tables, table: replace(given, rows=rows)}
    if not rows:
        del tables[table]
    return replace(scheme, tables=replace(scheme.tables, tables=tables))


def without_policy(scheme: Scheme) -> Scheme:
    """The scheme with its contracts alone, for a council that keeps its own policy."""
    return replace(scheme, tables=replace(scheme.tables, settings=None))


def terms_of(scheme: Scheme, day: date) -> Intake:
    """The scheme read by the intake as a council's first terms, with no package yet: every fault of it."""
    return read_round(scheme.tables, day, nothing_kept(day))


def _key(table: str) -> str:
    (key,) = LAYOUTS[table].key
    return key.name


def _place(table: Table, column: str) -> int | None:
    """Where a column stands; None where it does not, or twice: that is the intake's to tell."""
    names = [name.strip().casefold() for name in table.header]
    return names.index(column) if names.count(column) == 1 else None


def _cell(row: Row, place: int) -> str:
    return row.cells[place].strip() if place < len(row.cells) else ""


def _with(row: Row, place: int, text: str) -> Row:
    return Row(row.number, (*row.cells[:place], text, *row.cells[place + 1 :]))


def _renamed(table: Table, by_table: Mapping[str, Areas]) -> Table:
    for column in LAYOUTS[table.name].columns:
        place = _place(table, column.name)
        if column.refers in by_table and place is not None:
            rows = [
                _with(row, place, _theirs(_cell(row, place), by_table[column.refers])) for row in table.rows
            ]
            table = replace(table, rows=tuple(rows))
    place = _place(table, _key(table.name)) if table.name in by_table else None
    if place is None:
        return table
    return replace(table, rows=tuple(_own_rows(table, place, by_table[table.name])))


def _theirs(text: str, names: Areas) -> str:
    return ";".join(dict.fromkeys(name for item in items(text) for name in names.get(item, (item,))))


def _own_rows(table: Table, place: int, names: Areas) -> Iterator[Row]:
    """The rows of what is renamed, once for each new name; every other row as it is."""
    seen = {_cell(row, place) for row in table.rows} - names.keys()
    for row in table.rows:
        if _cell(row, place) not in names:
            yield row
            continue
        for name in names[_cell(row, place)]:
            if name not in seen:
                seen.add(name)
                yield _with(row, place, name)
