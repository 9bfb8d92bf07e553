"""Ask the provider chosen on a ladder: at once where it is its turn, else with a reason or authority."""

from allocation.asking import Asking
from allocation.model import AwardKey
from allocation.use_cases.offers import offer
from ui.screen.context import Context
from ui.screen.entry import TextEntry
from ui.screen.small_form import SmallForm
from ui.screen.waiting.ask_columns import AskRow
from ui.screen.write import write
from ui.wording import _
from ui.wording.deadlines import clock_words


class OfferForm(SmallForm):
    """Stands under the ladder while it is typed, where an offer needs words."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Ask this provider"), _("Ask"))
        self._package = ""
        self._part = 0
        self._award: AwardKey | None = None
        self._provider = self._reference = ""
        self.reason = TextEntry(_("Why now"), _("without names"))
        self.authority = TextEntry(_("Authorised by"))
        columns = {"reason": self.reason, "authorised_by": self.authority}
        self.lay_out(self.reason, self.authority, columns=columns)

    def ask(self, package: str, asking: Asking, row: AskRow) -> None:
        """Ask now, or, out of turn or at a step that needs authority, ask for words first."""
        rung = row.line.rung
        self._package, self._award = package, rung.award
        self._part = int(row.part or asking.ladders[0].part.number)
        self._provider, self._reference = row.line.provider, asking.package.package
        self.reason.set_text("")
        self.authority.set_text("")
        needed = row.step.needs_authority
        self.authority.setVisible(needed)
        if needed or (rung.wave or 1) > 1:
            self.begin(self.authority if needed else self.reason)
        else:
            self.save()

    def save(self) -> None:
        self.clear_faults()
        desk, award = self.context.services.desk, self._award
        if award is None:
            return
        package, part = self._package, self._part
        reason, authority = self.reason.text(), self.authority.text()
        words = _("{provider} asked for {package}: an answer counts until {until}")
        provider, reference = self._provider, self._reference
        write(
            self.context,
            lambda _job: offer(desk, package, part, award, reason=reason, authorised_by=authority),
            lambda made: words.format(provider=provider, package=reference, until=clock_words(made.due)),
            on_success=lambda _made: self.finish(),
            on_failure=self.fail if self.isVisible() else None,
            offer="",
        )
