"""Sorting the plan's table by what a column means, not by how it reads: hours as minutes, dates as dates."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel

from ui.screen.round.picture import natural
from ui.screen.round.plan_table import COLUMNS, ORDER, PlanRow
from ui.screen.table.model import RowsModel

Index = QModelIndex | QPersistentModelIndex


class ByColumn(QSortFilterProxyModel):
    """Over a `RowsModel` of `PlanRow`; rows that are equal stand by package and part."""

    def lessThan(self, left: Index, right: Index) -> bool:
        model = self.sourceModel()
        if not isinstance(model, RowsModel):
            return False
        column = COLUMNS[left.column()]
        one, other = (_key(column.id, model.rows[index.row()]) for index in (left, right))
        return bool(one < other)


def _key(column: str, row: PlanRow) -> tuple[object, ...]:
    meaning = ORDER.get(column)
    text = next(each.text for each in COLUMNS if each.id == column)
    return (meaning(row) if meaning else natural(text(row)), natural(row.card.package), row.card.part)
