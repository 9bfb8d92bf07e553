"""The one table view: whole rows, 28 px each, tabular figures on the right, sorting left to the query."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.screen.stylesheet import look
from ui.screen.table.columns import Column
from ui.screen.table.model import COLOUR, RowsModel, copy_cell
from ui.screen.theme import Theme
from ui.screen.tokens import ROW

Index = QModelIndex | QPersistentModelIndex


class Table(QTableView):
    """Give it a model, then `fit` its columns. Ctrl+C copies the cell.

    Rows are chosen whole, so Home and End go to the first and the last of them.
    """

    def __init__(self, name: str, theme: Theme | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._nothing = ""
        self._columns: Sequence[Column[Any]] = ()
        self._left_out: frozenset[str] = frozenset()
        self._fitting = self._dragged = False
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
        header.sectionResized.connect(self._resized)
        if theme is not None:
            self.setItemDelegate(Coloured(theme, self))

    def fit(self, columns: Sequence[Column[Any]] = ()) -> None:
        """Give each column its declared width, and what is left over to the words, the most to the widest.

        Spare columns are hidden, the last first, where there is no room for them. Columns are the model's
        where none are given. Once a person has dragged a column, the widths are theirs.
        """
        model = self.model()
        self._columns = columns or (model.columns if isinstance(model, RowsModel) else ())
        self._dragged = False
        self._share_out()

    def leave_out(self, ids: Iterable[str]) -> None:
        """Hide these columns, whatever room there is, until it is called again."""
        self._left_out = frozenset(ids)
        self._share_out()

    def _share_out(self) -> None:
        room = self.viewport().width()
        shown = [each for each in enumerate(self._columns) if each[1].id not in self._left_out]
        while sum(column.width for _, column in shown) > room:
            spare = next((each for each in reversed(shown) if each[1].spare), None)
            if spare is None:
                break
            shown.remove(spare)
        words = {place: column.width for place, column in shown if not column.figures}
        left = max(0, room - sum(column.width for _, column in shown))
        # What nobody takes goes to the last column: figures would stand far from those they belong to.
        figures_last = bool(shown) and shown[-1][1].figures
        self._fitting = True
        for place, column in enumerate(self._columns):
            more = left * column.width // sum(words.values()) if place in words else 0
            self.setColumnHidden(place, (place, column) not in shown)
            self.setColumnWidth(
                place, column.width + (more if figures_last else min(more, column.width // 2))
            )
        self._fitting = False

    def _resized(self, _place: int, _before: int, _now: int) -> None:
        pressed = QApplication.mouseButtons() & Qt.MouseButton.LeftButton
        if not self._fitting and pressed and self.horizontalHeader().underMouse():
            self._dragged = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._columns and not self._dragged and event.size().width() != event.oldSize().width():
            self._share_out()

    def say_when_empty(self, words: str) -> None:
        """What stands in the middle where there are no rows."""
        self._nothing = words
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._nothing and not self.model().rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(self.viewport().rect(), int(Qt.AlignmentFlag.AlignCenter), self._nothing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self.currentIndex().isValid():
            copy_cell(self.currentIndex())
            return
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.model().rowCount() - 1}
        row = ends.get(Qt.Key(event.key()), -1)
        if row >= 0 and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self.setCurrentIndex(self.model().index(row, max(0, self.currentIndex().column())))
            return
        super().keyPressEvent(event)


PADDING = 8


class Coloured(QStyledItemDelegate):
    """Paints a cell's text in the token that its column names, every row on the same baseline.

    Qt's own painting moves a line up or down where a sign comes from another font.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        room = option.rect.adjusted(PADDING, 0, -PADDING, 0)
        metrics = option.fontMetrics
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        right = option.displayAlignment & Qt.AlignmentFlag.AlignRight
        x = room.right() - metrics.horizontalAdvance(shown) if right else room.left()
        y = room.top() + (room.height() + metrics.ascent() - metrics.descent()) // 2
        painter.save()
        painter.setFont(option.font)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        painter.drawText(x, y, shown)
        painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        token = index.data(COLOUR)
        if token:
            colour: QColor = self._theme.colour(token)
            palette: QPalette = option.palette
            palette.setColor(QPalette.ColorRole.Text, colour)
            palette.setColor(QPalette.ColorRole.HighlightedText, colour)
