"""Offers: what is out with providers and waits for an answer, the overdue first."""

from dataclasses import replace
from typing import ClassVar

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from allocation.lists import OfferQuery, OfferRow, OfferState
from allocation.use_cases import offers
from ui.screen.changes import Kind
from ui.screen.choice import Choice
from ui.screen.context import Context
from ui.screen.offers.answer_form import answerable, can_be_taken_back
from ui.screen.offers.columns import offer_columns
from ui.screen.offers.detail import OfferSide
from ui.screen.page import Page, narrowed, with_detail
from ui.screen.table.paged import PagedModel
from ui.screen.table.view import Table
from ui.screen.widgets import label
from ui.wording import _, ngettext
from ui.wording.offers import OFFER_STATES

NOTHING: dict[OfferState, str] = {
    OfferState.OUT: _("Nothing is out with a provider. Ask from “Whom to ask now” on the Waiting page."),
    OfferState.ACCEPTED: _("Nothing was accepted that is still to be issued."),
    OfferState.ENDED: _("No offer has ended yet."),
}


class OffersPage(Page):
    """Offers are made on the ladder of their package; here they are watched, and their answers recorded."""

    id: ClassVar[str] = "offers"
    name: ClassVar[str] = _("Offers")
    concerns: ClassVar[frozenset[Kind]] = frozenset({Kind.OFFERS, Kind.PACKAGES, Kind.RECORDS})
    main: ClassVar[str] = "offers.answer"
    more: ClassVar[tuple[str, ...]] = ("offers.package", "offers.withdraw", "", "offers.search")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search package or provider"))
        self.search.setAccessibleName(_("Search offers"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(360)
        self.state = Choice(_("Which offers"), [(words, state) for state, words in OFFER_STATES.items()])
        self.state.setMinimumWidth(240)
        self.count = label("", "quiet")
        columns = offer_columns(context.services.desk.clock.now)
        self.model: PagedModel[OfferRow] = PagedModel(columns, context.operations, self)
        self.table = Table(_("Offers"), context.theme)
        self.table.setModel(self.model)
        self.table.fit()
        self.panel = OfferSide(context)
        self._wanted = ""
        self._lay_out()
        self._bind()
        self.search.textChanged.connect(lambda _text: self.ask())
        self.state.currentIndexChanged.connect(lambda _place: self.ask())
        self.model.counted.connect(self._counted)
        self.model.loaded.connect(self._loaded)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._selected())
        self.table.activated.connect(lambda _index: self.answer())
        self.panel.form.finished.connect(self.table.setFocus)
        self.panel.wanted.connect(lambda key: context.go("waiting", key))

    @property
    def row(self) -> OfferRow | None:
        """The selected offer."""
        index = self.table.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def refresh(self, _changed: frozenset[Kind]) -> None:
        self._wanted = self.row.id if self.row else ""
        self.ask(keep=True)

    def reveal(self, key: str) -> None:
        """Select an offer that is out, by its id."""
        self._wanted = key
        self.search.clear()
        self.state.choose(OfferState.OUT)
        self.ask()

    def detail(self) -> QWidget:
        return self.panel

    def ask(self, *, keep: bool = False) -> None:
        """Ask for the list, as search and state say."""
        desk = self.context.services.desk
        wanted = OfferQuery(self.search.text().strip(), self.state.value())
        self.model.ask(
            lambda offset, limit: offers.offers(desk, replace(wanted, offset=offset, limit=limit)), keep=keep
        )

    def answer(self) -> None:
        """Type what the provider said."""
        row = self.row
        if row is not None and answerable(row):
            self.panel.form.start(row)

    def withdraw(self) -> None:
        """Type why the offer is taken back."""
        row = self.row
        if row is not None:
            self.panel.form.start(row, taken_back=True)

    def _selected(self) -> None:
        self.panel.show_offer(self.row)
        self.context.actions.update()

    def _counted(self, total: int) -> None:
        self.count.setText(ngettext("{count} offer", "{count} offers", total).format(count=f"{total:,}"))
        if not self.search.text() and self.state.value() is OfferState.OUT:
            self.counted.emit(total or None)

    def _loaded(self) -> None:
        self.table.say_when_empty(
            _("No offer is like that.") if self.search.text() else NOTHING[self.state.value()]
        )
        if self.row is None and self.model.rows:
            places = [place for place, row in enumerate(self.model.rows) if row.id == self._wanted]
            self.table.setCurrentIndex(self.model.index(places[0] if places else 0, 0))
        else:
            self._selected()

    def _bind(self) -> None:
        bind = self.context.actions.bind
        bind("offers.answer", self.answer, self, lambda: answerable(self.row))
        bind("offers.withdraw", self.withdraw, self, lambda: can_be_taken_back(self.row))
        bind("offers.package", self._package, self, lambda: self.row is not None)
        bind("offers.search", self.search.setFocus, self)

    def _package(self) -> None:
        if self.row is not None:
            self.context.go("waiting", self.row.package_id)

    def _lay_out(self) -> None:
        body = narrowed(self.table, self.search, self.state, self.count)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(with_detail(body, self.panel))
