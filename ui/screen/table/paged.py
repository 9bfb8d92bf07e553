"""Rows from a paged query, fetched as the person scrolls: never a whole list in memory."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Signal

from allocation.lists import Page
from ui.screen.operation import Operation, Operations
from ui.screen.table.columns import Column
from ui.screen.table.model import RowsModel

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

PAGE = 100
"""Rows a fetch: three screens full."""


Fetch = Callable[[int, int], Page[Row]]
"""(offset, limit) to a page of rows. Called on the memory lane, so it must hold frozen values only."""


class PagedModel(RowsModel[Row]):
    """Asks for the first page when given a query and for the next when the view nears its end."""

    counted = Signal(int)
    """How many rows the query has in all."""

    loaded = Signal()
    """A page has come in."""

    def __init__(
        self, columns: Sequence[Column[Row]], operations: Operations, parent: QObject | None = None
    ) -> None:
        super().__init__(columns, parent)
        self._operations = operations
        self._fetch: Fetch[Row] | None = None
        self._under_way: Operation[Page[Row]] | None = None
        self.total = 0

    def ask(self, fetch: Fetch[Row], *, keep: bool = False) -> None:
        """Show the answer to another query; an older answer still on its way is dropped.

        `keep` (a refresh of the same query) reads as many rows as are shown now, so that scrolling holds.
        """
        if self._under_way is not None:
            self._under_way.drop()
        self._fetch = fetch
        limit = max(PAGE, len(self.rows)) if keep else PAGE
        self._under_way = self._operations.run(
            lambda _job: fetch(0, limit), on_success=self._first, on_failure=None
        )

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._under_way is None and len(self.rows) < self.total

    def fetchMore(self, parent: Index) -> None:
        if not self.canFetchMore(parent) or self._fetch is None:
            return
        fetch, offset = self._fetch, len(self.rows)
        self._under_way = self._operations.run(lambda _job: fetch(offset, PAGE), on_success=self._next)

    def _first(self, fetched: Page[Row]) -> None:
        self._under_way = None
        self.total = fetched.total
        self.show(fetched.rows)
        self.counted.emit(self.total)
        self.loaded.emit()

    def _next(self, fetched: Page[Row]) -> None:
        self._under_way = None
        if fetched.rows:
            first = len(self.rows)
            self.beginInsertRows(QModelIndex(), first, first + len(fetched.rows) - 1)
            self.rows.extend(fetched.rows)
            self.endInsertRows()
        self.total = fetched.total if fetched.rows else len(self.rows)
        self.loaded.emit()
