"""Contracts: every award in the order in which it is asked, and the contract of the selected one."""

from typing import ClassVar

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from allocation.model import Award
from allocation.use_cases.terms import Terms, terms
from ui.screen.changes import Kind
from ui.screen.context import Context
from ui.screen.contracts.columns import columns
from ui.screen.contracts.detail import Detail
from ui.screen.page import Page, with_detail
from ui.screen.table.model import RowsModel
from ui.screen.table.view import Table
from ui.wording import _


class ContractsPage(Page):
    """Terms are brought in from files; here they are read."""

    id: ClassVar[str] = "contracts"
    name: ClassVar[str] = _("Contracts")
    concerns: ClassVar[frozenset[Kind]] = frozenset({Kind.TERMS, Kind.PROVIDERS})
    more: ClassVar[tuple[str, ...]] = ("import.open",)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._terms = Terms((), (), (), (), (), {})
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search lot or provider"))
        self.search.setAccessibleName(_("Search this list"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(360)
        self.contract = QComboBox()
        self.contract.setAccessibleName(_("Contract"))
        self.contract.setMinimumContentsLength(24)
        self.model: RowsModel[Award] = RowsModel(columns(lambda: self._terms), self)
        self.table = Table(_("Awards"), context.theme)
        self.table.setModel(self.model)
        self.table.fit()
        self.panel = Detail()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(20, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self.contract)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(with_detail(body, self.panel, wide=344))
        self.search.textChanged.connect(self._filter)
        self.contract.currentIndexChanged.connect(self._filter)
        self.table.selectionModel().currentRowChanged.connect(self._selected)

    def detail(self) -> QWidget:
        return self.panel

    def refresh(self, _changed: frozenset[Kind]) -> None:
        desk = self.context.services.desk
        self.context.operations.run(lambda _job: terms(desk), on_success=self._show)

    def _show(self, found: Terms) -> None:
        self._terms = found
        held = self.contract.currentData()
        self.contract.blockSignals(True)
        self.contract.clear()
        self.contract.addItem(_("All contracts"), "")
        for each in found.contracts:
            self.contract.addItem(each.name or each.contract, each.contract)
        self.contract.setCurrentIndex(max(0, self.contract.findData(held)))
        self.contract.blockSignals(False)
        self._filter()

    def _filter(self) -> None:
        contract, text = self.contract.currentData() or "", self.search.text().strip().casefold()
        names = self._terms.provider_names
        self.table.say_when_empty(
            _("No award matches.") if self._terms.awards else _("No contracts yet: bring in files.")
        )
        self.model.show(
            [
                award
                for award in self._terms.awards
                if (not contract or award.contract == contract)
                and text in f"{award.lot} {award.provider} {names.get(award.provider, '')}".casefold()
            ]
        )
        if self.model.rows:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(self.model.index(0, 0), flags)
        else:
            self.panel.has_content(False)

    def _selected(self) -> None:
        index = self.table.currentIndex()
        if index.isValid() and index.row() < len(self.model.rows):
            self.panel.show_award(self.model.rows[index.row()], self._terms)
