"""One table of a contract as an editable Qt model: text as files have it, and what is wrong at each cell.

The last row is always empty: what is typed or pasted there becomes a new row.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from allocation.errors import Fault
from allocation.intake.codes import Code
from allocation.intake.columns import Column
from allocation.intake.kinds import DATE
from allocation.intake.layout import LAYOUTS
from allocation.use_cases.amending import OWN, DraftRow, Rows
from ui.screen.table.model import COLOUR
from ui.wording import _
from ui.wording.columns import column_title
from ui.wording.faults import what

Index = QModelIndex | QPersistentModelIndex

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
ONE_LINE = 10
"""Letters of a column's title that stand in one line."""

_FIGURES = (Code.NOT_MONEY, Code.NOT_HOURS, Code.NOT_SHARE)


Named = Callable[[str, str], str]
"""From a table and a reference in it to what people call it; empty where it has no other name."""


def _nameless(_table: str, _reference: str) -> str:
    return ""


class GridModel(QAbstractTableModel):
    """Rows down, columns as the files have them; `edited` tells that something was typed."""

    edited = Signal()

    def __init__(self, table: str, named: Named = _nameless, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self._named = named
        self.columns: tuple[Column[Any], ...] = tuple(
            column for column in LAYOUTS[table].columns if not (table in OWN and column.name == "contract")
        )
        self._rows: list[dict[str, str]] = []
        self._was: list[str] = []
        self._faults: Mapping[tuple[int, str], Sequence[Fault]] = {}

    def show(self, rows: Rows) -> None:
        """Show these rows in place of what was shown."""
        self.beginResetModel()
        self._rows = [dict(row.cells) for row in rows]
        self._was = [row.was for row in rows]
        self._faults = {}
        self.endResetModel()

    def rows(self) -> Rows:
        """The rows as they are typed now."""
        return tuple(DraftRow(dict(cells), was) for cells, was in zip(self._rows, self._was, strict=True))

    def name_of(self, reference: str) -> str:
        """What the row with this reference is called, where the table has such rows and they have names."""
        key = LAYOUTS[self.table].key[-1].name
        found = (row.get("name", "").strip() for row in self._rows if row.get(key, "").strip() == reference)
        name = next(found, "")
        return "" if name == reference else name

    def values(self, column: str) -> list[str]:
        """What stands in a column, each once, without empty cells."""
        texts = (row.get(column, "").strip() for row in self._rows)
        return list(dict.fromkeys(text for text in texts if text))

    def show_faults(self, faults: Iterable[Fault]) -> None:
        """Mark the cells at fault; `row` counts from 1."""
        found: dict[tuple[int, str], list[Fault]] = defaultdict(list)
        for fault in faults:
            if fault.row is not None:
                found[fault.row - 1, fault.column].append(fault)
        self._faults = found
        if self.columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows), len(self.columns) - 1))

    def place_of(self, column: str) -> int:
        """Where a column stands; the first place where it is not shown."""
        names = [each.name for each in self.columns]
        return names.index(column) if column in names else 0

    def remove(self, places: Iterable[int]) -> None:
        """Take these rows out."""
        for place in sorted(set(places), reverse=True):
            if place < len(self._rows):
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._rows[place], self._was[place]
                self.endRemoveRows()
        self._faults = {}
        self.edited.emit()

    def add(self, cells: Mapping[str, str]) -> int:
        """Make the empty row a row of its own, with a new empty one after it; gives its place."""
        place = len(self._rows)
        self.beginInsertRows(QModelIndex(), place + 1, place + 1)
        self._rows.append({**{column.name: "" for column in self.columns}, **cells})
        self._was.append("")
        self.endInsertRows()
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Vertical, place, place)
        return place

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else Qt.ItemFlag.NoItemFlags

    def text(self, index: Index) -> str:
        """What is typed in a cell."""
        if index.row() >= len(self._rows):
            return ""
        return self._rows[index.row()].get(self.columns[index.column()].name, "")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, text = self.columns[index.column()], self.text(index)
        faults = self._faults.get((index.row(), column.name), ())
        match role:
            case Qt.ItemDataRole.EditRole:
                return _shown(column, text)
            case Qt.ItemDataRole.DisplayRole:
                shown = _shown(column, text)
                if faults:
                    return f"✕ {shown}"
                name = self._named(column.refers, text) if column.refers and text else ""
                return f"{shown} · {name}" if name else shown or self._usual(index, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if column.kind.code in _FIGURES else _LEFT
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(map(what, faults)) or _(column.meaning)
            case Qt.ItemDataRole.AccessibleTextRole:
                words = [f"{column_title(self.table, column.name)}: {text or _('empty')}", *map(what, faults)]
                return ". ".join(words)
            case _ if role == COLOUR:
                return "critical" if faults else "quiet" if text in ("", self._usual(index, column)) else ""
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        text = " ".join(str(value).split())
        if (
            role != Qt.ItemDataRole.EditRole
            or not index.isValid()
            or text == _shown(self.columns[index.column()], self.text(index))
        ):
            return False
        if index.row() == len(self._rows):
            self.add({})
        self._rows[index.row()][self.columns[index.column()].name] = text
        self._faults = {
            cell: faults
            for cell, faults in self._faults.items()
            if cell != (index.row(), self.columns[index.column()].name)
        }
        self.dataChanged.emit(index, index)
        self.edited.emit()
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            if role != Qt.ItemDataRole.DisplayRole:
                return None
            return str(section + 1) if section < len(self._rows) else "+"
        if section >= len(self.columns):
            return None
        column = self.columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _two_lines(self._title(column))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._title(column)
            case Qt.ItemDataRole.ToolTipRole:
                return _(column.meaning)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if column.kind.code in _FIGURES else _LEFT
            case _:
                return None

    def _title(self, column: Column[Any]) -> str:
        title = column_title(self.table, column.name)
        return f"{title} *" if column.needed else title

    def _usual(self, index: Index, column: Column[Any]) -> str:
        """What an empty cell means, where that is something; nothing in the row that is still to come."""
        if index.row() >= len(self._rows) or column.needed or column.default is None:
            return ""
        return "" if column.kind is DATE else column.write(column.default)


def _two_lines(title: str) -> str:
    """A title of several words broken where its longer line is shortest, so that figures stand close."""
    words = title.split()
    broken = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]
    if len(title) <= ONE_LINE or not broken:
        return title
    return "\n".join(min(broken, key=lambda lines: max(map(len, lines))))


def _shown(column: Column[Any], text: str) -> str:
    """A file's day as people write it, everything else as it is."""
    if column.kind is not DATE:
        return text
    try:
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    except ValueError:
        return text
