"""Say that a provider gets nothing: from when, until when, where, why and who decided."""

from allocation.intake.kinds import DATE
from allocation.use_cases import providers, waiting_list
from allocation.use_cases.desk import Done
from allocation.use_cases.providers import ProviderDetail
from ui.screen.context import Context
from ui.screen.entry import ChoiceEntry, DayEntry, TextEntry
from ui.screen.operation import Job
from ui.screen.small_form import SmallForm
from ui.screen.write import write
from ui.wording import _
from ui.wording.care import short_day


class SuspensionForm(SmallForm):
    """Stands in the detail while it is typed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Suspend"), _("Suspend"))
        self._detail: ProviderDetail | None = None
        self.start = DayEntry(_("From"))
        self.until = DayEntry(_("Until (empty: until ended)"))
        self.where = ChoiceEntry(_("Where"), (("", _("all contracts")),))
        self.reason = TextEntry(_("Reason"))
        self.decided_by = TextEntry(_("Decided by"))
        columns = {"until": self.until, "reason": self.reason, "decided_by": self.decided_by}
        self.lay_out(self.start, self.until, self.where, self.reason, self.decided_by, columns=columns)

    def open_for(self, detail: ProviderDetail) -> None:
        """Begin for this provider, from today, by the person at the desk."""
        self._detail = detail
        desk = self.context.services.desk
        self.start.set_text(DATE.write(desk.clock.today()))
        self.until.set_text("")
        lots = sorted({award.lot for award in detail.awards})
        self.where.offer([("", _("all contracts")), *((lot, lot) for lot in lots)])
        self.reason.set_text("")
        self.decided_by.set_text(desk.actor.name)
        self.begin(self.reason)

    def save(self) -> None:
        """Keep it, or say at each field what is wrong."""
        detail, desk = self._detail, self.context.services.desk
        start, until = self.start.day(), self.until.day()
        reason, who = self.reason.text().strip(), self.decided_by.text().strip()
        self.reason.set_fault("" if reason else _("Say why."))
        if not self.start.text().strip():
            self.start.set_fault(_("Say from which day."))
        if detail is None or start is None or not reason or self.until.fault.text():
            return
        lot = self.where.text() or None

        def suspend(_job: Job) -> Done:
            ids = {each.label: each.id for each in waiting_list.choices(desk).lots}
            return providers.suspend(
                desk, detail.id, start, reason, who, until=until, lot=ids[lot] if lot else None
            )

        write(
            self.context,
            suspend,
            _("{provider} suspended from {day}").format(provider=detail.provider.name, day=short_day(start)),
            on_success=lambda _done: self.finish(),
            on_failure=self.fail,
        )
