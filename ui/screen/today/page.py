"""Today: how many wait, what is due to be followed up, and where to go on."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from allocation.use_cases import notes, reviews, waiting_list
from allocation.use_cases.notes import FollowUp
from allocation.use_cases.review_rows import ToReview
from ui.screen.changes import Kind
from ui.screen.context import Context
from ui.screen.page import Page
from ui.screen.stylesheet import look
from ui.screen.table.columns import Column
from ui.screen.table.model import RowsModel
from ui.screen.table.view import Table
from ui.screen.today.columns import review_columns
from ui.screen.widgets import label
from ui.wording import _, ngettext
from ui.wording.care import short_day

AHEAD = timedelta(days=7)


class TodayPage(Page):
    """Follow-ups of the coming week stand here, those that are due first."""

    id: ClassVar[str] = "today"
    name: ClassVar[str] = _("Today")
    concerns: ClassVar[frozenset[Kind]] = frozenset(Kind)
    main: ClassVar[str] = "waiting.new"
    more: ClassVar[tuple[str, ...]] = ("round.new", "providers.return", "", "import.open")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.cards = {
            id_: _Card(words, partial(context.go, page, ""))
            for id_, page, words in (
                ("waiting", "waiting", lambda _count: _("waiting")),
                ("rounds", "round", lambda count: ngettext("round", "rounds", count)),
                ("offers", "offers", lambda count: ngettext("offer out", "offers out", count)),
                ("records", "records", lambda count: ngettext("record issued", "records issued", count)),
                ("providers", "providers", lambda count: ngettext("provider", "providers", count)),
            )
        }
        self.model: RowsModel[FollowUp] = RowsModel(self._columns(), self)
        self.table = Table(_("To follow up"), context.theme)
        self.table.setModel(self.model)
        self.table.fit()
        self.table.activated.connect(lambda index: self._open(self.model.rows[index.row()]))
        self.nothing = label(_("Nothing to follow up in the coming week."), "quiet")
        self.due: RowsModel[ToReview] = RowsModel(review_columns(context.services.desk.clock.today), self)
        self.reviews_head = label(_("To review"), "head")
        self.reviews = Table(_("To review"), context.theme)
        self.reviews.setModel(self.due)
        self.reviews.fit()
        self.reviews.activated.connect(
            lambda index: context.go("waiting", self.due.rows[index.row()].package)
        )
        self._lay_out()

    def refresh(self, _changed: frozenset[Kind]) -> None:
        desk = self.context.services.desk
        until = desk.clock.today() + AHEAD
        self.context.operations.run(
            lambda _job: (
                waiting_list.counts(desk),
                notes.follow_ups(desk, until),
                reviews.to_review(desk),
            ),
            on_success=lambda read: self._show(*read),
        )

    def _show(
        self, counts: dict[str, int], follow_ups: tuple[FollowUp, ...], due: tuple[ToReview, ...]
    ) -> None:
        for id_, card in self.cards.items():
            card.set_count(counts[id_])
        self.counted.emit(counts["follow_ups"] or None)
        self.model.show(follow_ups)
        self.table.setVisible(bool(follow_ups))
        self.nothing.setVisible(not follow_ups)
        self.due.show(due)
        self.reviews_head.setVisible(bool(due))
        self.reviews.setVisible(bool(due))

    def _columns(self) -> tuple[Column[FollowUp], ...]:
        today = self.context.services.desk.clock.today

        def due(row: FollowUp) -> bool:
            return row.note.follow_up is not None and row.note.follow_up <= today()

        return (
            Column(
                "day",
                _("Follow up"),
                lambda row: (
                    f"! {short_day(row.note.follow_up)}" if due(row) else short_day(row.note.follow_up)
                ),
                width=130,
                colour=lambda row: "substantial" if due(row) else "",
            ),
            Column("label", _("About"), lambda row: row.label, width=160),
            Column("note", _("Note"), lambda row: row.note.text.replace("\n", " "), width=560),
            Column("by", _("By"), lambda row: row.note.by, width=140),
        )

    def _open(self, row: FollowUp) -> None:
        self.context.go("waiting" if row.about == "package" else "providers", row.about_id)

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.setSpacing(12)
        for card in self.cards.values():
            across.addWidget(card)
        across.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(16)
        column.addLayout(across)
        column.addWidget(label(_("To follow up"), "head"))
        column.addWidget(self.nothing)
        column.addWidget(self.table, 1)
        column.addWidget(self.reviews_head)
        column.addWidget(self.reviews, 1)
        column.addStretch(0)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)


class _Card(QFrame):
    """A figure that leads to its page; `words` says for a count what it counts."""

    def __init__(self, words: Callable[[int], str], go: Callable[[], None]) -> None:
        super().__init__()
        look(self, "card")
        self._words = words
        self.setFixedWidth(180)
        self.figure = label("–", "figure")
        self.figure.setContentsMargins(2, 0, 0, 0)
        self.link = QPushButton(words(0) + " →")
        look(self.link, "link")
        self.link.clicked.connect(go)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(0)
        column.addWidget(self.figure)
        column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)

    def set_count(self, count: int) -> None:
        """Show the figure."""
        self.figure.setText(f"{count:,}")
        self.link.setText(self._words(count) + " →")
        self.link.setAccessibleName(f"{count:,} {self._words(count)}")
