"""The plan's rows, sorted by what a column means, not by how it reads: hours as minutes, dates as dates."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from allocation.order import natural
from ui.screen.round.plan_table import COLUMNS, ORDER, PlanRow
from ui.screen.table.model import RowsModel


class PlanModel(RowsModel[PlanRow]):
    """Rows that are equal in the column stand by package and part."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self._column = 0
        self._descending = False

    def show(self, rows: Sequence[PlanRow]) -> None:
        super().show(sorted(rows, key=self._key, reverse=self._descending))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Qt calls it for a click on a column's head."""
        self._column, self._descending = max(0, column), order is Qt.SortOrder.DescendingOrder
        self.show(self.rows)

    def _key(self, row: PlanRow) -> tuple[Any, ...]:
        column = COLUMNS[self._column]
        meaning = ORDER.get(column.id)
        first = meaning(row) if meaning else natural(column.text(row))
        return (first, natural(row.card.package), row.card.part)
