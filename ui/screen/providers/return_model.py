"""The grid of a return as an editable Qt model; text that is no hours stays, marked, until mended."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from allocation.intake.kinds import PROVIDER_HOURS, fault_in
from ui.screen.providers.return_grid import Cell, Grid
from ui.screen.table.model import COLOUR
from ui.wording import _
from ui.wording.faults import what
from ui.wording.figures import hours

Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ReturnModel(QAbstractTableModel):
    """Lots down, bands across."""

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.grid = Grid((), (), {})
        self.texts: dict[Cell, str] = {}

    def show(self, grid: Grid) -> None:
        """Show a return."""
        self.beginResetModel()
        self.grid = grid
        self.texts = dict(grid.texts)
        self.endResetModel()

    def cell(self, index: Index) -> Cell:
        """Which lot and band a place is."""
        return self.grid.lots[index.row()], self.grid.bands[index.column()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.grid.lots)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.grid.bands)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return (
            super().flags(index) | Qt.ItemFlag.ItemIsEditable if index.isValid() else Qt.ItemFlag.NoItemFlags
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        text = self.texts.get(self.cell(index), "")
        minutes = read_hours(text)
        match role:
            case Qt.ItemDataRole.EditRole:
                return text
            case Qt.ItemDataRole.DisplayRole:
                return text if minutes is None else hours(minutes)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT
            case Qt.ItemDataRole.ToolTipRole:
                fault = fault_in(PROVIDER_HOURS, text.strip()) if text.strip() else None
                return what(fault) if fault else None
            case Qt.ItemDataRole.AccessibleTextRole:
                place = f"{self._row_words(index.row())}, {self._column_words(index.column())}"
                return f"{place}: {text or _('empty')}"
            case _ if role == COLOUR:
                return "critical" if text and minutes is None else ""
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self.texts[self.cell(index)] = str(value).strip()
        self.dataChanged.emit(index, index)
        self.edited.emit()
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation is Qt.Orientation.Horizontal:
            return _RIGHT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._column_words(section) if section < len(self.grid.bands) else None
        return self._row_words(section) if section < len(self.grid.lots) else None

    def _row_words(self, row: int) -> str:
        return self.grid.lots[row] or _("All lots together")

    def _column_words(self, column: int) -> str:
        return self.grid.bands[column] or _("Whole week")


def read_hours(text: str) -> int | None:
    """Typed hours as minutes; None where they are no hours."""
    try:
        return PROVIDER_HOURS.read(text.strip()) if text.strip() else None
    except ValueError:
        return None
