"""Type what a provider or the person said of a package: who, what, when and why."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from allocation.errors import WorldError
from allocation.model import Outcome
from allocation.use_cases import refusals
from allocation.use_cases.waiting_list import Choices, PackageDetail
from ui.screen.context import Context
from ui.screen.entry import ChoiceEntry, DayEntry, Entry, TextEntry
from ui.screen.stylesheet import look
from ui.screen.widgets import button_row, label
from ui.screen.write import write
from ui.wording import _
from ui.wording.care import OUTCOMES
from ui.wording.faults import what


class RefusalForm(QFrame):
    """Stands in the detail while it is typed. `finished` says that it went, recorded or not."""

    finished = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        look(self, "card")
        self.setAccessibleName(_("Record a refusal"))
        self._context = context
        self._package = ""
        self._reference = ""
        self.provider = ChoiceEntry(_("Provider"), (("", _("choose one")),))
        self.outcome = ChoiceEntry(
            _("Answer"), tuple((each.value, words) for each, words in OUTCOMES.items())
        )
        self.on = DayEntry(_("On"))
        self.until = DayEntry(_("Until (empty: its next return)"))
        self.reason = TextEntry(_("Reason"), _("as they said it, without names"))
        self.fault = label(looks="fault", wrap=True)
        self.keep = QPushButton(_("Record"))
        self.keep.clicked.connect(self.save)
        self.back = QPushButton(_("Cancel"))
        look(self.back, "link")
        self.back.clicked.connect(self._finish)
        foot = button_row(self.keep, self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(label(_("Record a refusal"), "head"))
        for entry in self._entries():
            column.addWidget(entry)
        column.addWidget(self.fault)
        column.addLayout(foot)
        self.outcome.edited.connect(self._answered)
        self.hide()

    def show_choices(self, detail: PackageDetail, choices: Choices) -> None:
        """Offer the providers, those that had an answer to give first; another package closes the form."""
        if detail.id != self._package:
            self.hide()
        self._package, self._reference = detail.id, detail.package.package
        with_it = [each for each in choices.providers if each.label in detail.providers]
        others = [each for each in choices.providers if each not in with_it]
        rows = [(each.id, each.name or each.label) for each in (*with_it, *others)]
        self.provider.offer([("", _("choose one")), *rows])

    def start(self) -> None:
        """Begin anew, as of today."""
        self.provider.set_text("")
        self.outcome.set_text(Outcome.DECLINED)
        self.on.set_text(self._context.services.desk.clock.today().isoformat())
        self.until.set_text("")
        self.reason.set_text("")
        self._answered()
        self._clear_faults()
        self.show()
        self.provider.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def save(self) -> None:
        """Keep it, or say at each field what is wrong."""
        self._clear_faults()
        provider, on, until = self.provider.text(), self.on.day(), self.until.day()
        if not provider:
            self.provider.set_fault(_("Choose the provider."))
        if not self.on.text().strip():
            self.on.set_fault(_("Say on which day."))
        if not provider or on is None or self.until.fault.text():
            return
        desk, package, reason = self._context.services.desk, self._package, self.reason.text()
        outcome = Outcome(self.outcome.text())
        words = _("{provider} ruled out for {package}: {outcome}").format(
            provider=self.provider.box.currentText(), package=self._reference, outcome=OUTCOMES[outcome]
        )
        write(
            self._context,
            lambda _job: refusals.record_refusal(desk, package, provider, outcome, on, reason, until),
            words,
            on_success=lambda _done: self._finish(),
            on_failure=self._failed,
        )

    def _finish(self) -> None:
        self.hide()
        self.finished.emit()

    def _answered(self) -> None:
        """Only what is said for a time has a last day."""
        lasting = Outcome(self.outcome.text()) not in refusals.FOR_A_TIME
        self.until.setVisible(not lasting)
        if lasting:
            self.until.set_text("")

    def _entries(self) -> tuple[Entry, ...]:
        return (self.provider, self.outcome, self.on, self.until, self.reason)

    def _clear_faults(self) -> None:
        for entry in self._entries():
            entry.set_fault("")
        self.fault.hide()

    def _failed(self, error: WorldError) -> None:
        fields = {"on": self.on, "until": self.until, "reason": self.reason}
        for fault in error.faults:
            if fault.column in fields:
                fields[fault.column].set_fault(what(fault))
        rest = [what(fault) for fault in error.faults if fault.column not in fields]
        self.fault.setText("\n".join(rest))
        self.fault.setVisible(bool(rest))
