"""What stands where no round is: what a round is, and the one button that starts it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.screen.stylesheet import look
from ui.screen.widgets import label
from ui.wording import _


class Start(QWidget):
    """`wanted` says that a round is to be made and allocated."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.button = QPushButton(_("Allocate today’s waiting list"))
        look(self.button, "main")
        self.button.clicked.connect(self.wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 48, 48, 48)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(label(_("No allocation round yet"), "head"), 0, Qt.AlignmentFlag.AlignHCenter)
        words = _(
            "A round freezes today’s waiting list and what providers returned, and places as many packages "
            "as the contracts allow, in their order. Nothing is offered or issued until you say so."
        )
        told = label(words, wrap=True)
        told.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        told.setMinimumWidth(320)
        told.setMaximumWidth(560)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(told, 4)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
