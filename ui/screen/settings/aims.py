"""Aims 6 to 10 in the council's order: ticked where they count, moved by drag, buttons or keys."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from allocation.model import Policy, ScoreBy
from allocation.model.policy import ADJUSTABLE_AIMS
from ui.screen.theme import Theme
from ui.wording import _
from ui.wording.aims import aim_name
from ui.wording.policy import aim_meaning, score_meaning

Index = QModelIndex | QPersistentModelIndex

FIRST = 6
"""The number of the first aim that a policy orders."""

AIM = Qt.ItemDataRole.UserRole
LINE = 64
"""Height of an aim in pixels: its name and what it wants."""


class AimList(QListWidget):
    """`edited` tells that the order or a tick changed."""

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(_("Aims 6 to 10, in order"))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setItemDelegate(_TwoLines(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(LINE * len(ADJUSTABLE_AIMS) + 2)
        self._policy = Policy()
        self.itemChanged.connect(lambda _item: self._changed())
        self.model().rowsMoved.connect(lambda *_where: self._changed())

    def show_aims(self, aims: tuple[str, ...]) -> None:
        """Show these first, in their order, and after them those that do not count."""
        self.clear()
        for aim in (*aims, *(each for each in ADJUSTABLE_AIMS if each not in aims)):
            item = QListWidgetItem(aim_name(aim))
            item.setData(AIM, aim)
            item.setFlags((item.flags() | Qt.ItemFlag.ItemIsUserCheckable) & ~Qt.ItemFlag.ItemIsDropEnabled)
            item.setCheckState(Qt.CheckState.Checked if aim in aims else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.setCurrentRow(0)

    def score_by(self, counted: str) -> None:
        """Say of the value aim what it wants where it counts this: pence or points."""
        self._policy = replace(self._policy, score_by=ScoreBy(counted))
        self.viewport().update()

    def meaning(self, aim: str) -> str:
        """What an aim wants, in a sentence."""
        return score_meaning(self._policy) if aim == "score" else aim_meaning(aim)

    def aims(self) -> tuple[str, ...]:
        """Those that count, in their order."""
        items = [self.item(row) for row in range(self.count())]
        return tuple(str(item.data(AIM)) for item in items if item.checkState() is Qt.CheckState.Checked)

    def number(self, row: int) -> int | None:
        """The number of the aim in a row; None where it does not count."""
        items = [self.item(place) for place in range(row + 1)]
        if items[row].checkState() is not Qt.CheckState.Checked:
            return None
        return FIRST - 1 + sum(item.checkState() is Qt.CheckState.Checked for item in items)

    def move_by(self, by: int) -> None:
        """Move the current aim up (-1) or down (1)."""
        row = self.currentRow()
        if 0 <= row + by < self.count():
            self.insertItem(row + by, self.takeItem(row))
            self.setCurrentRow(row + by)
            self._changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.move_by(step)
            return
        super().keyPressEvent(event)

    def _changed(self) -> None:
        self.viewport().update()
        self.edited.emit()


class _TwoLines(QStyledItemDelegate):
    """An aim's number and name, and under them in a sentence what it wants."""

    def __init__(self, theme: Theme, parent: AimList) -> None:
        super().__init__(parent)
        self._theme = theme
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(option.rect.width(), LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        option_: Any = option
        name, option_.text = option_.text, ""
        widget: QWidget = option_.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        number = self._list.number(index.row())
        title = f"{number}  {name}" if number else _("{name} (does not count)").format(name=name)
        box = widget.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, widget)
        room = QRect(box.right() + 12, option_.rect.top() + 5, 0, LINE - 8)
        room.setRight(option_.rect.right() - 8)
        bold, small = QFont(option_.font), QFont(option_.font)
        bold.setWeight(QFont.Weight.DemiBold)
        small.setPointSizeF(option_.font.pointSizeF() - 1)
        painter.save()
        painter.setFont(bold)
        painter.setPen(self._theme.colour("text" if number else "quiet"))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignTop), title)
        painter.setFont(small)
        painter.setPen(self._theme.colour("quiet"))
        room.setTop(room.top() + option_.fontMetrics.height())
        flags = int(Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(room, flags, self._list.meaning(index.data(AIM)))
        painter.restore()
