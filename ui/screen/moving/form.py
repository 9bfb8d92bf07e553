"""Three questions before a book moves: why, what, and from when."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from allocation.errors import WorldError
from allocation.intake.kinds import DATE
from allocation.moving import Release, Why
from allocation.use_cases import waiting_list
from allocation.use_cases.waiting_list import Choices
from ui.screen.context import Context
from ui.screen.entry import ChoiceEntry, DayEntry, TextEntry
from ui.screen.stylesheet import look
from ui.screen.widgets import button_row, label
from ui.wording import _
from ui.wording.faults import what
from ui.wording.moving import why_name, why_told


class ReleaseForm(QWidget):
    """`wanted` carries a `Release`; `left` says that the person has thought better of it."""

    wanted = Signal(object)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._choices: Choices | None = None
        self._offered: object = None
        self.why = ChoiceEntry(_("Why?"), [(str(why), why_name(why)) for why in Why])
        self.told = label(looks="quiet", wrap=True)
        self.what = ChoiceEntry(_("What?"), ())
        self.packages = TextEntry(_("Which packages?"), _("references, with ; between them"))
        self.start = DayEntry(_("From when?"))
        self.reason = TextEntry(_("In your words, for the papers"))
        self.keep = QPushButton(_("Release and allocate"))
        look(self.keep, "main")
        self.keep.clicked.connect(self.save)
        self.back = QPushButton(_("Cancel"))
        look(self.back, "link")
        self.back.clicked.connect(self.left)
        self.why.edited.connect(self._offer)
        self._lay_out()

    def open(self, *, may_leave: bool) -> None:
        """Begin anew, from today; `may_leave`: there is a book to go back to."""
        desk = self._context.services.desk
        self.back.setVisible(may_leave)
        self.start.set_text(DATE.write(desk.clock.today()))
        self.reason.set_text("")
        self.packages.set_text("")
        for entry in (self.what, self.packages, self.start):
            entry.set_fault("")
        self._context.operations.run(lambda _job: waiting_list.choices(desk), on_success=self._know)

    def save(self) -> None:
        """Ask for the release, or say at its field what is wrong."""
        why, start = Why(self.why.text()), self.start.day()
        if not self.start.text().strip():
            self.start.set_fault(_("Say from which day."))
        if start is None:
            return
        named = self.packages.text().split(";") if why is Why.HAND else [self.what.text()]
        try:
            release = Release(
                why, tuple(filter(None, map(str.strip, named))), start, self.reason.text().strip()
            )
        except WorldError as error:
            self.fail(error)
            return
        self.wanted.emit(release)

    def fail(self, error: WorldError) -> None:
        """Say what is wrong, at the field that it is about."""
        early = [fault for fault in error.faults if fault.code == "release_early"]
        other = [fault for fault in error.faults if fault.code != "release_early"]
        named = self.packages if self.why.text() == Why.HAND else self.what
        self.start.set_fault("\n".join(map(what, early)))
        named.set_fault("\n".join(map(what, other)))

    def _know(self, choices: Choices) -> None:
        self._choices = choices
        self._offer()

    def _offer(self) -> None:
        """What can be released depends on why."""
        why = Why(self.why.text())
        self.told.setText(why_told(why))
        self.what.setVisible(why is not Why.HAND)
        self.packages.setVisible(why is Why.HAND)
        if self._choices is None or why is Why.HAND:
            return
        offered, words = {
            Why.SUPERSEDED: (self._choices.contracts, _("Which contract?")),
            Why.LOTS: (self._choices.lots, _("Which lot?")),
        }.get(why, (self._choices.providers, _("Which provider?")))
        self.what.rename(words)
        self.what.set_fault("")
        if self._offered is not offered:
            self.what.box.clear()
        self._offered = offered
        self.what.offer(
            [
                (each.label, each.name if each.name in ("", each.label) else f"{each.name} ({each.label})")
                for each in offered
            ]
        )

    def _lay_out(self) -> None:
        card = QFrame()
        look(card, "card")
        card.setMaximumWidth(560)
        foot = button_row(self.keep, self.back)
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(_("Move a book"), "head"))
        words = _(
            "Live care that you release is placed anew, with the least change for people. All other care "
            "stays, and what waits is left out. Nothing is offered or issued until you say so."
        )
        column.addWidget(label(words, wrap=True))
        for widget in (self.why, self.told, self.what, self.packages, self.start, self.reason):
            column.addWidget(widget)
        column.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 20, 20, 20)
        whole.addWidget(card)
        whole.addStretch(1)
