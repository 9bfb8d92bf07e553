"""A grid that is typed into: a cell starts with the first key, blocks are pasted, Esc leaves."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QTableView

Index = QModelIndex | QPersistentModelIndex


@runtime_checkable
class Pasted(Protocol):
    """A model that takes a block copied from a spreadsheet."""

    def paste(self, at: Index, text: str) -> None:
        """Fill from a cell on."""


class GridView(QTableView):
    """Typing starts a cell, Enter goes down, Ctrl+V pastes a block, Delete empties, Esc leaves the grid."""

    left = Signal()

    def finish_editing(self) -> None:
        """Take over what is being typed in a cell, as leaving it would."""
        editor = self.indexWidget(self.currentIndex())
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        model, index = self.model(), self.currentIndex()
        if index.isValid():
            if event.matches(QKeySequence.StandardKey.Paste) and isinstance(model, Pasted):
                model.paste(index, QGuiApplication.clipboard().text())
                return
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                model.setData(index, "")
                return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
