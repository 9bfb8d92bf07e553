"""The one table view: whole rows, 28 px each, tabular figures on the right, sorting left to the query."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.screen.stylesheet import look
from ui.screen.table.model import COLOUR, RowsModel, copy_cell
from ui.screen.theme import Theme
from ui.screen.tokens import ROW

Index = QModelIndex | QPersistentModelIndex


class Table(QTableView):
    """Give it a model, then `fit` its columns. Ctrl+C copies the cell."""

    def __init__(self, name: str, theme: Theme | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        look(self, "whole-rows")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setMinimumSectionSize(ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(40)
        header.setFixedHeight(32)
        if theme is not None:
            self.setItemDelegate(Coloured(theme, self))

    def fit(self) -> None:
        """Give each column the width that it was declared with."""
        model = self.model()
        if isinstance(model, RowsModel):
            for place, column in enumerate(model.columns):
                self.setColumnWidth(place, column.width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self.currentIndex().isValid():
            copy_cell(self.currentIndex())
            return
        super().keyPressEvent(event)


class Coloured(QStyledItemDelegate):
    """Paints a cell's text in the token that its column names."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        token = index.data(COLOUR)
        if token:
            colour: QColor = self._theme.colour(token)
            palette: QPalette = option.palette
            palette.setColor(QPalette.ColorRole.Text, colour)
            palette.setColor(QPalette.ColorRole.HighlightedText, colour)
