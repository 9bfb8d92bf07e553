"""Sorting the plan's table by what a column means, not by how it reads: hours as minutes, dates as dates."""

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel

from allocation.order import natural
from ui.screen.round.plan_table import COLUMNS, ORDER, PlanRow
from ui.screen.table.model import RowsModel

Index = QModelIndex | QPersistentModelIndex


class ByColumn(QSortFilterProxyModel):
    """Over a `RowsModel` of `PlanRow`; rows that are equal stand by package and part.

    Each row's key is made once a sort, not once a comparison: a board fills several times a second while a
    plan is looked for.
    """

    def __init__(self, rows: RowsModel[PlanRow], parent: QObject) -> None:
        super().__init__(parent)
        self._rows = rows
        self._column = -1
        self._keys: list[tuple[Any, ...]] = []
        rows.modelAboutToBeReset.connect(self._forget)
        self.setSourceModel(rows)

    def lessThan(self, left: Index, right: Index) -> bool:
        if self._column != left.column():
            self._column = left.column()
            self._keys = [_key(COLUMNS[self._column].id, row) for row in self._rows.rows]
        return bool(self._keys[left.row()] < self._keys[right.row()])

    def _forget(self) -> None:
        self._column = -1


def _key(column: str, row: PlanRow) -> tuple[Any, ...]:
    meaning = ORDER.get(column)
    text = next(each.text for each in COLUMNS if each.id == column)
    return (meaning(row) if meaning else natural(text(row)), natural(row.card.package), row.card.part)
