"""The round page's body: the summary and the verdict above, the board or the table, the detail on the right.

It shows what it is given and says what the person wants; it knows no use case, so that it stands in tests and
pictures by itself.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from allocation.check import Change
from allocation.check.moves import Move
from allocation.problem import Problem
from ui.screen.page import with_detail
from ui.screen.round.aims_panel import AimsPanel
from ui.screen.round.destinations import destinations, move_title
from ui.screen.round.drawn import Drawn
from ui.screen.round.dropping import Drop
from ui.screen.round.move_panel import MovePanel
from ui.screen.round.package_panel import Explained, PackagePanel
from ui.screen.round.picture import Card
from ui.screen.round.shown import Shown
from ui.screen.round.verdict_strip import VerdictStrip
from ui.screen.round.views import Views
from ui.screen.round.why import ladder
from ui.screen.stylesheet import look
from ui.screen.theme import Theme
from ui.screen.widgets import label, line
from ui.wording import _

PACKAGE_TAB, MOVE_TAB, AIMS_TAB = range(3)


class Body(QWidget):
    """`selected` carries the selected `Card` or None; the panels' own signals go to the page.

    `in_hand` says that a move was taken up, or put down again.
    """

    selected = Signal(object)
    in_hand = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.drawn: Drawn | None = None
        self._names: dict[str, str] = {}
        self._selected: Card | None = None
        self.summary = label("", "strong", wrap=True)
        self.summary.setAccessibleName(_("Summary of the plan"))
        self.verdict = VerdictStrip()
        self.views = Views(theme)
        self.board = self.views.board
        self.package = PackagePanel(theme)
        self.move_panel = MovePanel(theme)
        self.aims = AimsPanel(theme)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.package, _("Package"))
        self.tabs.addTab(self.move_panel, _("Move"))
        self.tabs.addTab(self.aims, _("Aims"))
        self.detail = self._side()
        self._lay_out()
        self._connect()

    @property
    def card(self) -> Card | None:
        """The selected card."""
        return self.views.card

    @property
    def moving(self) -> bool:
        """Whether a move is in hand: its own button is the one thing to do then."""
        return self.tabs.currentIndex() == MOVE_TAB and self.move_panel.ready

    @property
    def shown(self) -> Shown | None:
        """The plan in sight."""
        return self.drawn.shown if self.drawn else None

    def show_plan(self, drawn: Drawn) -> None:
        """Show a plan, kept or passing. What was selected stays selected, where it still is."""
        self.drawn, shown = drawn, drawn.shown
        index = shown.problem.index
        self._names = {each.provider: each.name for each in index.round_.providers}
        self.package.set_index(index)
        self.summary.setText(drawn.summary)
        self.verdict.show_verdict(shown.verdict, self._names)
        if shown.result is not None:
            self.aims.show_result(shown.problem, shown.result, edited=shown.edited)
        self.views.show_plan(drawn)

    def show_search(self, problem: Problem) -> None:
        """A search begins: turn to the aims. The person may turn away again while it goes on.

        What was said of the plan in sight is taken back until the search has ended.
        """
        if self.drawn is not None:
            self.drawn = replace(self.drawn, shown=replace(self.drawn.shown, verdict=None))
        self.verdict.show_verdict(None, self._names)
        self.board.mark_moves(False)
        self.tabs.setCurrentIndex(AIMS_TAB)
        self.aims.show_progress(problem, (), 0)

    def show_reasons(self, drawn: Drawn) -> None:
        """The plan in sight with its reasons: the package's ladder, and why others were not placed."""
        if drawn.shown is self.shown:
            self.drawn = drawn
            self.views.show_plan(drawn)

    def explain(self, card: Card, changes: Sequence[Change] = ()) -> None:
        """Fill the package panel. `changes` are what would place it, once they are known."""
        if self.drawn is None or self.shown is None:
            return
        index, known = self.shown.problem.index, self.drawn.reasons
        mine = None if known is None else known.get(card.key, ())
        self.package.explain(
            Explained(
                package=index.packages[card.package],
                person=(self.shown.people or {}).get(card.package),
                steps=None if mine is None else ladder(index, mine, self._names),
                changes=changes,
                placed=card.award is not None,
                issued=card.issued,
                proposal=card.proposal,
                searching=self.shown.verdict is None,
            )
        )

    def show_moves(self, card: Card, moves: tuple[Move, ...]) -> None:
        """Where the selected card can go: for the move list and for the board while it is dragged."""
        if self.shown is None or self.card is None or card.key != self.card.key:
            return
        number = (self.shown.issued or {}).get(card.package, "")
        if number:
            moves = ()
        self.board.show_moves({move.award: move for move in moves})
        awards = self.shown.problem.index.awards
        rows = destinations(moves, awards, self._names, placed=card.award is not None)
        words = move_title(card, number, movable=bool(moves))
        self.move_panel.show_destinations(card.key, words, rows if moves else ())

    def start_move(self) -> None:
        """Turn to the move list, as M does; while a search is under way there is none."""
        if self.card is not None and self.move_panel.isEnabled():
            self.detail.show()
            self.tabs.setCurrentIndex(MOVE_TAB)
            self.board.mark_moves(True)
            self.move_panel.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def end_move(self) -> None:
        """Back to the board and the reasons."""
        self.board.mark_moves(False)
        self.tabs.setCurrentIndex(PACKAGE_TAB)
        self.views.focus()

    def _select(self, card: Card | None) -> None:
        before, self._selected = self._selected, card
        if card is None:
            self.package.clear()
            self.move_panel.show_destinations(None, "", ())
        else:
            self.explain(card)
            if before is None or before.key != card.key:
                self.board.mark_moves(False)
                if self.tabs.currentIndex() != MOVE_TAB:
                    self.tabs.setCurrentIndex(PACKAGE_TAB)
        self.selected.emit(card)

    def _dropped(self, drop: Drop) -> None:
        self.start_move()
        self.move_panel.propose(drop.award)

    def _to_reasons(self) -> None:
        self.tabs.setCurrentIndex(PACKAGE_TAB)
        self.package.setFocus(Qt.FocusReason.OtherFocusReason)

    def _side(self) -> QWidget:
        side = QWidget()
        look(side, "panel")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        return side

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.verdict, 1)
        self.views.put_controls(head)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(20, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(self.summary)
        column.addLayout(head)
        column.addWidget(self.verdict.faults)
        body = QWidget()
        whole = QVBoxLayout(body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(main)
        whole.addWidget(line())
        whole.addWidget(self.views, 1)
        across = QVBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(with_detail(body, self.detail, wide=404))

    def _connect(self) -> None:
        self.views.chosen.connect(self._select)
        self.views.opened.connect(lambda _card: self._to_reasons())
        self.board.move_asked.connect(lambda _card: self.start_move())
        self.board.dropped.connect(self._dropped)
        self.board.refused.connect(self._dropped)
        self.verdict.asked.connect(lambda package: self.views.select(package) if package else None)
        self.move_panel.left.connect(self.end_move)
        self.move_panel.listed.connect(self.in_hand)
        self.tabs.currentChanged.connect(lambda _place: self.in_hand.emit())
