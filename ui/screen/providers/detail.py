"""All that is known of the selected provider: lots, return, suspensions, notes, packages."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from allocation.intake.layout.providers import QUALITY
from allocation.model import Award, CapacityRow
from allocation.use_cases import providers, waiting_list
from allocation.use_cases.providers import ProviderDetail, SuspensionRow
from ui.screen.context import Context
from ui.screen.facts import Facts, empty
from ui.screen.history import History
from ui.screen.notes import Notes
from ui.screen.providers.statement import StatementPanel
from ui.screen.providers.suspension import SuspensionForm
from ui.screen.side import RowSide
from ui.screen.stylesheet import look
from ui.screen.widgets import button_row, caption, label
from ui.screen.write import write
from ui.wording import _
from ui.wording.care import STATES, days, short_day
from ui.wording.figures import hours, money
from ui.wording.grades import grade_words


class Detail(RowSide[tuple[ProviderDetail, tuple[str, ...]]]):
    """Shows one provider; reads it anew whenever something that concerns it was written."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context, _("The selected provider"), _("Select a provider to see its lots, room and notes.")
        )
        self.shown: ProviderDetail | None = None
        self.name = label(looks="head", wrap=True)
        self.facts = Facts()
        self.room = Facts()
        self.room_head = label(looks="head")
        self.awards = Facts()
        self.suspensions = QVBoxLayout()
        self.suspension_form = SuspensionForm(context)
        self.suspension_form.hide()
        self.statement = StatementPanel(context)
        self.results = QPushButton(_("Payment by results…"))
        look(self.results, "link")
        self.results.clicked.connect(lambda _checked=False: context.actions["providers.statement"].trigger())
        self.packages = QVBoxLayout()
        self.notes = Notes(context, "provider")
        self.history = History()
        parts: tuple[QWidget | QBoxLayout, ...] = (
            self.name,
            self.facts,
            self.suspensions,
            self.suspension_form,
            self.room_head,
            self.room,
            label(_("Lots"), "head"),
            self.awards,
            button_row(self.results),
            self.statement,
            label(_("Packages"), "head"),
            self.packages,
            self.notes,
            self.history,
        )
        for part in parts:
            if isinstance(part, QWidget):
                self.column.addWidget(part)
            else:
                self.column.addLayout(part)

    def read(self, id_: str) -> tuple[ProviderDetail, tuple[str, ...]]:
        desk = self._context.services.desk
        return providers.provider(desk, id_), waiting_list.choices(desk).bands

    def start_note(self) -> None:
        """Begin to write a note."""
        self.show()
        self.area.ensureWidgetVisible(self.notes.add)
        self.notes.start()

    def start_statement(self) -> None:
        """Show what the provider earned by results."""
        if self.shown is not None:
            self.show()
            self.statement.open_for(self.shown)
            QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(self.statement))

    def start_suspension(self) -> None:
        """Begin to say why and from when the provider gets nothing."""
        if self.shown is not None:
            self.show()
            self.suspension_form.open_for(self.shown)
            QTimer.singleShot(0, self._reach_suspension)

    def _reach_suspension(self) -> None:
        self.area.ensureWidgetVisible(self.suspension_form.keep)

    def fill(self, value: tuple[ProviderDetail, tuple[str, ...]]) -> None:
        detail, bands = value
        same = self.shown is not None and self.shown.id == detail.id
        self.shown = detail
        if not same:
            self.suspension_form.hide()
            self.statement.hide()
        elif self.statement.isVisible():
            self.statement.read()
        self.results.setVisible(detail.by_results)
        provider = detail.provider
        rated = provider.grade is None and provider.standing is not None
        self.name.setText(provider.name)
        self.facts.show_facts(
            (
                (_("Reference"), provider.provider),
                (_("Registration"), provider.registration),
                (_("Grade"), "" if rated else grade_words(provider.grade)),
                (_("CQC rating"), provider.cqc_rating),
                (_("Quality"), QUALITY.write(provider.quality_hundredths)),
                (_("Skills"), ", ".join(provider.skills)),
                (_("E-mail"), provider.email),
            )
        )
        self._show_suspensions(detail)
        as_at = max((row.as_at for row in detail.rows if row.as_at), default=None)
        self.room_head.setText(_("Return as at {day}").format(day=short_day(as_at)) if as_at else _("Return"))
        self.room.show_facts(
            [(scope(row), hours(row.minutes)) for row in sorted(detail.rows, key=_by_day(bands))]
            or [(_("Room"), _("none given"))]
        )
        self.awards.show_facts([(award.lot, _award(award)) for award in detail.awards])
        self._show_packages(detail)
        self.notes.show_notes(detail.id, detail.notes)
        self.history.show_lines(detail.history)

    def _show_suspensions(self, detail: ProviderDetail) -> None:
        empty(self.suspensions)
        for row in detail.suspensions:
            line = QWidget()
            across = QHBoxLayout(line)
            across.setContentsMargins(0, 0, 0, 0)
            across.addWidget(label(_suspended(row), "fault", wrap=True), 1)
            if row.suspension.until is None:
                end = QPushButton(_("End today"))
                look(end, "link")
                end.clicked.connect(lambda _checked=False, row=row: self._end(row))
                across.addWidget(end)
            self.suspensions.addWidget(line)

    def _end(self, row: SuspensionRow) -> None:
        desk = self._context.services.desk
        write(
            self._context,
            lambda _job: providers.end_suspension(desk, row.id, row.version, desk.clock.today()),
            _("Suspension ended"),
        )

    def _show_packages(self, detail: ProviderDetail) -> None:
        empty(self.packages)
        for held in detail.packages:
            link = QPushButton(caption(f"{held.reference} · {STATES[held.state]}"))
            look(link, "link")
            link.clicked.connect(lambda _checked=False, id_=held.id: self._context.go("waiting", id_))
            self.packages.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        if not detail.packages:
            self.packages.addWidget(label(_("none here"), "quiet"))


def _by_day(bands: tuple[str, ...]) -> Callable[[CapacityRow], tuple[str, int, bool]]:
    """Figures in the order of the day: a lot's whole week first, then its bands from the morning on."""
    places = {band: place for place, band in enumerate(bands)}

    def key(row: CapacityRow) -> tuple[str, int, bool]:
        band = -1 if row.band is None else places.get(row.band, len(bands))
        return (row.lot or "", band, row.workers is not None)

    return key


def scope(row: CapacityRow) -> str:
    """What a figure is about: `Lot 3 · morning · weekend · double-up`."""
    parts = [row.lot or "", row.band or ""]
    if row.days is not None:
        parts.append(days(row.days, len(row.days)))
    if row.workers == 2:
        parts.append(_("double-up"))
    return " · ".join(part for part in parts if part) or _("the whole week")


def _award(award: Award) -> str:
    parts = [_("step {step}").format(step=award.step), _("{rate} an hour").format(rate=money(award.rate))]
    if award.rank is not None:
        parts.insert(1, _("rank {rank}").format(rank=award.rank))
    if not award.new_packages:
        parts.append(_("no new packages"))
    return " · ".join(parts)


def _suspended(row: SuspensionRow) -> str:
    held = row.suspension
    until = _("until {day}").format(day=short_day(held.until)) if held.until else _("until ended")
    where = held.lot or held.contract or _("all contracts")
    return _("✕ Suspended from {start} {until} · {where} · {reason}").format(
        start=short_day(held.start), until=until, where=where, reason=held.reason
    )
