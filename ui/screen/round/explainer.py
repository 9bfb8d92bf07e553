"""Finds out, off the GUI thread, what the body says of a package: reasons, changes, moves, effects.

All of it is computed from the round in sight by the core's own code. An answer that comes after the selection
or the plan has gone on is forgotten.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from allocation.acts.rows import Move as Made
from allocation.check import Change, Verdict, reasons, smallest_changes
from allocation.check.moves import Can, Move, moves
from allocation.model import Round
from allocation.use_cases.moves import judge_moved
from ui.screen.operation import Job, Lane, Operation, Operations
from ui.screen.round.body import Body
from ui.screen.round.destinations import Destination
from ui.screen.round.drawn import Drawn, explained
from ui.screen.round.picture import Card
from ui.screen.round.shown import Shown
from ui.screen.round.verdict_strip import effect_words
from ui.wording import _


class Explainer(QObject):
    """Follows one body. It works on the solver's lane, so that lists and writes stay quick."""

    def __init__(self, operations: Operations, body: Body) -> None:
        super().__init__(body)
        self._operations = operations
        self._body = body
        self._round: Round | None = None
        self._shown: Shown | None = None
        self._under_way: dict[str, Operation[Any]] = {}
        body.selected.connect(self._select)
        body.move_panel.considered.connect(self._consider)
        body.tabs.currentChanged.connect(lambda _place: self._consider(body.move_panel.destination()))

    def show_round(self, drawn: Drawn) -> None:
        """Another round or plan is in sight."""
        shown = drawn.shown
        round_ = shown.problem.index.round_
        self._round, self._shown = round_, shown
        self._ask(
            "reasons",
            lambda _job: explained(drawn, reasons(round_, shown.plan, shown.problem)),
            self._body.show_reasons,
        )
        self._select(self._body.card)

    def _select(self, card: Card | None) -> None:
        round_, shown = self._round, self._shown
        if card is None or round_ is None or shown is None or self._body.shown is not shown:
            return
        if card.award is None:
            self._ask(
                "changes",
                lambda _job: smallest_changes(round_, shown.plan, card.package, shown.problem),
                lambda changes: self._changes(card, changes),
            )
        self._ask(
            "moves",
            lambda _job: moves(round_, shown.plan, *card.key, shown.problem),
            lambda found: self._moves(card, found),
        )

    def _changes(self, card: Card, changes: tuple[Change, ...]) -> None:
        if self._body.card is not None and self._body.card.key == card.key:
            self._body.explain(self._body.card, changes)

    def _moves(self, card: Card, found: tuple[Move, ...]) -> None:
        if self._body.card is not None and self._body.card.key == card.key:
            self._body.show_moves(self._body.card, found)

    def _consider(self, found: Destination | None) -> None:
        """Judge the plan with a move, where a move is in hand: for a county that is seconds of work."""
        if not self._body.moving:
            return
        card, round_, shown = self._body.card, self._round, self._shown
        if found is None or card is None or round_ is None or shown is None or found.move.can is Can.HERE:
            return

        def verdict(_job: Job) -> Verdict:
            off = [part.number for part in shown.problem.index.packages[card.package].parts]
            parts = off if found.award is None else [card.part]
            made = [Made(card.package, part, found.award, "", "", found.move.waives) for part in parts]
            return judge_moved(round_, shown.plan, made)

        self._body.move_panel.show_effect(_("Checking the plan with this move…"))
        names = {each.provider: each.name for each in round_.providers}
        self._ask(
            "effect",
            verdict,
            lambda after: self._body.move_panel.show_effect(effect_words(after, shown.verdict, names)),
        )

    def _ask(self, what: str, work: Callable[[Job], Any], then: Callable[[Any], None]) -> None:
        if what in self._under_way:
            self._under_way[what].drop()
        self._under_way[what] = self._operations.run(work, on_success=then, lane=Lane.SOLVER)
