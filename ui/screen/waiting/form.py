"""Type a referral, or correct one: every field at hand, all faults at once, each at its field."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from allocation.errors import Fault
from allocation.use_cases import referrals, waiting_list
from allocation.use_cases.referrals import Draft
from allocation.use_cases.waiting_list import Choices
from ui.screen.context import Context
from ui.screen.entry import ChoiceEntry, DayEntry, Entry, TextEntry, YesEntry
from ui.screen.page_form import PageForm
from ui.screen.waiting.fields import SECTIONS, Field, Kind
from ui.screen.waiting.visits import Visits
from ui.screen.widgets import label
from ui.wording import _, ngettext
from ui.wording.faults import sentence, what

ACROSS = 3


class ReferralForm(PageForm[Draft]):
    """`finished` carries the id of the package that was saved, or nothing where the person went back."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Save referral"))
        self._draft: Draft | None = None
        self._heading = ""
        self.entries: dict[str, Entry] = {}
        self.visits = Visits()
        self.faults = label(looks="fault")
        self._lay_out()
        self.shortcut("Ctrl+Return", self.save)
        self.shortcut("Esc", self.back.click)

    def title(self) -> str:
        return self._heading

    def open_new(self) -> None:
        """Begin a referral."""
        self._heading = _("New referral")
        desk = self.context.services.desk
        self._open(lambda: referrals.new_draft(desk))

    def open_package(self, id_: str) -> None:
        """Correct one that is kept."""
        self._heading = _("Correct referral")
        desk = self.context.services.desk
        self._open(lambda: referrals.draft_of(desk, id_))

    def draft(self) -> Draft:
        assert self._draft is not None  # noqa: S101 - the form is only shown with a draft
        return Draft(
            fields={column: entry.text() for column, entry in self.entries.items()},
            visits=self.visits.texts(),
            id=self._draft.id,
            read_version=self._draft.read_version,
        )

    def save(self) -> None:
        if not self.ready:
            return
        draft, desk = self.draft(), self.context.services.desk
        words = _("Saved referral {package}").format(package=draft.fields.get("package", ""))
        self.keep(lambda: referrals.save_referral(desk, draft), words, lambda saved: saved.id)

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Put each fault at its field; what belongs to no field is said in the bar."""
        at_fields = {fault.column: what(fault) for fault in reversed(faults) if fault.file != "visits"}
        for column, entry in self.entries.items():
            entry.set_fault(at_fields.get(column, ""))
        self.visits.show_faults([fault for fault in faults if fault.file == "visits"])
        count = len(faults)
        words = ngettext("{count} thing to mend", "{count} things to mend", count)
        self.faults.setText(words.format(count=count) if count else "")
        for fault in faults:
            if fault.file != "visits" and fault.column not in self.entries:
                self.context.messages.fault(sentence(fault))
        wrong = next((entry for column, entry in self.entries.items() if column in at_fields), None)
        if wrong is not None:
            wrong.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(wrong)

    def _open(self, read: Callable[[], Draft]) -> None:
        desk = self.context.services.desk
        self.read(lambda: (read(), waiting_list.choices(desk)), lambda found: self._fill(*found))

    def _fill(self, draft: Draft, choices: Choices) -> None:
        self._draft = draft
        self._offer(choices)
        for field in (each for _title, fields in SECTIONS for each in fields):
            text = draft.fields.get(field.column, "") or field.usual
            entry = self.entries[field.column]
            entry.set_text(text)
            entry.set_fault("")
        self.visits.show_visits(draft.visits, choices.bands)
        self.faults.clear()
        self.area.verticalScrollBar().setValue(0)
        self.entries["package" if draft.id is None else "priority"].field.setFocus()

    def _offer(self, choices: Choices) -> None:
        providers = [each.label for each in choices.providers]
        for _title, fields in SECTIONS:
            for field in fields:
                entry = self.entries[field.column]
                if field.kind is Kind.AREA and isinstance(entry, ChoiceEntry):
                    named = [(each.label, each.name or each.label) for each in choices.areas]
                    entry.offer([("", _("by postcode")), *named])
                elif field.kind in (Kind.PROVIDER, Kind.PROVIDERS) and isinstance(entry, TextEntry):
                    entry.offer(providers)
                elif field.kind is Kind.NEEDS and isinstance(entry, TextEntry):
                    entry.offer(choices.needs)
                elif field.kind is Kind.SERVICE and isinstance(entry, TextEntry):
                    entry.offer(choices.services)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(20)
        for title, fields in SECTIONS:
            column.addLayout(self._section(title, fields))
        column.addWidget(label(_("Visits"), "head"))
        column.addWidget(self.visits)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 20, 8)
        foot.setSpacing(12)
        foot.addWidget(self.save_button)
        foot.addWidget(self.back)
        foot.addWidget(self.faults)
        foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.area, 1)
        whole.addLayout(foot)

    def _section(self, title: str, fields: Sequence[Field]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.addWidget(label(title, "head"), 0, 0, 1, ACROSS)
        for place, field in enumerate(fields):
            entry = _entry(field)
            self.entries[field.column] = entry
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(entry, 1 + place // ACROSS, place % ACROSS, top)
        for across in range(ACROSS):
            grid.setColumnStretch(across, 1)
        return grid


def _entry(field: Field) -> Entry:
    match field.kind:
        case Kind.YES:
            return YesEntry(field.words)
        case Kind.CHOICE:
            return ChoiceEntry(field.words, field.choices, field.hint)
        case Kind.DAY:
            return DayEntry(field.words)
        case Kind.AREA:
            return ChoiceEntry(field.words, (("", ""),), field.hint)
        case _:
            several = field.kind in (Kind.PROVIDERS, Kind.NEEDS)
            return TextEntry(field.words, field.hint, several=several)
