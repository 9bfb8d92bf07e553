"""A small form in the detail beside a list: a few fields, what is wrong with each, and two buttons."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from allocation.errors import WorldError
from ui.screen.context import Context
from ui.screen.entry import DayEntry, Entry
from ui.screen.stylesheet import look
from ui.screen.widgets import button_row, label
from ui.wording import _
from ui.wording.faults import what


class SmallForm(QFrame):
    """Subclass it, make the fields, and call `lay_out`. `finished` says that it went, kept or not."""

    finished = Signal()

    def __init__(self, context: Context, title: str, keep: str) -> None:
        super().__init__()
        look(self, "card")
        self.setAccessibleName(title)
        self.context = context
        self._title = title
        self._entries: tuple[Entry, ...] = ()
        self._columns: Mapping[str, Entry] = {}
        self.fault = label(looks="fault", wrap=True)
        self.keep = QPushButton(keep)
        self.keep.clicked.connect(self.save)
        self.back = QPushButton(_("Cancel"))
        look(self.back, "link")
        self.back.clicked.connect(self.finish)
        self.hide()

    def lay_out(self, *entries: Entry, columns: Mapping[str, Entry]) -> None:
        """Put the fields one under another. `columns`: at which of them a fault of a column is said."""
        self._entries, self._columns = entries, columns
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(label(self._title, "head"))
        for entry in entries:
            column.addWidget(entry)
        column.addWidget(self.fault)
        column.addLayout(button_row(self.keep, self.back))

    def begin(self, first: Entry) -> None:
        """Show the form, with nothing wrong yet, and let keys go to a field."""
        self.clear_faults()
        self.show()
        first.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def save(self) -> None:
        """Keep what is typed, or say at each field what is wrong."""
        raise NotImplementedError

    def finish(self) -> None:
        """Go away; also after what was typed was kept."""
        self.hide()
        self.finished.emit()

    def clear_faults(self) -> None:
        """Nothing is wrong as far as is known."""
        for entry in self._entries:
            entry.set_fault("")
        self.fault.hide()

    def fail(self, error: WorldError) -> None:
        """Say each fault at its field, and under them what is about none."""
        for fault in error.faults:
            if fault.column in self._columns:
                self._columns[fault.column].set_fault(what(fault))
        rest = [what(fault) for fault in error.faults if fault.column not in self._columns]
        self.fault.setText("\n".join(rest))
        self.fault.setVisible(bool(rest))


def need_day(entry: DayEntry) -> None:
    """Say at a field that is empty that it wants a day."""
    if not entry.text().strip():
        entry.set_fault(_("Say on which day."))
