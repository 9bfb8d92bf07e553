"""One labelled field of a form: its words above, what is typed, and under it what is wrong with it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit, QVBoxLayout, QWidget

from allocation.intake.kinds import DATE
from ui.screen.stylesheet import mark_faulty
from ui.screen.widgets import label
from ui.wording import _


class Entry(QWidget):
    """Holds text as a file would; subclasses say how it is typed."""

    edited = Signal()

    def __init__(self, words: str, field: QWidget, hint: str = "") -> None:
        super().__init__()
        self.field = field
        self.words = words
        field.setAccessibleName(words)
        self.name = label(words, "quiet")
        self.name.setBuddy(field)
        self.fault = label(looks="fault", wrap=True)
        self.fault.hide()
        if hint and isinstance(field, QLineEdit):
            field.setPlaceholderText(hint)
        if hint:
            field.setAccessibleDescription(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.name)
        column.addWidget(field)
        column.addWidget(self.fault)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)

    def rename(self, words: str) -> None:
        """Call the field something else."""
        self.words = words
        self.name.setText(words)
        self.field.setAccessibleName(words)

    def text(self) -> str:
        """What is typed, as a file would have it."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Show a file's text."""
        raise NotImplementedError

    def set_fault(self, words: str) -> None:
        """Say what is wrong with the field, or (empty) that nothing is."""
        self.fault.setText(words)
        self.fault.setVisible(bool(words))
        mark_faulty(self.field, bool(words))
        self.field.setAccessibleDescription(words)


class TextEntry(Entry):
    """A line of text, completed from `known` where given; `several` completes each of a list with ;."""

    def __init__(
        self, words: str, hint: str = "", known: Sequence[str] = (), *, several: bool = False
    ) -> None:
        self.line = QLineEdit()
        super().__init__(words, self.line, hint)
        self._several = several
        self.offer(known)
        self.line.textEdited.connect(self._edited)

    def offer(self, known: Sequence[str]) -> None:
        """Complete from these words."""
        complete(self.line, known, several=self._several)

    def text(self) -> str:
        return self.line.text()

    def set_text(self, text: str) -> None:
        self.line.setText(text)
        self.line.setCursorPosition(0)

    def _edited(self) -> None:
        self.set_fault("")
        self.edited.emit()


class DayEntry(TextEntry):
    """A day, typed as people write it, and shown so: a file's `2026-04-07` is `07/04/2026` here."""

    def __init__(self, words: str) -> None:
        super().__init__(words, _("for example 07/04/2026"))

    def set_text(self, text: str) -> None:
        try:
            super().set_text(f"{date.fromisoformat(text):%d/%m/%Y}")
        except ValueError:
            super().set_text(text)

    def day(self) -> date | None:
        """The day that is typed; None where nothing is, and, with the fault said here, where it is no day."""
        text = self.text().strip()
        self.set_fault("")
        try:
            return DATE.read(text) if text else None
        except ValueError:
            self.set_fault(_("“{value}” is not a date; write for example 07/04/2026.").format(value=text))
            return None


class YesEntry(Entry):
    """A box that is ticked or not: "yes" or nothing."""

    def __init__(self, words: str) -> None:
        self.box = QCheckBox(words)
        super().__init__("", self.box)
        self.box.setAccessibleName(words)
        self.box.clicked.connect(self.edited)

    def text(self) -> str:
        return "yes" if self.box.isChecked() else ""

    def set_text(self, text: str) -> None:
        self.box.setChecked(text.strip().casefold() in ("yes", "true", "1"))


class ChoiceEntry(Entry):
    """One of a few, each (text as files have it, words); the first stands where nothing was chosen."""

    def __init__(self, words: str, choices: Sequence[tuple[str, str]], hint: str = "") -> None:
        self.box = QComboBox()
        super().__init__(words, self.box, hint)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.offer(choices)
        self.box.activated.connect(self._edited)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these in place of what was offered."""
        held = self.text()
        self.box.clear()
        for value, words in choices:
            self.box.addItem(words, value)
        self.set_text(held)

    def text(self) -> str:
        return str(self.box.currentData() or "")

    def set_text(self, text: str) -> None:
        place = self.box.findData(text)
        if place < 0 and text:
            self.box.addItem(text, text)
            place = self.box.count() - 1
        self.box.setCurrentIndex(max(place, 0))

    def _edited(self) -> None:
        self.set_fault("")
        self.edited.emit()


def complete(line: QLineEdit, known: Sequence[str], *, several: bool) -> None:
    """Complete what is typed from these words; with `several`, each of a list with ;."""
    if not known:
        return
    made = _ListCompleter(list(known), line) if several else QCompleter(list(known), line)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    made.setFilterMode(Qt.MatchFlag.MatchContains)
    line.setCompleter(made)


class _ListCompleter(QCompleter):
    """Completes the last word of a list."""

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(";")[2].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        widget = self.widget()
        before = widget.text().rpartition(";")[0] if isinstance(widget, QLineEdit) else ""
        chosen = super().pathFromIndex(index)
        return f"{before.strip()}; {chosen}" if before else chosen
