"""The list of pages on the left, each with its figure."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from ui.screen.stylesheet import look
from ui.screen.theme import Theme
from ui.screen.tokens import Size
from ui.wording import _

COUNT = Qt.ItemDataRole.UserRole + 1


class Navigation(QListWidget):
    """Up and Down or a click choose a page; `chosen` carries its place."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        look(self, "nav")
        self.setFixedWidth(176)
        self.setAccessibleName(_("Pages"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Row(theme, self))
        theme.changed.connect(self.viewport().update)
        self.currentRowChanged.connect(self.chosen)

    def add(self, name: str) -> None:
        """Add a page's name at the end."""
        self.addItem(QListWidgetItem(name))

    def count_of(self, place: int, count: int | None) -> None:
        """Set the figure beside a page's name."""
        item = self.item(place)
        item.setData(COUNT, count)
        spoken = item.text() if count is None else f"{item.text()}, {count}"
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)


class _Row(QStyledItemDelegate):
    """A name on the left, its figure on the right, a bar of accent at the page that is open."""

    def __init__(self, theme: Theme, parent: Navigation) -> None:
        super().__init__(parent)
        self._theme = theme
        self._list = parent

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(176, 36)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = self._theme
        rect: QRect = option.rect
        current = index.row() == self._list.currentRow()
        painter.save()
        if current:
            painter.fillRect(rect, theme.colour("chosen"))
            painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), theme.colour("accent"))
            if self._list.hasFocus():
                painter.setPen(theme.colour("accent"))
                painter.drawRect(rect.adjusted(0, 0, -1, -1))
        inner = rect.adjusted(20, 0, -16, 0)
        painter.setFont(theme.font(Size.TEXT, strong=current))
        painter.setPen(theme.colour("text"))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), index.data())
        count = index.data(COUNT)
        if count is not None:
            painter.setFont(theme.font(Size.SMALL))
            painter.setPen(theme.colour("text" if current else "quiet"))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(inner, int(flags), f"{count:,}")
        painter.restore()
