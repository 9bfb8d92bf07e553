"""Type a provider's return: what it says it can take a week, by lot and band, as at a day."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout

from allocation.errors import Fault
from allocation.intake.kinds import DATE
from allocation.use_cases import providers, waiting_list
from allocation.use_cases.providers import ProviderDetail
from ui.screen.context import Context
from ui.screen.entry import DayEntry
from ui.screen.page_form import PageForm
from ui.screen.providers.detail import scope
from ui.screen.providers.return_grid import Cell, Validity, grid_of, rows_of
from ui.screen.providers.return_model import ReturnModel
from ui.screen.table.grid import GridView
from ui.screen.table.view import Coloured
from ui.screen.tokens import ROW
from ui.screen.widgets import label
from ui.wording import _, ngettext
from ui.wording.care import short_day
from ui.wording.faults import sentence
from ui.wording.figures import hours


class ReturnForm(PageForm[tuple[object, ...]]):
    """`finished` tells that the person is done, whether saved or not."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Save return"))
        self._name = ""
        self._detail: ProviderDetail | None = None
        self.model = ReturnModel(self)
        self.grid = GridView()
        self.grid.setAccessibleName(_("Return: hours a week by lot and band"))
        self.grid.setModel(self.model)
        self.grid.setItemDelegate(Coloured(context.theme, self.grid))
        self.grid.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.grid.setTabKeyNavigation(True)
        self.grid.verticalHeader().setDefaultSectionSize(ROW + 4)
        self.grid.verticalHeader().setMinimumWidth(180)
        self.grid.horizontalHeader().setDefaultSectionSize(112)
        self.as_at = DayEntry(_("As at"))
        self.start = DayEntry(_("Care can start from"))
        self.until = DayEntry(_("Holds until"))
        self.others = label(looks="quiet", wrap=True)
        self.faults = label(looks="fault", wrap=True)
        self.grid.left.connect(self.save_button.setFocus)
        self._lay_out()

    def title(self) -> str:
        return _("Return of {provider}").format(provider=self._name)

    def open_provider(self, id_: str, name: str) -> None:
        """Type the return of this provider, beginning with what it said last."""
        self._name = name
        desk = self.context.services.desk
        self.read(
            lambda: (providers.provider(desk, id_), waiting_list.choices(desk).bands),
            lambda found: self._fill(*found),
        )

    def finish_editing(self) -> None:
        self.grid.finish_editing()

    def draft(self) -> tuple[object, ...]:
        days = (entry.text().strip() for entry in (self.as_at, self.start, self.until))
        return (*days, {cell: text for cell, text in self.model.texts.items() if text})

    def save(self) -> None:
        """Keep the whole return in place of the last, or say which cells are not hours."""
        detail = self._detail
        if detail is None or not self.ready:
            return
        self.finish_editing()
        validity = self._validity()
        if validity is None:
            return
        rows, wrong = rows_of(detail.provider.provider, self.model.texts, self.model.grid, validity)
        if wrong:
            words = ngettext("{count} cell is wrong.", "{count} cells are wrong.", len(wrong))
            self.faults.setText(f"{words.format(count=len(wrong))} {self._go_to_first(wrong)}")
            return
        desk = self.context.services.desk
        words = _("Saved the return of {provider} as at {day}")
        self.keep(
            lambda: providers.save_return(desk, detail.id, rows, validity.as_at, detail.return_version),
            words.format(provider=self._name, day=short_day(validity.as_at)),
            lambda _done: "",
        )

    def _go_to_first(self, wrong: frozenset[Cell]) -> str:
        """Put the cursor on the first of these cells, so that its colour is not all that tells it; what is
        wrong there.
        """
        lots, bands = self.model.grid.lots, self.model.grid.bands
        row, column = min((lots.index(lot), bands.index(band)) for lot, band in wrong)
        first = self.model.index(row, column)
        self.grid.setCurrentIndex(first)
        self.grid.setFocus()
        return str(first.data(Qt.ItemDataRole.ToolTipRole))

    def _validity(self) -> Validity | None:
        """The days that are typed; None, and a word at the field, where one is no day."""
        as_at, start, until = (entry.day() for entry in (self.as_at, self.start, self.until))
        if not self.as_at.text().strip():
            self.as_at.set_fault(_("Say as at which day."))
        if any(entry.fault.text() for entry in (self.as_at, self.start, self.until)):
            return None
        return Validity(as_at, start, until) if as_at else None

    def _fill(self, detail: ProviderDetail, bands: tuple[str, ...]) -> None:
        self._detail = detail
        lots = sorted({award.lot for award in detail.awards})
        grid = grid_of(detail.rows, lots, bands)
        self.model.show(grid)
        today = self.context.services.desk.clock.today()
        self.as_at.set_text(DATE.write(today))
        self.start.set_text(DATE.write(grid.start) if grid.start else "")
        self.until.set_text(DATE.write(grid.until) if grid.until and grid.until >= today else "")
        kept = "; ".join(f"{scope(row)} {hours(row.minutes)}" for row in (*grid.special, *grid.others))
        self.others.setText(_("Kept as they are: {figures}").format(figures=kept) if kept else "")
        self.others.setVisible(bool(kept))
        self.faults.clear()
        self.grid.setCurrentIndex(self.model.index(0, 0))
        self.grid.setFocus()

    def show_faults(self, faults: Sequence[Fault]) -> None:
        self.faults.setText("\n".join(sentence(fault) for fault in faults))

    def _lay_out(self) -> None:
        guide = label(
            _(
                "Staff hours a week that the provider can take on. An empty cell gives no figure; where a "
                "lot has figures by band, a band left empty has no room. Paste a block from a spreadsheet "
                "with Ctrl+V."
            ),
            "quiet",
            wrap=True,
        )
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.save_button)
        foot.addWidget(self.back)
        foot.addWidget(self.faults, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 8)
        column.setSpacing(12)
        column.addWidget(guide)
        days = QHBoxLayout()
        days.setSpacing(16)
        for entry in (self.as_at, self.start, self.until):
            entry.setFixedWidth(220)
            days.addWidget(entry, 0, Qt.AlignmentFlag.AlignTop)
        days.addStretch(1)
        column.addLayout(days)
        column.addWidget(self.grid, 1)
        column.addWidget(self.others)
        column.addLayout(foot)
