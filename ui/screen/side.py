"""The detail on the right of a page: a column that scrolls, empty until something is selected."""

from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ui.screen.context import Context
from ui.screen.operation import Operation
from ui.screen.stylesheet import look
from ui.screen.widgets import label

T = TypeVar("T")


class Side(QFrame):
    """Put widgets into `column`; `has_content(False)` shows the words for nothing instead."""

    def __init__(self, name: str, nothing: str) -> None:
        super().__init__()
        look(self, "side")
        self.setAccessibleName(name)
        inside = QWidget()
        around = QVBoxLayout(inside)
        around.setContentsMargins(16, 16, 16, 16)
        self.column = QVBoxLayout()
        self.column.setSpacing(12)
        around.addLayout(self.column)
        around.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        empty = label(nothing, "quiet", wrap=True)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty.setContentsMargins(24, 24, 24, 24)
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(self.area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def has_content(self, content: bool) -> None:
        """Show the column, or the words for nothing."""
        self._stack.setCurrentIndex(1 if content else 0)


class RowSide(Side, Generic[T]):
    """Follows the selected row of a list: what is known of it is read off the GUI thread, and shown.

    A subclass reads and fills; an earlier reading that is still on its way is forgotten.
    """

    def __init__(self, context: Context, name: str, nothing: str) -> None:
        super().__init__(name, nothing)
        self._context = context
        self._reading: Operation[Any] | None = None
        self._filled = ""

    def read(self, id_: str) -> T:
        """All that is shown of the row with this id. Not called on the GUI thread."""
        raise NotImplementedError

    def fill(self, value: T) -> None:
        """Show it. Where it is what was shown before, what is being typed may stay."""
        raise NotImplementedError

    def show_row(self, id_: str) -> None:
        """Read the row with this id (anew, where it is shown already) and show it."""
        self._forget()
        self._reading = self._context.operations.run(
            lambda _job: self.read(id_), on_success=lambda value: self._fill(id_, value)
        )

    def clear(self) -> None:
        """Nothing is selected."""
        self._forget()
        self._filled = ""
        self.has_content(False)

    def _forget(self) -> None:
        if self._reading is not None:
            self._reading.drop()
            self._reading = None

    def _fill(self, id_: str, value: T) -> None:
        same, self._filled = self._filled == id_, id_
        self.fill(value)
        self.has_content(True)
        if not same:
            self.area.verticalScrollBar().setValue(0)
