"""Search (Ctrl+K): pages, actions, packages and providers in one list, found as one types."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.screen.stylesheet import look
from ui.screen.widgets import label
from ui.wording import _


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the answer, and what choosing it does."""

    text: str
    choose: Callable[[], object]


Answer = Callable[[Sequence[Found]], None]


class Finder(QDialog):
    """`at_hand(text)` answers at once (pages, actions); `look_up(text, answer)` once it has looked."""

    def __init__(
        self,
        parent: QWidget,
        at_hand: Callable[[str], Sequence[Found]],
        look_up: Callable[[str, Answer], None],
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._at_hand = at_hand
        self._look_up = look_up
        self._asked = ""
        look(self, "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Package, person, provider, page or action"))
        self.field.setAccessibleName(_("Search"))
        self.field.setClearButtonEnabled(True)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(_("What was found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(self._choose)
        self.field.returnPressed.connect(lambda: self._choose(self.list.currentItem()))
        self._pause = QTimer(self, singleShot=True, interval=120)
        self._pause.timeout.connect(self._ask)
        self.field.textChanged.connect(self._typed)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(label(_("↑ ↓ to choose, Enter to open, Esc to close"), "quiet"))
        self.resize(520, 400)
        where = parent.mapToGlobal(parent.rect().topLeft())
        self.move(where.x() + (parent.width() - self.width()) // 2, where.y() + 56)
        self._typed()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self.list.count():
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                return True
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        self.list.clear()
        self._add(self._at_hand(self.field.text().strip()))
        self._pause.start()

    def _ask(self) -> None:
        self._asked = text = self.field.text().strip()
        if text:
            self._look_up(text, lambda found: self._answered(text, found))

    def _answered(self, text: str, found: Sequence[Found]) -> None:
        if text == self._asked == self.field.text().strip():
            self._add(found, first=True)
            if not self.list.count():
                nothing = QListWidgetItem(_("Nothing found."))
                nothing.setFlags(Qt.ItemFlag.NoItemFlags)
                self.list.addItem(nothing)

    def _add(self, found: Sequence[Found], *, first: bool = False) -> None:
        for place, each in enumerate(found):
            item = QListWidgetItem(each.text)
            item.setData(Qt.ItemDataRole.UserRole, each)
            self.list.insertItem(place if first else self.list.count(), item)
        self.list.setCurrentRow(0)

    def _choose(self, item: QListWidgetItem | None) -> None:
        found: Found | None = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if found is None:
            return
        self.close()
        found.choose()
