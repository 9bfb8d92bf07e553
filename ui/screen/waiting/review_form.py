"""Type what came of a package's care: outcomes agreed and achieved, the hours a week before and after."""

from collections.abc import Sequence
from datetime import date

from allocation.intake.kinds import CARE_HOURS, Kind, fault_in, whole
from allocation.use_cases import reviews
from allocation.use_cases.held_care import HeldCare
from allocation.use_cases.waiting_list import Choices, PackageDetail
from ui.screen.context import Context
from ui.screen.entry import ChoiceEntry, DayEntry, TextEntry
from ui.screen.small_form import SmallForm, need_day
from ui.screen.write import write
from ui.wording import _
from ui.wording.faults import what

COUNT = whole(0, 999)


class ReviewForm(SmallForm):
    """Stands in the detail while it is typed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Record outcomes"), _("Record"))
        self._package = self._reference = ""
        self._care: Sequence[HeldCare] = ()
        self.provider = ChoiceEntry(_("Provider"), ())
        self.since = DayEntry(_("Covers care from"))
        self.on = DayEntry(_("Until"))
        self.agreed = TextEntry(_("Outcomes agreed"), _("for example 4"))
        self.achieved = TextEntry(_("Outcomes achieved"), _("for example 3"))
        self.before = TextEntry(_("Hours a week before"), _("for example 7.5"))
        self.after = TextEntry(_("Hours a week now"), _("for example 6:30"))
        self.note = TextEntry(_("Note"))
        self.provider.edited.connect(self._fill)
        columns = {
            "on": self.on, "since": self.since, "agreed": self.agreed, "achieved": self.achieved,
            "before": self.before, "provider": self.provider,
        }  # fmt: skip
        self.lay_out(
            self.provider, self.agreed, self.achieved, self.before, self.after, self.since, self.on,
            self.note, columns=columns,
        )  # fmt: skip

    def show_choices(self, detail: PackageDetail, choices: Choices) -> None:
        """Offer who has the care, then who had it; another package closes the form."""
        if detail.id != self._package:
            self.hide()
        self._package, self._reference, self._care = detail.id, detail.package.package, detail.care
        names = {each.id: each.name or each.label for each in choices.providers}
        self.provider.offer([(held.provider, names[held.provider]) for held in detail.care])
        self.provider.setVisible(len(detail.care) > 1)

    def start(self) -> None:
        """Begin anew, as of today, with what is known."""
        self.on.set_text(self.context.services.desk.clock.today().isoformat())
        for entry in (self.agreed, self.achieved, self.note):
            entry.set_text("")
        if self._care:
            self.provider.set_text(self._care[0].provider)
        self._fill()
        self.begin(self.agreed)

    def save(self) -> None:
        """Keep it, or say at each field what is wrong."""
        self.clear_faults()
        on, since = self._day(self.on), self._day(self.since)
        agreed, achieved = self._read(self.agreed, COUNT), self._read(self.achieved, COUNT)
        before, after = self._read(self.before, CARE_HOURS), self._read(self.after, CARE_HOURS)
        if on is None or since is None or agreed is None or achieved is None:
            return
        if before is None or after is None:
            return
        desk, package, provider = self.context.services.desk, self._package, self.provider.text()
        note = self.note.text()
        words = _("Outcomes of {package} recorded: {achieved} of {agreed}")
        write(
            self.context,
            lambda _job: reviews.record_review(
                desk,
                package,
                provider,
                on,
                agreed,
                achieved,
                since=since,
                before=before,
                after=after,
                note=note,
            ),
            words.format(package=self._reference, achieved=achieved, agreed=agreed),
            on_success=lambda _done: self.finish(),
            on_failure=self.fail,
        )

    def _fill(self) -> None:
        """What is known of the chosen provider's care: since when, how much it was and is."""
        held = next((each for each in self._care if each.provider == self.provider.text()), None)
        if held is not None:
            since = held.unreviewed_since
            self.since.set_text(since.isoformat() if since else "")
            self.before.set_text(CARE_HOURS.write(held.agreed_minutes))
            self.after.set_text(CARE_HOURS.write(held.now))

    def _day(self, entry: DayEntry) -> date | None:
        day = entry.day()
        need_day(entry)
        return day

    def _read(self, entry: TextEntry, kind: Kind[int]) -> int | None:
        text = entry.text().strip()
        if fault := fault_in(kind, text):
            entry.set_fault(
                what(fault) if text else _("Write for example {expected}.").format(expected=kind.expected)
            )
            return None
        return kind.read(text)
