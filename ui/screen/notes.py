"""Dated notes on a package or a provider, newest first, with a day to follow up; and where to write one."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from allocation.use_cases import notes
from allocation.use_cases.notes import About, NoteRow
from ui.screen.context import Context
from ui.screen.facts import empty
from ui.screen.stylesheet import look
from ui.screen.widgets import label
from ui.screen.write import write
from ui.wording import _
from ui.wording.care import short_day

WEEK = 7


class Day(QDateEdit):
    """A day picked or typed. Tab leaves it, instead of going from day to month to year."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        return QWidget.focusNextPrevChild(self, forward)


class Notes(QWidget):
    """`about` is what the notes are on: "package" or "provider"."""

    def __init__(self, context: Context, about: About) -> None:
        super().__init__()
        self._context = context
        self._about = about
        self._id = ""
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(_("New note"))
        self.text.setPlaceholderText(_("Write a note"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(72)
        self.follow = QCheckBox(_("Follow up on"))
        self.day = Day()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("d MMM yyyy")
        self.day.setAccessibleName(_("Day to follow up"))
        self.day.setEnabled(False)
        self.follow.toggled.connect(self.day.setEnabled)
        self.add = QPushButton(_("Add note"))
        self.add.setEnabled(False)
        self.add.clicked.connect(self.add_note)
        self.day.lineEdit().returnPressed.connect(self.add.click)
        self.text.textChanged.connect(lambda: self.add.setEnabled(bool(self._typed())))
        under = QHBoxLayout()
        under.setSpacing(8)
        under.addWidget(self.follow)
        under.addWidget(self.day, 1)
        self._list = QGridLayout()
        self._list.setVerticalSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(_("Notes"), "head"))
        column.addWidget(self.text)
        column.addLayout(under)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._list)

    def show_notes(self, about_id: str, rows: Sequence[NoteRow]) -> None:
        """Show the notes on this thing. A draft stays only while the thing stays the same."""
        if about_id != self._id:
            self._id = about_id
            self.text.clear()
            self.follow.setChecked(False)
            today = self._context.services.desk.clock.today()
            self.day.setDate(QDate(today.year, today.month, today.day).addDays(WEEK))
        empty(self._list)
        for place, row in enumerate(rows):
            self._list.addWidget(self._card(row), place, 0)

    def start(self) -> None:
        """Put the cursor where a note is written."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add_note(self) -> None:
        """Keep what was written."""
        desk, about, id_, text = self._context.services.desk, self._about, self._id, self._typed()
        picked = self.day.date()
        chosen = date(picked.year(), picked.month(), picked.day())
        day = chosen if self.follow.isChecked() else None

        def kept(_done: object) -> None:
            if self._id == id_:
                if self.add.hasFocus():
                    self.text.setFocus(Qt.FocusReason.OtherFocusReason)
                self.text.clear()
                self.follow.setChecked(False)

        write(
            self._context,
            lambda _job: notes.add_note(desk, about, id_, text, day),
            _("Note added"),
            on_success=kept,
        )

    def _typed(self) -> str:
        return self.text.toPlainText().strip()

    def _card(self, row: NoteRow) -> QFrame:
        card = QFrame()
        look(card, "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addWidget(label(f"{short_day(row.on)} · {row.by}", "quiet"))
        text = label(row.text, wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(text)
        if row.follow_up is not None:
            column.addLayout(self._follow_up(row))
        return card

    def _follow_up(self, row: NoteRow) -> QHBoxLayout:
        line = QHBoxLayout()
        words = _("Followed up") if row.done else _("Follow up on {day}").format(day=short_day(row.follow_up))
        line.addWidget(label(f"✓ {words}" if row.done else words, "good" if row.done else "strong"), 1)
        if not row.done:
            done = QPushButton(_("Done"))
            look(done, "link")
            done.setAccessibleName(words + ": " + _("Done"))
            desk = self._context.services.desk
            done.clicked.connect(
                lambda: write(
                    self._context, lambda _job: notes.finish_follow_up(desk, row.id), _("Followed up")
                )
            )
            line.addWidget(done)
        return line
