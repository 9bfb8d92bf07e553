"""Contracts: every award in the order in which it is asked, the contract behind it, and its tables."""

from typing import ClassVar

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from allocation.model import Award
from allocation.use_cases import amending
from allocation.use_cases.terms import Terms, terms
from ui.screen.changes import Kind
from ui.screen.context import Context
from ui.screen.contracts.columns import OPTIONAL, columns
from ui.screen.contracts.detail import Detail
from ui.screen.contracts.editor import ContractEditor
from ui.screen.contracts.going_out import save_folder, save_workbook, show_paper
from ui.screen.contracts.scheme_panel import SchemePanel
from ui.screen.page import Page, with_detail
from ui.screen.table.model import RowsModel
from ui.screen.table.view import Table
from ui.screen.write import write
from ui.wording import _


class ContractsPage(Page):
    """A list to look things up, an editor in its place to amend a contract, and the ready-made schemes."""

    id: ClassVar[str] = "contracts"
    name: ClassVar[str] = _("Contracts")
    concerns: ClassVar[frozenset[Kind]] = frozenset({Kind.TERMS, Kind.PROVIDERS})
    main: ClassVar[str] = "contracts.edit"
    more: ClassVar[tuple[str, ...]] = (
        "contracts.new",
        "contracts.scheme",
        "import.open",
        "",
        "contracts.paper",
        "contracts.sheet",
        "contracts.files",
        "",
        "contracts.remove",
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._terms = Terms((), (), (), (), (), {})
        self._wanted = ""
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search lot or provider"))
        self.search.setAccessibleName(_("Search this list"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(360)
        self.contract = QComboBox()
        self.contract.setAccessibleName(_("Contract"))
        self.contract.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.contract.setMinimumContentsLength(24)
        self.contract.setMaximumWidth(440)
        self.model: RowsModel[Award] = RowsModel(columns(lambda: self._terms), self)
        self.table = Table(_("Awards"), context.theme)
        self.table.setModel(self.model)
        self.table.fit()
        self.panel = Detail()
        self.editor = ContractEditor(context)
        self.schemes = SchemePanel(context)
        self._lay_out()
        self._bind()
        self.search.textChanged.connect(self._filter)
        self.contract.currentIndexChanged.connect(self._filter)
        self.table.selectionModel().currentRowChanged.connect(self._selected)
        self.table.doubleClicked.connect(lambda _index: self.amend())
        for form in (self.editor, self.schemes):
            form.opened.connect(lambda: self.titled.emit(self.title()))
            form.finished.connect(self._back)

    @property
    def award(self) -> Award | None:
        """The selected award."""
        index = self.table.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    @property
    def chosen(self) -> str:
        """The contract in question: the one that the list is kept to, else the selected award's."""
        kept = str(self.contract.currentData() or "")
        return kept or (self.award.contract if self.award else "")

    def title(self) -> str:
        shown = self.stack.currentWidget()
        return shown.title() if isinstance(shown, ContractEditor | SchemePanel) else self.name

    def unsaved(self) -> str:
        return self.title() if self.stack.currentWidget() is self.editor and self.editor.unsaved() else ""

    def main_action(self) -> str:
        if self._typing:
            return ""
        return self.main if self._terms.contracts else "contracts.new"

    def detail(self) -> QWidget:
        return self.panel

    def refresh(self, _changed: frozenset[Kind]) -> None:
        desk = self.context.services.desk
        self.context.operations.run(lambda _job: terms(desk), on_success=self._show)

    def reveal(self, key: str) -> None:
        """Keep the list to this contract."""
        self._wanted = key
        self.contract.setCurrentIndex(max(0, self.contract.findData(key)))

    def amend(self) -> None:
        """Type into the tables of the contract in question, beginning at the selected award."""
        award = self.award
        place = None
        if award is not None and award.contract == self.chosen:
            place = (award.lot, award.step, award.provider)
        self.stack.setCurrentWidget(self.editor)
        self.editor.open_contract(self.chosen, place)

    def begin(self) -> None:
        """Type a new contract."""
        self.stack.setCurrentWidget(self.editor)
        self.editor.open_new()

    def load_scheme(self) -> None:
        """Choose one of the ready-made schemes."""
        self.stack.setCurrentWidget(self.schemes)
        self.schemes.open_list()

    def remove(self) -> None:
        """Take the contract away, if nothing names it; Undo brings it back."""
        desk, contract = self.context.services.desk, self.chosen
        write(
            self.context,
            lambda _job: amending.remove_contract(desk, contract),
            _("Contract {contract} removed").format(contract=contract),
        )

    @property
    def _typing(self) -> bool:
        return self.stack.currentIndex() != 0

    def _any(self) -> bool:
        return bool(self.chosen) and not self._typing

    def _back(self, contract: str) -> None:
        if contract:
            self._wanted = contract
        self.stack.setCurrentIndex(0)
        self.titled.emit(self.name)
        self.context.actions.update()
        self.table.setFocus()

    def _show(self, found: Terms) -> None:
        self._terms = found
        held = self._wanted or self.contract.currentData()
        self._wanted = ""
        self.contract.blockSignals(True)
        self.contract.clear()
        self.contract.addItem(_("All contracts"), "")
        for each in found.contracts:
            words = f"{each.contract} · {each.name}" if each.name else each.contract
            self.contract.addItem(words, each.contract)
        self.contract.setCurrentIndex(max(0, self.contract.findData(held)))
        self.contract.blockSignals(False)
        self._filter()
        self.titled.emit(self.title())

    def _filter(self) -> None:
        contract, text = self.contract.currentData() or "", self.search.text().strip().casefold()
        names = self._terms.provider_names
        self.table.say_when_empty(self._nothing(contract))
        selected = self.award
        self.model.show(
            [
                award
                for award in self._terms.awards
                if (not contract or award.contract == contract)
                and text in f"{award.lot} {award.provider} {names.get(award.provider, '')}".casefold()
            ]
        )
        self.table.leave_out(
            column.id
            for column in self.model.columns
            if column.id in OPTIONAL and not any(map(column.text, self.model.rows))
        )
        if self.model.rows:
            keys = [award.key for award in self.model.rows]
            place = keys.index(selected.key) if selected and selected.key in keys else 0
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(self.model.index(place, 0), flags)
            self._selected()
        else:
            self._show_bare(contract)
        self.context.actions.update()

    def _show_bare(self, contract: str) -> None:
        """A contract without awards, or nothing."""
        found = next((each for each in self._terms.contracts if each.contract == contract), None)
        if found is None or self.search.text().strip():
            self.panel.has_content(False)
        else:
            self.panel.show_contract(found, self._terms)

    def _nothing(self, contract: str) -> str:
        if not self._terms.contracts:
            return _("No contracts yet: type one, load a ready-made scheme, or bring in files.")
        if contract and not self.search.text().strip():
            return _("This contract has no awards yet.")
        return _("No award matches.")

    def _selected(self) -> None:
        if self.award is not None:
            self.panel.show_award(self.award, self._terms)
        self.context.actions.update()

    def _bind(self) -> None:
        bind = self.context.actions.bind

        def listed() -> bool:
            return not self._typing

        bind("contracts.edit", self.amend, self, self._any)
        bind("contracts.new", self.begin, self, listed)
        bind("contracts.scheme", self.load_scheme, self, listed)
        bind("contracts.paper", lambda: show_paper(self.context, self.chosen, self), self, self._any)
        bind("contracts.sheet", lambda: save_workbook(self.context, self.chosen, self), self, self._any)
        bind("contracts.files", lambda: save_folder(self.context, self.chosen, self), self, self._any)
        bind("contracts.remove", self.remove, self, self._any)
        bind("contracts.search", self.search.setFocus, self, listed)

    def _lay_out(self) -> None:
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
        self.stack = QStackedWidget()
        self.stack.addWidget(with_detail(body, self.panel, wide=344))
        self.stack.addWidget(self.editor)
        self.stack.addWidget(self.schemes)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
