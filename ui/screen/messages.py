"""What the program tells the person who works: notify, don't ask, and offer to undo.

One place takes every message, and a bar at the foot of the window shows the last; tests read `history`.
(The habit is Gaphor's and qutebrowser's: dialogs are for what cannot be undone.)
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal


class Tone(Enum):
    """Plain news, or a fault to mend, which stays until it is dismissed or followed by good news."""

    NEWS = "news"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence, perhaps with one thing to do about it (`Undo`, `Show all`)."""

    text: str
    tone: Tone = Tone.NEWS
    offer: str = ""
    take: Callable[[], None] | None = None


class Messages(QObject):
    """Takes messages; `said` carries each to whoever shows them."""

    said = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.history: list[Message] = []

    def say(self, text: str, *, offer: str = "", take: Callable[[], None] | None = None) -> None:
        """Tell plain news, with at most one offer."""
        self._add(Message(text, Tone.NEWS, offer, take))

    def fault(self, text: str, *, offer: str = "", take: Callable[[], None] | None = None) -> None:
        """Tell what the world got wrong, in a sentence that says what to do."""
        self._add(Message(text, Tone.FAULT, offer, take))

    def _add(self, message: Message) -> None:
        self.history.append(message)
        self.said.emit(message)
