"""What a table shows of a row: one declaration a column, used by the view, the spreadsheet and the paper."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """`text` is what is shown, and what is exported.

    `sort` is the query's key for sorting by this column (empty: cannot be sorted), `colour` the token that a
    row's cell is written in (empty: plain text), `figures` right-aligns. `personal` columns can be left off.
    `cell` is what a spreadsheet gets where that is more than the text: a number, a day. `spare` columns give
    way where the window is narrow; what they say stands in the detail too.
    """

    id: str
    title: str
    text: Callable[[Row], str]
    width: int = 120
    figures: bool = False
    sort: str = ""
    colour: Callable[[Row], str] | None = None
    tip: Callable[[Row], str] | None = None
    personal: bool = False
    cell: Callable[[Row], str | int | float | date | None] | None = None
    spare: bool = False
