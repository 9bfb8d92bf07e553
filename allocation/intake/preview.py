"""What an import would change, table by table, before anything is kept. What is missing is never deleted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from allocation.intake.layout import LAYOUTS
from allocation.intake.read import Intake, Kept
from allocation.intake.rows import TextRow, header_of, rows_of, settings_of
from allocation.model import CareOutcomes, Person, Round

Name = tuple[str, ...]


class CellChange(NamedTuple):
    """One cell that would change, as text."""

    column: str
    before: str
    after: str


class RowChange(NamedTuple):
    """A row that would change; `name` is what tells it apart."""

    name: Name
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class TablePreview:
    """One table. `missing` rows are kept already and not in the import: they stay as they are. `ended` rows
    are in the import, of packages that have ended: they change nothing.
    """

    table: str
    added: tuple[Name, ...] = ()
    changed: tuple[RowChange, ...] = ()
    unchanged: int = 0
    missing: tuple[Name, ...] = ()
    ended: tuple[Name, ...] = ()

    @property
    def quiet(self) -> bool:
        """Whether the import changes nothing here."""
        return not self.added and not self.changed


@dataclass(frozen=True, slots=True)
class Preview:
    """All tables, in the order of the layouts, after the settings (`council`)."""

    tables: tuple[TablePreview, ...]

    @property
    def quiet(self) -> bool:
        """Whether the import would change nothing at all."""
        return all(table.quiet for table in self.tables)


def compare(before: Kept | None, after: Intake) -> Preview:
    """Compare what is kept (None: nothing yet) with what was read. Raises `ValueError` if it has faults."""
    if after.round_ is None:
        raise ValueError("an intake with faults changes nothing, so there is nothing to preview")
    old = _grouped(before.round_, before.people, before.outcomes) if before else {}
    new = _grouped(after.round_, after.people, after.outcomes)
    given = ("council", *LAYOUTS) if after.given is None else after.given
    return Preview(
        tuple(
            replace(
                _table(table, old.get(table, {}), rows, after.kept.get(table, frozenset())),
                ended=after.ended.get(table, ()),
            )
            for table, rows in new.items()
            if table in given
        )
    )


Groups = dict[Name, list[TextRow]]


def _grouped(
    round_: Round, people: Mapping[str, Person], outcomes: Iterable[CareOutcomes]
) -> dict[str, Groups]:
    tables: dict[str, Groups] = {
        "council": {(key,): [(key, text)] for key, text in settings_of(round_).items()}
    }
    for name, rows in rows_of(round_, people, outcomes).items():
        layout, header = LAYOUTS[name], header_of(name)
        places = [header.index(column.name) for column in layout.told_by or layout.key]
        groups: Groups = defaultdict(list)
        for row in rows:
            groups[tuple(row[place] for place in places)].append(row)
        tables[name] = groups
    return tables


def _table(table: str, old: Groups, new: Groups, kept: frozenset[Name]) -> TablePreview:
    header = ("key", "value") if table == "council" else header_of(table)
    both = [name for name in new if name in old and name not in kept]
    changes = [
        RowChange(name, _cells(header, old[name], new[name])) for name in both if old[name] != new[name]
    ]
    return TablePreview(
        table,
        added=tuple(name for name in new if name not in old),
        changed=tuple(changes),
        unchanged=len(both) - len(changes),
        missing=tuple(name for name in old if name not in new or name in kept),
    )


def _cells(header: TextRow, old: list[TextRow], new: list[TextRow]) -> tuple[CellChange, ...]:
    """The cells that differ; rows that stand for one thing together are shown together, column by column."""
    together = zip(header, zip(*old, strict=True), zip(*new, strict=True), strict=True)
    return tuple(
        CellChange(column, " | ".join(before), " | ".join(after))
        for column, before, after in together
        if before != after
    )
