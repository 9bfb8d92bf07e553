"""A QListView with geometry of its own: items stand where `layout` puts them, and arrows walk along that.

Qt's list view lays items out in one line or one grid; the board needs heads across and cards that wrap. All
that Qt asks a view about places is answered here; what is drawn and dragged is the board's.
"""

from abc import abstractmethod
from collections.abc import Callable

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from ui.screen.round.items import Item
from ui.screen.round.layout import MARGIN, Layout, lay_out
from ui.screen.round.picture import Card

Index = QModelIndex | QPersistentModelIndex


class LaidOut(QListView):
    """Its subclass says which items there are, one a row of the model, and how wide cards would be."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = Layout((), 0)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    @abstractmethod
    def items(self) -> list[Item]:
        """The items, in the order of the model's rows."""

    @abstractmethod
    def card_width(self, card: Card) -> int:
        """How wide a card would like to be, in pixels."""

    def doItemsLayout(self) -> None:
        self._layout = lay_out(self.items(), self.viewport().width(), self.card_width)
        self.updateGeometries()
        self.viewport().update()

    def updateGeometries(self) -> None:
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._layout.height - self.viewport().height()))
        bar.setPageStep(max(1, self.viewport().height()))
        bar.setSingleStep(28)

    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)
        self.doItemsLayout()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def isIndexHidden(self, _index: Index) -> bool:
        return False

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= len(self._layout.rects):
            return QRect()
        return self._layout.rects[index.row()].translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._row_at(point)
        return QModelIndex() if row is None else self.model().index(row, 0)

    def _row_at(self, point: QPoint) -> int | None:
        where = QPoint(point.x(), point.y() + self.verticalOffset())
        rows = self._rows_between(where.y(), where.y())
        return next((row for row in rows if self._layout.rects[row].contains(where)), None)

    def _rows_between(self, top: int, bottom: int) -> range:
        """The rows that may touch a band of the board. Rectangles stand in order of their tops."""
        rects = self._layout.rects
        first = _first(len(rects), lambda row: rects[row].bottom() >= top)
        last = _first(len(rects), lambda row: rects[row].top() > bottom)
        return range(first, last)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid() or index.row() >= len(self._layout.rects):
            return
        rect = self._layout.rects[index.row()].adjusted(0, -MARGIN, 0, MARGIN)
        bar, page = self.verticalScrollBar(), self.viewport().height()
        if hint is QAbstractItemView.ScrollHint.PositionAtTop or rect.top() < bar.value():
            bar.setValue(rect.top())
        elif rect.bottom() > bar.value() + page:
            bar.setValue(rect.bottom() - page)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.center() if rect.width() > 1 or rect.height() > 1 else rect.topLeft())
        chosen = QItemSelection(index, index) if index.isValid() else QItemSelection()
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index)
        return region

    def minimumSizeHint(self) -> QSize:
        return QSize(360, 200)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        last = len(self.items()) - 1
        if last < 0:
            return QModelIndex()
        row = self.currentIndex().row()
        move = QAbstractItemView.CursorAction
        if row < 0:
            row = 0
        elif action in (move.MoveRight, move.MoveNext):
            row += 1
        elif action in (move.MoveLeft, move.MovePrevious):
            row -= 1
        elif action in (move.MoveHome, move.MoveEnd):
            row = 0 if action is move.MoveHome else last
        else:
            page = self.viewport().height() - 2 * MARGIN
            by = {move.MoveUp: -1, move.MoveDown: 1, move.MovePageUp: -page, move.MovePageDown: page}
            row = self._line_away(row, by.get(action, 0))
        return self.model().index(max(0, min(last, row)), 0)

    def _line_away(self, row: int, by: int) -> int:
        """The row above or below on the board that is nearest across; a page is `by` pixels away."""
        rects = self._layout.rects
        here = rects[row]
        if by < 0:
            others = [n for n in range(row) if rects[n].top() < here.top()]
            edge = here.top() + by
            line = max((rects[n].top() for n in others if by == -1 or rects[n].top() <= edge), default=0)
        else:
            others = [n for n in range(row + 1, len(rects)) if rects[n].top() > here.top()]
            edge = here.top() + by
            far = rects[others[-1]].top() if others else here.top()
            line = min((rects[n].top() for n in others if by == 1 or rects[n].top() >= edge), default=far)
        same = [n for n in others if rects[n].top() == line] or others[:1] or [row]
        return min(same, key=lambda n: abs(rects[n].left() - here.left()))


def _first(count: int, test: Callable[[int], bool]) -> int:
    """The first number for which a test that never turns back holds; `count` where none."""
    low, high = 0, count
    while low < high:
        middle = (low + high) // 2
        if test(middle):
            high = middle
        else:
            low = middle + 1
    return low
