"""Small widgets that every page uses: labels in their looks, a line, a label that elides."""

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtGui import Qt as MarkupOrText
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.screen.stylesheet import look
from ui.wording.figures import together


def label(text: str = "", looks: str = "", *, wrap: bool = False) -> QLabel:
    """A label of plain text (names and notes are data, never markup) in one of the sheet's looks."""
    made = _Wrapped(text) if wrap else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    if looks:
        look(made, looks)
    return made


class _Wrapped(QLabel):
    """A label of several lines that asks for the height of the width that it gets.

    Qt's layouts ask for the height at their own width, also where the label may not be as wide; what stands
    around it was then cut off. No line ends inside a figure; the words read back as they were given.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._words = ""
        self.setText(text)

    def setText(self, text: str) -> None:
        self._words = text
        super().setText(together(text))

    def text(self) -> str:
        return self._words

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(min(width, self.maximumWidth()))


def apart(name: str) -> str:
    """A name that keeps its own direction, and leaves the line around it its own (Unicode's FSI and PDI)."""
    return f"\u2068{name}\u2069" if name else ""


def tip(text: str) -> str:
    """A tool tip that shows a text as it was typed: Qt takes for markup what looks like it."""
    return (
        f"<p style='white-space: pre-wrap'>{escape(text)}</p>" if MarkupOrText.mightBeRichText(text) else text
    )


def caption(text: str) -> str:
    """A button's words as they are typed: Qt takes a single & for the mark of a key."""
    return text.replace("&", "&&")


def button_row(*buttons: QWidget, right: bool = False) -> QHBoxLayout:
    """Buttons beside one another, at the left of what they stand under, or at its right."""
    row = QHBoxLayout()
    if right:
        row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    if not right:
        row.addStretch(1)
    return row


def line() -> QFrame:
    """A hairline."""
    made = QFrame()
    look(made, "line")
    return made


class Elided(QLabel):
    """One line of plain text that ends in … where room is short; the whole stands in its tool tip."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(tip(self.text()) if self._short() != self.text() else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(Qt.AlignmentFlag.AlignVCenter), self._short())

    def _short(self) -> str:
        width = self.contentsRect().width()
        return self.fontMetrics().elidedText(
            self.text().replace("\n", " "), Qt.TextElideMode.ElideRight, width
        )
