"""All that is known of the selected package, in the order in which a broker asks for it."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from allocation.acts.rows import State
from allocation.model import Package
from allocation.use_cases import waiting_list
from allocation.use_cases.waiting_list import Choices, PackageDetail
from ui.screen.context import Context
from ui.screen.facts import Facts, empty
from ui.screen.history import History
from ui.screen.notes import Notes
from ui.screen.round.week import Week
from ui.screen.side import RowSide
from ui.screen.stylesheet import look, set_property
from ui.screen.waiting.answers import Answers
from ui.screen.waiting.care import CareStep, CareSteps
from ui.screen.waiting.reviews import Reviews
from ui.screen.widgets import apart, label
from ui.wording import _
from ui.wording.aims import marked_priority
from ui.wording.care import ENDS, STATES, short_day, visit
from ui.wording.figures import hours


class Detail(RowSide[tuple[PackageDetail, Choices]]):
    """Shows one package; reads it anew whenever something that concerns it was written."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context, _("The selected package"), _("Select a package to see its visits, notes and history.")
        )
        self.shown: PackageDetail | None = None
        self._names = True
        self.reference = label(looks="head")
        self.priority = label(looks="strong")
        self.state = label(looks="quiet", wrap=True)
        self.who = label(looks="strong", wrap=True)
        self.week = Week(context.theme)
        self.visits = label(wrap=True)
        self.facts = Facts()
        self.whom = QPushButton(_("Whom to ask now"))
        look(self.whom, "link")
        self.whom.clicked.connect(lambda _checked=False: context.actions["waiting.ask"].trigger())
        self.care = CareSteps(context)
        self.reviews = Reviews(context)
        self.answers = Answers(context)
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
        self.column.addWidget(self.whom, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.care)
        self.column.addWidget(self.week)
        self.column.addWidget(self.visits)
        self.column.addWidget(self.facts)
        self.column.addWidget(self.reviews)
        self.column.addWidget(self.answers)
        self.column.addLayout(self.records)
        self.column.addSpacing(4)
        self.column.addWidget(self.notes)
        self.column.addSpacing(4)
        self.column.addWidget(self.history)

    def read(self, id_: str) -> tuple[PackageDetail, Choices]:
        desk = self._context.services.desk
        return waiting_list.package(desk, id_), waiting_list.choices(desk)

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
        self.answers.form.start()
        QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(self.answers.form))

    def start_review(self) -> None:
        """Begin to type what came of the care."""
        if self.shown is not None and self.shown.care:
            self.show()
            self.reviews.form.start()
            QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(self.reviews.form))

    def start_care(self, step: CareStep) -> None:
        """Begin to say on which day care began, rests or goes on."""
        self.show()
        self.care.start(step)
        QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(self.care))

    def clear(self) -> None:
        self.shown = None
        super().clear()

    def fill(self, value: tuple[PackageDetail, Choices]) -> None:
        detail, choices = value
        self.shown = detail
        package = detail.package
        self.reference.setText(package.package)
        self.priority.setText(marked_priority(package.priority))
        set_property(self.priority, "tone", package.priority.value)
        self.state.setText(_state(detail))
        who = (apart(detail.person.name), detail.person.reference)
        self.who.setText(" · ".join(word for word in who if word))
        self.who.setVisible(self._names and bool(self.who.text()))
        self.whom.setVisible(detail.state is State.WAITING)
        self.week.show_visits(package.visits, choices.bands)
        loose = [each for each in package.visits if not each.days or each.start is not None]
        self.visits.setText("\n".join(visit(each) for each in loose))
        self.visits.setVisible(bool(loose))
        self.facts.show_facts(_facts(package, detail, choices))
        self.care.show_package(detail)
        self.reviews.show_reviews(detail, choices)
        self.answers.show_answers(detail, choices)
        self._show_records(detail)
        self.notes.show_notes(detail.id, detail.notes)
        self.history.show_lines(detail.history)

    def _show_records(self, detail: PackageDetail) -> None:
        empty(self.records)
        for record in detail.records:
            link = QPushButton(_("Record {number}").format(number=record.number))
            look(link, "link")
            link.clicked.connect(lambda _checked=False, id_=record.id: self._context.go("records", id_))
            self.records.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)


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
        (_("Placed with"), named(*detail.providers)),
    ]


def _discharge(package: Package) -> str:
    if not package.hospital_discharge:
        return ""
    return short_day(package.discharge_date) or _("from hospital")
