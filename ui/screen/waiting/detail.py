"""All that is known of the selected package, in the order in which a broker asks for it."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from allocation.acts.rows import State
from allocation.model import Package
from allocation.use_cases import waiting_list
from allocation.use_cases.waiting_list import Choices, PackageDetail
from ui.screen.context import Context
from ui.screen.facts import Facts
from ui.screen.history import History
from ui.screen.notes import Notes
from ui.screen.operation import Operation
from ui.screen.round.week import Week
from ui.screen.side import Side
from ui.screen.stylesheet import look, set_property
from ui.screen.waiting.refusal import RefusalForm
from ui.screen.widgets import label
from ui.wording import _
from ui.wording.aims import marked_priority
from ui.wording.care import ENDS, OUTCOMES, STATES, short_day, visit
from ui.wording.figures import hours


class Detail(Side):
    """Shows one package; reads it anew whenever something that concerns it was written."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            _("The selected package"), _("Select a package to see its visits, notes and history.")
        )
        self._context = context
        self._reading: Operation[tuple[PackageDetail, Choices]] | None = None
        self.shown: PackageDetail | None = None
        self._names = True
        self.reference = label(looks="head")
        self.priority = label(looks="strong")
        self.state = label(looks="quiet", wrap=True)
        self.who = label(looks="strong", wrap=True)
        self.week = Week(context.theme)
        self.visits = label(wrap=True)
        self.facts = Facts()
        self.record = QPushButton(_("Record a refusal…"))
        look(self.record, "link")
        self.record.clicked.connect(self.start_refusal)
        self.refusal = RefusalForm(context)
        self.records = QVBoxLayout()
        self.notes = Notes(context, "package")
        self.history = History()
        top = QHBoxLayout()
        top.addWidget(self.reference)
        top.addStretch(1)
        top.addWidget(self.priority)
        self.column.addLayout(top)
        self.column.addWidget(self.state)
        self.column.addWidget(self.who)
        self.column.addWidget(self.week)
        self.column.addWidget(self.visits)
        self.column.addWidget(self.facts)
        self.column.addWidget(self.record, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.refusal)
        self.column.addLayout(self.records)
        self.column.addSpacing(4)
        self.column.addWidget(self.notes)
        self.column.addSpacing(4)
        self.column.addWidget(self.history)

    def show_package(self, id_: str) -> None:
        """Read a package and show it; an earlier one still on its way is forgotten."""
        if self._reading is not None:
            self._reading.drop()
        desk = self._context.services.desk
        self._reading = self._context.operations.run(
            lambda _job: (waiting_list.package(desk, id_), waiting_list.choices(desk)),
            on_success=lambda read: self._show(*read),
        )

    def show_names(self, on: bool) -> None:
        """Show who the package is for, or only the package."""
        self._names = on
        self.who.setVisible(on and bool(self.who.text()))

    def start_note(self) -> None:
        """Begin to write a note."""
        self.show()
        self.area.ensureWidgetVisible(self.notes.add)
        self.notes.start()

    def start_refusal(self) -> None:
        """Begin to type what a provider or the person said."""
        self.show()
        self.refusal.start()
        QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(self.refusal))

    def clear(self) -> None:
        """Nothing is selected."""
        self.shown = None
        self.has_content(False)

    def _show(self, detail: PackageDetail, choices: Choices) -> None:
        same = self.shown is not None and self.shown.id == detail.id
        self.shown = detail
        package = detail.package
        self.reference.setText(package.package)
        self.priority.setText(marked_priority(package.priority))
        set_property(self.priority, "tone", package.priority.value)
        self.state.setText(_state(detail))
        self.who.setText(" · ".join(word for word in (detail.person.name, detail.person.reference) if word))
        self.who.setVisible(self._names and bool(self.who.text()))
        self.week.show_visits(package.visits, choices.bands)
        loose = [each for each in package.visits if not each.days or each.start is not None]
        self.visits.setText("\n".join(visit(each) for each in loose))
        self.visits.setVisible(bool(loose))
        self.facts.show_facts(_facts(package, detail, choices))
        self.record.setVisible(detail.state is not State.ENDED)
        self.refusal.show_choices(detail, choices)
        self._show_records(detail)
        self.notes.show_notes(detail.id, detail.notes)
        self.history.show_lines(detail.history)
        self.has_content(True)
        if not same:
            self.area.verticalScrollBar().setValue(0)

    def _show_records(self, detail: PackageDetail) -> None:
        while self.records.count():
            item = self.records.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for record in detail.records:
            link = QPushButton(_("Record {number}").format(number=record.number))
            look(link, "link")
            link.clicked.connect(lambda _checked=False, id_=record.id: self._context.go("records", id_))
            self.records.addWidget(link)


def _state(detail: PackageDetail) -> str:
    state = _("{state} since {day}").format(state=STATES[detail.state], day=short_day(detail.state_since))
    if detail.ended is not None:
        state += f" · {ENDS[detail.ended]}"
    return state


def _facts(package: Package, detail: PackageDetail, choices: Choices) -> list[tuple[str, str]]:
    areas = {each.label: each.name for each in choices.areas}
    providers = {each.label: each.name for each in choices.providers}

    def named(*references: str) -> str:
        return ", ".join(providers.get(each) or each for each in references)

    refused = [
        " · ".join(
            word
            for word in (named(each.provider), OUTCOMES[each.outcome], short_day(each.on), each.reason)
            if word
        )
        for each in (row.refusal for row in detail.refusals)
    ]
    workers = _(", double-up visits") if any(each.workers > 1 for each in package.visits) else ""
    return [
        (_("A week"), hours(package.staff_minutes) + workers),
        (_("Area"), areas.get(package.area) or package.area),
        (_("Postcode"), package.postcode or ""),
        (_("Service"), package.service),
        (_("Needs"), ", ".join(package.needs)),
        (_("Discharge"), _discharge(package)),
        (_("Waiting since"), short_day(package.waiting_since)),
        (_("Wanted start"), short_day(package.wanted_start)),
        (_("SDS option"), str(package.sds_option)),
        (_("Chosen provider"), named(package.chosen_provider or "")),
        (_("Preferred"), named(*package.preferred_providers)),
        (_("Not with"), named(*package.excluded_providers)),
        (_("Has now"), named(package.current_provider or "")),
        (_("Rate"), _("enhanced, evidenced") if package.specialist else ""),
        (_("Block"), _("{count} weeks").format(count=package.block_weeks) if package.block_weeks else ""),
        (_("Authorised"), hours(package.authorised_minutes) if package.authorised_minutes else ""),
        (_("Joint working"), package.split_allowed or ""),
        (_("Placed with"), "; ".join(detail.providers)),
        (_("Asked before"), "\n".join(refused)),
    ]


def _discharge(package: Package) -> str:
    if not package.hospital_discharge:
        return ""
    return short_day(package.discharge_date) or _("from hospital")
