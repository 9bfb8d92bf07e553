"""Moving a package: where it can go, what the move would do to the plan, and why it is made.

A move is a pin with a reason. Where it waives room or share, or goes to a step that needs authority, it also
takes the name of who authorised it. Nothing happens until "Move" is pressed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from allocation.check.moves import Can
from allocation.model import AwardKey, Waiver
from ui.screen.round.destinations import COLUMNS, Destination
from ui.screen.stylesheet import look, mark_faulty
from ui.screen.table.model import RowsModel
from ui.screen.table.view import Table
from ui.screen.theme import Theme
from ui.screen.widgets import caption, label
from ui.wording import _

REASONS = (
    _("The person’s wish"),
    _("Known to the care workers"),
    _("Hospital discharge today"),
    _("Two people in one household"),
    _("Agreed with the provider by telephone"),
)


@dataclass(frozen=True, slots=True)
class Order:
    """A move as a person wants it. `award` None takes the package off the plan."""

    package: str
    part: int
    award: AwardKey | None
    reason: str
    waives: tuple[Waiver, ...] = ()
    authorised_by: str = ""


class MovePanel(QWidget):
    """The list of destinations, and below it what a move there takes.

    `considered` says which destination is looked at (a `Destination` or None), `ordered` carries an `Order`,
    `left` says that the person turned away with Esc, `listed` that there are other destinations, or none.
    """

    considered = Signal(object)
    ordered = Signal(object)
    left = Signal()
    listed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._part: tuple[str, int] | None = None
        self._shown_for: tuple[str, int] | None = None
        self.head = label("", "strong", wrap=True)
        self.model = RowsModel(COLUMNS, self)
        self.table = Table(_("Where the package can go"), theme)
        self.table.setModel(self.model)
        self.table.fit()
        self.table.setMinimumHeight(120)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.why = label("", wrap=True)
        self.effect = label("", "quiet", wrap=True)
        self.effect.setAccessibleName(_("What the move would do to the plan"))
        self.reason = QComboBox()
        self.typed = QLineEdit()
        self.reason.setEditable(True)
        self.reason.setLineEdit(self.typed)
        self.reason.addItems(["", *REASONS])
        self.reason.setAccessibleName(_("Reason for the move"))
        self.reason.view().setAccessibleName(_("Frequent reasons"))
        self.reason_label = label(_("&Reason for the move"), "quiet")
        self.authority = QLineEdit()
        self.authority.setAccessibleName(_("Authorised by"))
        self.authority_label = label(_("&Authorised by (name and post)"), "quiet")
        for words, field in ((self.reason_label, self.reason), (self.authority_label, self.authority)):
            words.setTextFormat(Qt.TextFormat.AutoText)
            words.setBuddy(field)
        self.missing = label("", "fault", wrap=True)
        self.missing.hide()
        self.button = QPushButton(_("Move"))
        look(self.button, "main")
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._look_at)
        self.table.doubleClicked.connect(lambda _index: self.reason.setFocus())
        self.button.clicked.connect(self._order)
        self.typed.returnPressed.connect(self._order)
        self.reason.editTextChanged.connect(lambda _text: self._mark(self.reason, False))
        self.authority.returnPressed.connect(self._order)
        self.authority.textEdited.connect(lambda _text: self._mark(self.authority, False))
        self.show_destinations(None, "", ())

    def show_destinations(
        self, part: tuple[str, int] | None, title: str, rows: Sequence[Destination]
    ) -> None:
        """Show where a part can go; with no rows, `title` says why it cannot be moved."""
        if part != self._shown_for:
            self._shown_for = part
            self.reason.setCurrentText("")
            self.authority.clear()
            self._mark(self.reason, False)
        self._part = part if rows else None
        self.head.setText(title or _("Select a package to move it."))
        self.model.show(rows)
        for widget in (self.table, self.reason_label, self.reason, self.button):
            widget.setVisible(bool(rows))
        self.why.setText("")
        self.effect.setText("")
        self._show_authority(None)
        if rows:
            first = next((row for row, each in enumerate(rows) if each.move.can is not Can.HERE), 0)
            self.table.setCurrentIndex(self.model.index(first, 0))
        self.listed.emit()

    @property
    def ready(self) -> bool:
        """Whether there is somewhere to go, so that its button shows."""
        return bool(self.model.rows)

    def propose(self, award: AwardKey | None) -> None:
        """Look at one destination, as after a drop, and go on to the reason where it can be had."""
        row = next((row for row, each in enumerate(self.model.rows) if each.award == award), None)
        if row is not None:
            self.table.setCurrentIndex(self.model.index(row, 0))
            next_ = self.reason if self.button.isEnabled() else self.table
            next_.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_effect(self, words: str) -> None:
        """What the check says of the plan with the move that is looked at."""
        self.effect.setText(words)

    def destination(self) -> Destination | None:
        """The destination that is looked at."""
        index = self.table.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.table.hasFocus():
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)

    def _look_at(self, _current: QModelIndex, _before: QModelIndex) -> None:
        found = self.destination()
        self.why.setText(found.why if found else "")
        self.effect.setText("")
        can = found is not None and found.move.can in (Can.YES, Can.AUTHORITY)
        self.button.setEnabled(can)
        self._show_authority(found)
        self.considered.emit(found if can else None)

    def _show_authority(self, found: Destination | None) -> None:
        needed = found is not None and found.move.can is Can.AUTHORITY
        self.authority.setVisible(needed)
        self.authority_label.setVisible(needed)
        self._mark(self.authority, False)
        if found is None or found.award is None:
            self.button.setText(_("Take off the plan") if found else _("Move"))
        else:
            self.button.setText(caption(_("Move to {provider}").format(provider=found.provider)))

    def _order(self) -> None:
        found = self.destination()
        if found is None or self._part is None or not self.button.isEnabled():
            return
        reason, authority = self.reason.currentText().strip(), self.authority.text().strip()
        needs = bool(found.move.waives)
        self._mark(self.reason, not reason)
        self._mark(self.authority, needs and not authority)
        if not reason:
            self.reason.setFocus()
        elif needs and not authority:
            self.authority.setFocus()
        else:
            self.ordered.emit(Order(*self._part, found.award, reason, found.move.waives, authority))
            self.reason.setCurrentText("")
            self.authority.clear()

    def _mark(self, field: QWidget, faulty: bool) -> None:
        """Show whether a field lacks something, and say what all of them lack."""
        mark_faulty(field, faulty)
        lacks = {
            self.reason: _("Say why the package is moved: the reason stands on its record."),
            self.authority: _("Name who authorised it: the name stands on its record."),
        }
        self.missing.setText("\n".join(words for each, words in lacks.items() if each.property("faulty")))
        self.missing.setVisible(bool(self.missing.text()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.table, 1)
        for widget in (self.why, self.effect, self.reason_label, self.reason):
            column.addWidget(widget)
        column.addWidget(self.authority_label)
        column.addWidget(self.authority)
        column.addWidget(self.missing)
        column.addWidget(self.button)
        column.addStretch(0)
