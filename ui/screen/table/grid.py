"""A grid that is typed into: a cell starts with the first key, blocks are pasted, Esc leaves."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QTableView

Index = QModelIndex | QPersistentModelIndex


def paste(model: QAbstractItemModel, at: Index, text: str) -> None:
    """Fill from a cell on with a block copied from a spreadsheet; what reaches beyond is left out."""
    row, column = at.row(), at.column()
    for down, line in enumerate(text.rstrip("\n").split("\n")):
        for across, value in enumerate(line.rstrip("\r").split("\t")):
            index = model.index(row + down, column + across)
            if index.isValid():
                model.setData(index, value)


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
            if event.matches(QKeySequence.StandardKey.Paste):
                paste(model, index, QGuiApplication.clipboard().text())
                return
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                model.setData(index, "")
                return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
