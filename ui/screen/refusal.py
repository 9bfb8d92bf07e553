"""Type what a provider or the person said of a package: who, what, when and why."""

from allocation.model import Outcome
from allocation.use_cases import refusals
from allocation.use_cases.waiting_list import Choices, PackageDetail
from ui.screen.context import Context
from ui.screen.entry import ChoiceEntry, DayEntry, TextEntry
from ui.screen.small_form import SmallForm, need_day
from ui.screen.write import write
from ui.wording import _
from ui.wording.care import OUTCOMES


class RefusalForm(SmallForm):
    """Stands in the detail while it is typed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Record a refusal"), _("Record"))
        self._package = ""
        self._reference = ""
        self.provider = ChoiceEntry(_("Provider"), (("", _("choose one")),))
        self.outcome = ChoiceEntry(
            _("Answer"), tuple((each.value, words) for each, words in OUTCOMES.items())
        )
        self.on = DayEntry(_("On"))
        self.until = DayEntry(_("Until (empty: its next return)"))
        self.reason = TextEntry(_("Reason"), _("as they said it, without names"))
        self.outcome.edited.connect(self._answered)
        entries = (self.provider, self.outcome, self.on, self.until, self.reason)
        self.lay_out(*entries, columns={"on": self.on, "until": self.until, "reason": self.reason})

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
        self.on.set_text(self.context.services.desk.clock.today().isoformat())
        self.until.set_text("")
        self.reason.set_text("")
        self._answered()
        self.begin(self.provider)

    def save(self) -> None:
        """Keep it, or say at each field what is wrong."""
        self.clear_faults()
        provider, on, until = self.provider.text(), self.on.day(), self.until.day()
        if not provider:
            self.provider.set_fault(_("Choose the provider."))
        need_day(self.on)
        if not provider or on is None or self.until.fault.text():
            return
        desk, package, reason = self.context.services.desk, self._package, self.reason.text()
        outcome = Outcome(self.outcome.text())
        words = _("{provider} ruled out for {package}: {outcome}").format(
            provider=self.provider.box.currentText(), package=self._reference, outcome=OUTCOMES[outcome]
        )
        write(
            self.context,
            lambda _job: refusals.record_refusal(desk, package, provider, outcome, on, reason, until),
            words,
            on_success=lambda _done: self.finish(),
            on_failure=self.fail,
        )

    def _answered(self) -> None:
        """Only what is said for a time has a last day."""
        lasting = Outcome(self.outcome.text()) not in refusals.FOR_A_TIME
        self.until.setVisible(not lasting)
        if lasting:
            self.until.set_text("")
