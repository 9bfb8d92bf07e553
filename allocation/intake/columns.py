"""What a table looks like: each column declared once, for reading, writing and the guide alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Generic, TypeVar, cast

from allocation.errors import Fault
from allocation.intake.codes import Code
from allocation.intake.kinds import Kind
from allocation.intake.tables import Table

T = TypeVar("T")
V = TypeVar("V")


class Need(Enum):
    """Stands where a column has no usual value."""

    NEEDED = auto()


@dataclass(frozen=True, slots=True, eq=False)
class Column(Generic[T]):
    """One column. `field` is the value's attribute; `refers` names the table whose ids may stand here.

    `default` is what an empty cell means; `Need.NEEDED`: the cell must be filled. Make one with `needed`,
    `optional` or `usual`.
    """

    name: str
    kind: Kind[Any]
    meaning: str
    default: Any
    field: str
    refers: str = ""

    @property
    def needed(self) -> bool:
        """Whether every row must fill it, and the header must have it."""
        return self.default is Need.NEEDED

    def write(self, value: T) -> str:
        """The cell's text for a value of this column."""
        return "" if value is None and self.default is None else self.kind.write(value)


def needed(name: str, kind: Kind[T], meaning: str, *, field: str = "", refers: str = "") -> Column[T]:
    """A column that must be there and filled in every row."""
    return Column(name, kind, meaning, Need.NEEDED, field or name, refers)


def optional(
    name: str, kind: Kind[T], meaning: str, *, field: str = "", refers: str = ""
) -> Column[T | None]:
    """A column whose empty cells mean None."""
    return Column(name, kind, meaning, None, field or name, refers)


def usual(
    name: str, kind: Kind[T], default: T, meaning: str, *, field: str = "", refers: str = ""
) -> Column[T]:
    """A column whose empty cells mean its usual value."""
    return Column(name, kind, meaning, default, field or name, refers)


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """One row read. `wrong` names the columns whose cell is at fault already: ask nothing more of them."""

    table: Table
    number: int
    values: Mapping[str, Any]
    texts: Mapping[str, str]
    wrong: frozenset[str]

    def __getitem__(self, column: Column[T]) -> T:
        """The value of a cell. Raises `KeyError` where the cell is at fault."""
        return cast("T", self.values[column.name])

    def has(self, *columns: Column[Any]) -> bool:
        """Whether all these cells could be read."""
        return not any(column.name in self.wrong for column in columns)

    def fault(self, code: Code, column: Column[Any], expected: str = "", **facts: str | int) -> Fault:
        """A fault at one cell of this row."""
        text = self.texts.get(column.name, "")
        return fault_at(self.table.where, self.number, column.name, text, code, expected, facts)


LONGEST_SHOWN = 80
"""A fault shows at most so many characters of a cell."""


def fault_at(
    file: str,
    row: int | None,
    column: str,
    text: str,
    code: Code,
    expected: str,
    facts: Mapping[str, str | int],
) -> Fault:
    """A fault at a cell, its text cut to what a person can read."""
    shown = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
    return Fault(code, file, row, column, shown, expected, dict(facts))


@dataclass(frozen=True, slots=True, eq=False)
class Layout(Generic[V]):
    """One table: its columns, and what names a row (`key`, empty where rows have no name).

    `told_by` is what tells its rows apart when two versions of a table are compared, by default the key; rows
    that it does not tell apart stand for one thing together and are replaced together, as the visits of a
    package are. `show` gives what a row shows of a value, by the columns' fields; by default its attributes.
    The header must have one at least of the columns in `either`. A `required` table must be there, and have
    rows unless it `may_be_empty`.

    For a file that lacks a column, whose values stay as they are kept: of rows that stand for one thing
    together only those that agree on `alike` can be the same; and a column in `follows` stays only until the
    one beside it names something else, as an area does when the postcode changes.
    """

    name: str
    meaning: str
    columns: tuple[Column[Any], ...]
    key: tuple[Column[Any], ...] = ()
    required: bool = False
    may_be_empty: bool = False
    either: tuple[Column[Any], ...] = ()
    told_by: tuple[Column[Any], ...] = ()
    alike: tuple[Column[Any], ...] = ()
    follows: tuple[tuple[Column[Any], Column[Any]], ...] = ()
    show: Callable[[V, str], Any] = getattr

    def identity(self, cells: Cells) -> tuple[Any, ...]:
        """What tells this row apart from others. Raises `KeyError` where a cell of it is at fault."""
        return tuple(cells[column] for column in self.told_by or self.key)

    def write(self, value: V) -> tuple[str, ...]:
        """The row of text that stands for a value, in the order of the columns."""
        return tuple(column.write(self.show(value, column.field)) for column in self.columns)

    def fields(self, cells: Cells) -> dict[str, Any]:
        """The values of a row that is free of faults, by field."""
        return {column.field: cells[column] for column in self.columns}
