"""What was done to a thing, when and by whom, newest first."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from allocation.lists import HistoryLine
from ui.screen.facts import empty
from ui.screen.widgets import label
from ui.wording import _
from ui.wording.acts import sentence
from ui.wording.care import short_day

MOST = 30


class History(QWidget):
    """The last acts, each a sentence; what was undone says so."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(4)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(_("History"), "head"))
        column.addLayout(self._grid)

    def show_lines(self, lines: Sequence[HistoryLine]) -> None:
        """Show these in place of what was shown."""
        empty(self._grid)
        for row, line in enumerate(lines[:MOST]):
            local = line.at.astimezone()
            words = sentence(line)
            if line.undone:
                words = _("{what} (undone)").format(what=words)
            when = f"{short_day(local.date())}\n{local:%H:%M} · {line.by}"
            self._grid.addWidget(label(when, "quiet"), row, 0)
            self._grid.addWidget(label(words, wrap=True), row, 1)
