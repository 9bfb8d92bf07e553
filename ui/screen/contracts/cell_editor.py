"""How a cell of a contract's table is typed: from a list where only some words may stand there."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyleOptionViewItem, QWidget

from ui.screen.entry import complete
from ui.screen.table.view import Coloured
from ui.screen.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class CellEditor(Coloured):
    """`offered(column place)` gives the words to choose from, and whether several may stand in a cell."""

    def __init__(
        self, theme: Theme, parent: QWidget, offered: Callable[[int], tuple[Sequence[str], bool]]
    ) -> None:
        super().__init__(theme, parent)
        self._offered = offered

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        words, several = self._offered(index.column())
        if not words or several:
            line = QLineEdit(parent)
            complete(line, words, several=several)
            return line
        box = QComboBox(parent)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.addItem("")
        box.addItems(list(words))
        box.activated.connect(lambda _place: self._take(box))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findText(text))
            editor.setEditText(text)
            line = editor.lineEdit()
            if line is not None:
                line.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """The whole cell, and what a list needs beyond it."""
        room = option.rect
        if isinstance(editor, QComboBox):
            room.setWidth(max(room.width(), editor.sizeHint().width()))
        editor.setGeometry(room)

    def _take(self, box: QComboBox) -> None:
        """A word chosen from the list is meant: there is nothing more to type."""
        self.commitData.emit(box)
        self.closeEditor.emit(box)
