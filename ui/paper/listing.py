"""A heading and a table of lines, its columns each a head, a way to say it, and a style."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from reportlab.platypus import Flowable

from ui.paper.tables import heading, table
from ui.paper.words import ROW, Style

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """What one column says of each line."""

    head: str
    text: Callable[[T], str]
    style: Style = ROW


def listing(title: str, lines: Sequence[T], columns: Sequence[Column[T]]) -> list[Flowable]:
    """The heading and the table, or nothing where there are no lines."""
    if not lines:
        return []
    rows = [[column.text(line) for column in columns] for line in lines]
    heads = [column.head for column in columns]
    return [*heading(title), table(heads, rows, [column.style for column in columns])]
