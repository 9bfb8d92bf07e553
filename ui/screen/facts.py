"""A small grid of facts: a quiet label, and what it is, selectable so that it can be copied."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from ui.screen.widgets import label

LONGEST = 24
"""Letters of a word, an address say, that stand whole beside a label; a longer one has a line of its own."""


class Facts(QWidget):
    """Shows pairs of words and values; those without a value are left out."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, 96)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Show these in place of what was shown."""
        empty(self._grid)
        for place, (name, value) in enumerate(pair for pair in facts if pair[1]):
            words = label(name, "quiet", wrap=True)
            held = label(value, wrap=True)
            held.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            held.setAccessibleName(f"{name}: {value}")
            row, top = 2 * place, Qt.AlignmentFlag.AlignTop
            if max(map(len, value.split())) <= LONGEST:
                self._grid.addWidget(words, row, 0, top)
                self._grid.addWidget(held, row, 1, top)
            else:
                self._grid.addWidget(words, row, 0, 1, 2)
                self._grid.addWidget(held, row + 1, 0, 1, 2)


def empty(layout: QGridLayout | QBoxLayout) -> None:
    """Take every widget out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.setParent(None)
            widget.deleteLater()
