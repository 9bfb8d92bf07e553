"""The board: lots and steps down, providers with bars of room, packages as cards, in one view of one list.

It is a list view, so that Qt's selection, search by typing and accessible list serve. Only what is
in sight is painted. Keys: arrows walk, Left and Right also close and open, Enter opens what is
selected, M asks where a card may go. A card can be dragged to a provider; while it is, every
provider in sight says what the rules answer.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QCursor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView

from allocation.check.moves import Move
from allocation.model import AwardKey
from ui.screen.round.board_model import BoardModel
from ui.screen.round.dropping import MIME, Drop, Target, dropped_on, packed, refused_by, target_of
from ui.screen.round.items import Fold, Item
from ui.screen.round.laid_out import LaidOut
from ui.screen.round.paint import Pen, State, paint_item
from ui.screen.round.picture import AwardRow, Card, Picture, StepGroup
from ui.screen.theme import Theme
from ui.wording import _

Index = QModelIndex | QPersistentModelIndex


class Board(LaidOut):
    """Shows one picture.

    `chosen` carries the selected item's value (or None), `opened` a card that Enter or a double click opened,
    `dropped` a `Drop`, `move_asked` the card for which M was pressed.
    """

    chosen = Signal(object)
    opened = Signal(object)
    dropped = Signal(object)
    refused = Signal(object)
    move_asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.cards = BoardModel(self)
        self._theme = theme
        self._pen = Pen(theme)
        self._moves: Mapping[AwardKey, Move] = {}
        self._showing_moves = False
        self._over: int | None = None
        self._selected_key: tuple[object, ...] | None = None
        self.setModel(self.cards)
        self.setAccessibleName(_("Board: lots, steps, providers and packages"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.viewport().setAcceptDrops(True)
        theme.changed.connect(self._repaint)

    def items(self) -> list[Item]:
        return self.cards.items

    def card_width(self, card: Card) -> int:
        return self._pen.card_width(card)

    def show_picture(self, picture: Picture, why: Callable[[Card], str]) -> None:
        """Show a plan. What is selected, open and scrolled to stays, as far as it still exists."""
        self._keep(lambda: self.cards.show(picture, why))

    def fold_all(self, is_open: bool) -> None:
        """Open or close everything."""
        self._keep(lambda: self.cards.fold_all(is_open))

    def show_moves(self, moves: Mapping[AwardKey, Move]) -> None:
        """What the rules answer for the selected card, award by award.

        Shown while it is dragged, or at once after `mark_moves(True)`.
        """
        self._moves = moves
        self.viewport().update()

    def mark_moves(self, on: bool) -> None:
        """Show the answers on every provider, as while dragging."""
        self._showing_moves = on
        self.viewport().update()

    def select_part(self, package: str, part: int = 1) -> bool:
        """Select a part's card, opening what it is folded in. False where the board has no such card."""
        key = ("card", package, part)
        if self.cards.row_of(key) is None:
            self._keep(lambda: self.cards.fold_all(True))
        row = self.cards.row_of(key)
        if row is None:
            return False
        self.setCurrentIndex(self.cards.index(row, 0))
        return True

    def current(self) -> Item | None:
        """The selected item."""
        return self.cards.item(self.currentIndex())

    # What is kept over a change

    def _keep(self, change: Callable[[], None]) -> None:
        at, key = self.verticalScrollBar().value(), self._selected_key
        change()
        self.doItemsLayout()
        self.verticalScrollBar().setValue(at)
        row = self.cards.row_of(key) if key else None
        if row is not None:
            index = self.cards.index(row, 0)
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flag)
        elif key is not None:
            self._selected_key = None
            self.chosen.emit(None)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        item = self.cards.item(current)
        if item is not None and item.key != self._selected_key:
            self._moves = {}
            self._selected_key = item.key
            self.chosen.emit(item.value)
        elif item is not None:
            self.chosen.emit(item.value)
        if current.isValid():
            self.scrollTo(current)
        self.viewport().update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        offset, width = self.verticalOffset(), self.viewport().width()
        current = self.currentIndex().row()
        dragging = self._showing_moves or self.state() is QAbstractItemView.State.DraggingState
        for row in self._rows_between(event.rect().top() + offset, event.rect().bottom() + offset):
            item = self.cards.items[row]
            target = None
            if dragging and isinstance(item.value, AwardRow):
                target = self._moves.get(item.value.award.key)
            state = State(row == current, self.hasFocus(), target, row == self._over)
            paint_item(painter, self._pen, item, self._layout.rects[row].translated(0, -offset), state, width)
        painter.end()

    def _repaint(self) -> None:
        self._pen = Pen(self._theme)
        self.doItemsLayout()

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.current()
        key = event.key()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if item is not None and plain:
            if self._folds(item, key):
                return
            if isinstance(item.value, Card) and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.opened.emit(item.value)
                return
            if isinstance(item.value, Card) and key == Qt.Key.Key_M:
                self.move_asked.emit(item.value)
                return
        super().keyPressEvent(event)

    def _folds(self, item: Item, key: int) -> bool:
        if item.fold is Fold.NONE:
            return False
        is_open = item.fold is Fold.OPEN
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._fold(item, not is_open)
        elif (key == Qt.Key.Key_Right and not is_open) or (key == Qt.Key.Key_Left and is_open):
            self._fold(item, key == Qt.Key.Key_Right)
        else:
            return False
        return True

    def _fold(self, item: Item, is_open: bool) -> None:
        self._keep(lambda: self.cards.fold(item.key, is_open))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        item = self.cards.item(self.indexAt(event.position().toPoint()))
        folding = (
            item is not None and item.fold is not Fold.NONE and event.button() is Qt.MouseButton.LeftButton
        )
        super().mouseReleaseEvent(event)
        if folding and item is not None and item.key == self._selected_key:
            self._fold(item, item.fold is Fold.CLOSED)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        item = self.cards.item(self.indexAt(event.position().toPoint()))
        if item is not None and isinstance(item.value, Card):
            self.opened.emit(item.value)

    # Dragging

    def startDrag(self, _actions: Qt.DropAction) -> None:
        item = self.current()
        if item is None or not isinstance(item.value, Card) or not item.value.movable:
            return
        drag = QDrag(self)
        drag.setMimeData(packed(item.value))
        rect = self.visualRect(self.currentIndex())
        drag.setPixmap(self._picture_of(item, rect.size()))
        drag.setHotSpot(QPoint(16, rect.height() // 2))
        if drag.exec(Qt.DropAction.MoveAction) is Qt.DropAction.IgnoreAction:
            self.refuse_at(self.viewport().mapFromGlobal(QCursor.pos()), item.value)
        self._over = None
        self.viewport().update()

    def refuse_at(self, point: QPoint, card: Card) -> None:
        """A card was let go where it cannot be: if the rules say why, somebody may want to hear it."""
        row = self._row_at(point) if self.viewport().rect().contains(point) else None
        award = refused_by(self.cards.items[row] if row is not None else None, self._moves)
        if award is not None:
            self.refused.emit(Drop(card.package, card.part, award))

    def _picture_of(self, item: Item, size: QSize) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_item(painter, self._pen, item, QRect(QPoint(0, 0), size), State(selected=True), size.width())
        painter.end()
        return pixmap

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.source() is self and event.mimeData().hasFormat(MIME):
            self.setState(QAbstractItemView.State.DraggingState)
            event.accept()
            self.viewport().update()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        row = self._row_at(event.position().toPoint())
        self._over = row
        self._scroll_at_edge(event.position().toPoint())
        item = self.cards.items[row] if row is not None else None
        if item is not None and isinstance(item.value, StepGroup) and item.fold is Fold.CLOSED:
            self.cards.folding.choose(item.key, True)
            self._fold(item, True)
        if self._target(row) is None:
            event.ignore()
        else:
            event.acceptProposedAction()
        self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.setState(QAbstractItemView.State.NoState)
        self._over = None
        self.viewport().update()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        target = self._target(self._row_at(event.position().toPoint()))
        self.setState(QAbstractItemView.State.NoState)
        self._over = None
        if target is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        self.dropped.emit(dropped_on(target, event.mimeData()))

    def _target(self, row: int | None) -> Target | None:
        return target_of(self.cards.items[row] if row is not None else None, self._moves)

    def _scroll_at_edge(self, point: QPoint) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if point.y() < 32:
            bar.setValue(bar.value() - 16)
        elif point.y() > height - 32:
            bar.setValue(bar.value() + 16)
