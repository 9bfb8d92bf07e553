"""A contract being typed: its own fields and its tables, with all faults at once, each at its cell."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout

from allocation.errors import Fault
from allocation.intake.columns import Column
from allocation.intake.kinds import DATE
from allocation.intake.layout import LAYOUTS
from allocation.use_cases import amending
from allocation.use_cases.amending import LABELS, Amended, DraftRow, TermsDraft
from ui.screen.context import Context
from ui.screen.contracts.grid import Grid, offered
from ui.screen.entry import ChoiceEntry, DayEntry, Entry, TextEntry
from ui.screen.page_form import PageForm
from ui.screen.widgets import label
from ui.wording import _, ngettext
from ui.wording.columns import column_title, table_title
from ui.wording.faults import what

TABS = ("steps", "lots", "awards", "areas", "providers")
ACROSS = 5
MOST_TOLD = 4
"""Faults that are told in words under the tables; each stands at its cell too."""


class ContractEditor(PageForm[TermsDraft]):
    """`finished` carries the contract that was saved, or nothing where the person went back."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Save contract"))
        self._draft: TermsDraft | None = None
        self.entries: dict[str, Entry] = {
            column.name: _entry(column) for column in LAYOUTS["contracts"].columns
        }
        self.grids = {table: Grid(table, context.theme, self._known, self._named) for table in TABS}
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.faults = label(looks="fault", wrap=True)
        self.remove = QPushButton(_("Remove rows"))
        self.remove.setToolTip(_("Remove the selected rows (Ctrl+Delete)"))
        self.end = QPushButton(_("End today"))
        self.end.setToolTip(_("Make today the last day of the selected awards"))
        self._lay_out()
        self._connect()

    def title(self) -> str:
        if self._draft is None or not self._draft.contract:
            return _("New contract")
        return _("Contract {contract}").format(contract=self._draft.contract)

    def open_new(self) -> None:
        """Begin a contract."""
        desk = self.context.services.desk
        self._open(lambda: amending.new_terms(desk))

    def open_contract(self, contract: str, award: tuple[str, int, str] | None = None) -> None:
        """Amend one that is kept, beginning at an award (lot, step, provider) where one is given."""
        desk = self.context.services.desk
        self._open(lambda: amending.terms_draft(desk, contract), award)

    def draft(self) -> TermsDraft:
        assert self._draft is not None  # noqa: S101 - the editor is only shown with a draft
        cells = {name: entry.text().strip() for name, entry in self.entries.items()}
        tables = {
            "contracts": (DraftRow(cells, self._draft.contract),),
            **{table: grid.model_.rows() for table, grid in self.grids.items()},
        }
        return TermsDraft(tables, self._draft.contract, self._draft.before)

    def finish_editing(self) -> None:
        for grid in self.grids.values():
            grid.finish_editing()

    def save(self) -> None:
        if not self.ready:
            return
        self.finish_editing()
        desk, draft = self.context.services.desk, self.draft()
        self.keep(lambda: amending.save_terms(desk, draft), _said, lambda amended: amended.contract)

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Each at its field or cell, the first few in words, and how many a table has in its tab."""
        own = {fault.column: fault for fault in reversed(faults) if fault.file == "contracts"}
        for name, entry in self.entries.items():
            entry.set_fault(what(own[name]) if name in own else "")
        for place, table in enumerate(TABS):
            mine = [fault for fault in faults if fault.file == table]
            self.grids[table].model_.show_faults(mine)
            title = table_title(table)
            count = ngettext("{table} · {count} fault", "{table} · {count} faults", len(mine))
            self.tabs.setTabText(place, count.format(table=title, count=len(mine)) if mine else title)
        told = [_told(fault) for fault in faults if fault.file != "contracts"]
        more = len(told) - MOST_TOLD
        if more > 0:
            words = ngettext("and {count} more, at its cell", "and {count} more, each at its cell", more)
            told[MOST_TOLD:] = [words.format(count=more)]
        self.faults.setText("\n".join(told))
        self.faults.setVisible(bool(told))
        self._go_to_first(faults)

    def _go_to_first(self, faults: Sequence[Fault]) -> None:
        """The first fault of the tab in sight, or of the first tab that has one."""
        placed = [fault for fault in faults if fault.row and fault.file in TABS]
        here = [fault for fault in placed if fault.file == TABS[self.tabs.currentIndex()]]
        for fault in (here or placed)[:1]:
            self.tabs.setCurrentIndex(TABS.index(fault.file))
            self.grids[fault.file].go_to((fault.row or 1) - 1, fault.column)
            self.grids[fault.file].setFocus()

    def _open(self, read: Callable[[], TermsDraft], award: tuple[str, int, str] | None = None) -> None:
        self.read(read, lambda draft: self._fill(draft, award))

    def _fill(self, draft: TermsDraft, award: tuple[str, int, str] | None) -> None:
        self._draft = draft
        cells = draft.tables["contracts"][0].cells
        for name, entry in self.entries.items():
            entry.set_text(cells.get(name, ""))
        for table, grid in self.grids.items():
            grid.model_.show(draft.tables[table])
            grid.fit()
        self.show_faults(())
        self.tabs.setCurrentIndex(TABS.index("awards" if award else "steps"))
        if award:
            rows = [
                (row.cells["lot"], int(row.cells["step"]), row.cells["provider"])
                for row in draft.tables["awards"]
            ]
            self.grids["awards"].go_to(rows.index(award) if award in rows else 0, "rate")
            self.grids["awards"].setFocus()
        else:
            self.entries["name" if draft.contract else "contract"].field.setFocus()

    def _known(self, table: str) -> Sequence[str]:
        """What stands in the key column of a table that is typed here."""
        column = LABELS.get(table) or "step"
        return self.grids[table].model_.values(column) if table in self.grids else ()

    def _named(self, table: str, reference: str) -> str:
        """What a provider is called, beside its reference; areas and lots are known by theirs."""
        return self.grids[table].model_.name_of(reference) if table == "providers" else ""

    def _end_today(self) -> None:
        today = self.context.services.desk.clock.today()
        self.grids["awards"].put("end", DATE.write(today))

    def _in_sight(self) -> Grid:
        return self.grids[TABS[self.tabs.currentIndex()]]

    def _connect(self) -> None:
        self.remove.clicked.connect(lambda: self._in_sight().remove_chosen())
        self.end.clicked.connect(self._end_today)
        self.tabs.currentChanged.connect(lambda place: self.end.setVisible(TABS[place] == "awards"))
        self.end.setVisible(False)
        for grid in self.grids.values():
            grid.left.connect(self.save_button.setFocus)
        self.shortcut("Ctrl+Delete", self.remove.click)
        for number in range(len(TABS)):
            self.shortcut(f"Alt+{number + 1}", partial(self._show_tab, number))

    def _show_tab(self, place: int) -> None:
        self.tabs.setCurrentIndex(place)
        self._in_sight().setFocus()

    def _lay_out(self) -> None:
        fields = QGridLayout()
        fields.setHorizontalSpacing(16)
        fields.setVerticalSpacing(8)
        for place, entry in enumerate(self.entries.values()):
            fields.addWidget(entry, place // ACROSS, place % ACROSS, Qt.AlignmentFlag.AlignTop)
        for place in range(ACROSS):
            fields.setColumnStretch(place, 1)
        for table, grid in self.grids.items():
            self.tabs.addTab(grid, table_title(table))
        guide = label(
            _(
                "Type into the tables, or paste a block from a spreadsheet with Ctrl+V; the last row is for "
                "a new one. Columns with * must be filled. Grey is what an empty cell means."
            ),
            "quiet",
            wrap=True,
        )
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.save_button)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.end)
        foot.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addLayout(fields)
        column.addWidget(guide)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.faults)
        column.addLayout(foot)


def _entry(column: Column[Any]) -> Entry:
    """A field of the contract itself."""
    title = column_title("contracts", column.name)
    words = offered(column, lambda _table: ())
    if column.kind is DATE:
        entry: Entry = DayEntry(title)
    elif words:
        entry = ChoiceEntry(title, [(word, word) for word in _usual_first(column, words)])
    else:
        entry = TextEntry(title)
    entry.field.setToolTip(_(column.meaning))
    return entry


def _usual_first(column: Column[Any], words: Sequence[str]) -> list[str]:
    usual = column.write(column.default)
    return [usual, *(word for word in words if word != usual)]


def _told(fault: Fault) -> str:
    """A fault in words, with its table, row and column as they are called here."""
    place = [table_title(fault.file)] if fault.file in TABS else []
    if fault.row is not None:
        place.append(_("row {row}").format(row=fault.row))
        place.append(column_title(fault.file, fault.column))
    return _("{place}: {what}").format(place=", ".join(place), what=what(fault)) if place else what(fault)


def _said(amended: Amended) -> str:
    saved = _("Contract {contract} saved").format(contract=amended.contract)
    if not amended.notices:
        return saved
    return _("{saved}. To note: {what}").format(saved=saved, what=_told(amended.notices[0]))
