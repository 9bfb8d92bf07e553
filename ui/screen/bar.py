"""The bar at the foot: the last message with its offer on the left, progress on the right."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy

from ui.screen.messages import Message, Messages, Tone
from ui.screen.operation import Operation, Operations, Tick
from ui.screen.stylesheet import look
from ui.screen.widgets import Elided
from ui.wording import _


class Bar(QFrame):
    """Shows what `Messages` takes and how far `Operations` are."""

    def __init__(self, messages: Messages, operations: Operations) -> None:
        super().__init__()
        look(self, "bar")
        self.setFixedHeight(40)
        self._message: Message | None = None
        self.text = Elided()
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setAccessibleName(_("Last message"))
        self.offer = QPushButton()
        look(self.offer, "link")
        self.offer.setAccessibleName(_("What the last message offers"))
        self.offer.hide()
        self.offer.clicked.connect(self._take)
        self.words = QLabel()
        look(self.words, "quiet")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(140)
        self.progress.setAccessibleName(_("Progress"))
        self.progress.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(12)
        line.addWidget(self.text)
        line.addWidget(self.offer)
        line.addStretch(1)
        line.addWidget(self.words)
        line.addWidget(self.progress)
        self.text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        messages.said.connect(self.show_message)
        operations.started.connect(self._started)
        operations.progressed.connect(self._progressed)
        operations.ended.connect(self._ended)
        self._shown: Operation[object] | None = None

    def show_message(self, message: Message) -> None:
        """Show a message in place of the last one."""
        self._message = message
        fault = message.tone is Tone.FAULT
        when = datetime.now().astimezone().strftime("%H:%M")
        self.text.setText(f"✕ {message.text}" if fault else f"{when} · {message.text}")
        look(self.text, "fault-line" if fault else "")
        self.offer.setText(message.offer)
        self.offer.setAccessibleName(message.offer)
        self.offer.setVisible(bool(message.offer))

    def _take(self) -> None:
        message = self._message
        self.offer.hide()
        if message is not None and message.take is not None:
            message.take()

    def _started(self, operation: Operation[object]) -> None:
        if not operation.title:
            return
        self._shown = operation
        self.words.setText(operation.title)
        self.progress.setRange(0, 0)
        self.progress.show()

    def _progressed(self, operation: Operation[object], progress: object) -> None:
        if operation is self._shown and isinstance(progress, Tick):
            self.progress.setRange(0, progress.total)
            self.progress.setValue(progress.done)
            self.words.setText(progress.words or operation.title)

    def _ended(self, operation: Operation[object]) -> None:
        if operation is self._shown:
            self._shown = None
            self.words.clear()
            self.progress.hide()
