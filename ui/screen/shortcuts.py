"""The list of keyboard shortcuts, made from the actions themselves so that it is always true."""

from itertools import groupby

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ui.screen.actions import Actions
from ui.screen.widgets import label
from ui.wording import _


class Shortcuts(QDialog):
    """Every bound action that has keys, by page."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keyboard shortcuts"))
        self.resize(460, 560)
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(20, 12, 20, 12)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        keyed = [(spec, action) for spec, action in actions.bound() if spec.keys]
        row = 0
        for group, members in groupby(keyed, key=lambda pair: pair[0].group):
            grid.addWidget(label(group, "head"), row, 0, 1, 2)
            row += 1
            for spec, action in members:
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                grid.addWidget(label(spec.title.rstrip("…")), row, 0)
                grid.addWidget(label(keys, "strong"), row, 1)
                row += 1
        grid.setRowStretch(row, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(area, 1)
        column.addWidget(buttons)
