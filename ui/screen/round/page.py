"""Round: allocate, see the plan, read why, move a package, authorise, issue.

The page asks the use cases and hands what they give to the body; every rule is theirs.
"""

from dataclasses import replace
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from allocation.errors import WorldError
from allocation.model import Effort
from allocation.use_cases import rounds
from allocation.use_cases.rounds import RoundView
from allocation.what_if.again import FURTHER, REPLAN
from ui.screen.changes import Kind
from ui.screen.context import Context
from ui.screen.operation import Lane
from ui.screen.page import Page
from ui.screen.records.dialog import draw_and_show
from ui.screen.round.answering import Answering
from ui.screen.round.body import Body
from ui.screen.round.decisions import Decisions
from ui.screen.round.earlier import ask_round
from ui.screen.round.explainer import Explainer
from ui.screen.round.meeting import draw_summary
from ui.screen.round.reading import Seen, left_to_issue, may_go_on, next_words, read_round, same_state, seen
from ui.screen.round.shown import Shown
from ui.screen.round.since import Since
from ui.screen.round.start import Start
from ui.screen.round.watching import Watching
from ui.screen.round.what_if import WhatIf
from ui.screen.write import changed
from ui.wording import _
from ui.wording.figures import day


class RoundPage(Page):
    """Shows the latest round, or an earlier one that was asked for."""

    id: ClassVar[str] = "round"
    name: ClassVar[str] = _("Round")
    concerns: ClassVar[frozenset[Kind]] = frozenset({Kind.ROUNDS, Kind.PLAN, Kind.RECORDS})
    main: ClassVar[str] = "round.next"
    more: ClassVar[tuple[str, ...]] = (
        "round.new",
        "round.again",
        "round.further",
        "round.anew",
        "round.stop",
        "",
        "round.move",
        "round.unplace",
        "round.answer",
        "round.what_if",
        "round.authorise",
        "round.issue",
        "round.summary",
        "",
        "round.view",
        "round.find",
        "round.open_all",
        "round.close_all",
        "round.earlier",
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view: RoundView | None = None
        self._in_sight: Shown | None = None
        self._asked_for = ""
        self._wanted = ""
        self.body = Body(context.theme)
        self.start = Start()
        self.search = Watching(context, self.body, lambda: self.view)
        self.decisions = Decisions(context, self.body, lambda: self.view)
        self.explainer = Explainer(context.operations, self.body)
        self.what_if = WhatIf(context, self.body)
        self.since = Since(context, self)
        self.answering = Answering(context, self)
        self._anew = False
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start)
        self.stack.addWidget(self.body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.since.strip)
        column.addWidget(self.stack, 1)
        self._bind()
        self.since.strip.wanted.connect(self.anew)
        self.start.wanted.connect(self.new)
        self.search.turned.connect(self._search_turned)
        self.search.back.connect(self.show_seen)
        self.search.failed.connect(self._not_allocated)
        self.body.move_panel.ordered.connect(self.decisions.move)
        self.body.aims.further.connect(self.further)
        self.body.selected.connect(lambda _card: context.actions.update())
        self.body.in_hand.connect(lambda: self.titled.emit(self.title()))

    def title(self) -> str:
        if self.view is None:
            return self.name
        return _("Round of {day}").format(day=day(self.view.day))

    def main_action(self) -> str:
        """None where there is no round yet or a move is in hand: the one button then stands there."""
        if self.search.busy:
            return self.main
        return "" if self.view is None or self.body.moving else self.main

    def detail(self) -> QWidget:
        return self.body.detail

    def reveal(self, key: str) -> None:
        """Select a package by its reference, in the round that is shown."""
        self._wanted = key
        self._select_wanted()

    def refresh(self, _changed: frozenset[Kind]) -> None:
        if self.search.busy:
            return
        desk, asked_for = self.context.services.desk, self._asked_for
        self.context.operations.run(lambda _job: read_round(desk, asked_for), on_success=self.show_seen)

    def show_seen(self, found: Seen | None) -> None:
        """Show a round as it was read and drawn, unless it is in sight or a search has begun since."""
        if self.search.busy or (found is not None and self._shows(found.view)):
            return
        self.view = view = found.view if found else None
        self.stack.setCurrentWidget(self.start if found is None else self.body)
        if found is not None:
            self.body.show_plan(found.drawn)
            self._in_sight = found.drawn.shown
            self.explainer.show_round(found.drawn)
            self.what_if.show_round(found.view)
            self._tell_changes(found.view)
        self.since.show_round(view)
        self.counted.emit(left_to_issue(view) or None if view is not None else None)
        self._name_next()
        self.titled.emit(self.title())
        self.context.actions.update()
        self._select_wanted()

    def _shows(self, view: RoundView) -> bool:
        """Whether just that state of that round is in sight, and no search's passing plan."""
        known = self.view
        if known is None or self._in_sight is None or self._in_sight is not self.body.shown:
            return False
        return same_state(view, known)

    # What a person does

    def next(self) -> None:
        """The one thing to do now: allocate, stop, or issue."""
        if self.search.busy:
            self.search.stop()
        elif self.view is None:
            self.new()
        elif self.view.result is None:
            self.search.start()
        else:
            self.decisions.issue()

    def new(self, effort: Effort | None = None) -> None:
        """Freeze today's waiting list, and allocate it."""
        desk = self.context.services.desk
        self._asked_for = ""
        words = _("Freezing the waiting list…")
        self.context.operations.run(
            lambda _job: seen(rounds.freeze_round(desk)),
            on_success=lambda found: self._frozen(found, effort),
            title=words,
        )

    def anew(self) -> None:
        """Freeze what waits by now, and change as little as may be of the plan in sight; then say what."""
        if self.view is not None:
            self._anew = True
            self.new(replace(REPLAN, start=self.view.plan))

    def further(self) -> None:
        """Search on from the plan in sight, which was found before every aim was settled."""
        if self.view is not None:
            self.search.start(replace(FURTHER, start=self.view.plan))

    def answer(self) -> None:
        """Record what the provider, or the person, said of the selected package."""
        card, view = self.body.card, self.view
        if card is not None and view is not None and card.package in view.members:
            self.answering.ask(view.members[card.package].id, card)

    def unplace(self) -> None:
        """Turn to the move list with "not placed" chosen."""
        self.body.start_move()
        self.body.move_panel.propose(None)

    def summarise(self) -> None:
        """The meeting's paper of the plan in sight: look at it, print it, save it."""
        view, services = self.view, self.context.services
        if view is not None:
            solver = services.solver()
            draw_and_show(
                self.context,
                self,
                lambda job: draw_summary(view, solver, services.version, job.cancelled),
                _("Drawing the summary…"),
                Lane.SOLVER,
            )

    def earlier(self) -> None:
        """Choose an earlier round to look at."""
        desk = self.context.services.desk
        self.context.operations.run(lambda _job: rounds.rounds(desk), on_success=self._choose_round)

    # How it is done

    def _choose_round(self, found: tuple[rounds.RoundRow, ...]) -> None:
        if chosen := ask_round(found, self):
            self._asked_for = chosen
            self.refresh(self.concerns)

    def _frozen(self, found: Seen, effort: Effort | None) -> None:
        self.show_seen(found)
        self.search.start(effort)
        self.context.operations.changed.emit(changed(found.view))

    def _tell_changes(self, view: RoundView) -> None:
        if self._anew and view.result is not None and view.result.effort.start is not None:
            self._anew = False
            self.what_if.open()
            self.what_if.compare()

    def _not_allocated(self, error: WorldError) -> None:
        self.context.operations.faulted.emit(error)
        self.refresh(self.concerns)

    def _search_turned(self) -> None:
        """While a search is under way nothing is moved: a plan that changed meanwhile could not be kept."""
        for panel in (self.body.move_panel, self.what_if.panel):
            panel.setEnabled(not self.search.busy)
        self._name_next()
        self.context.actions.update()

    def _name_next(self) -> None:
        words = next_words(self.view, searching=self.search.busy)
        self.context.actions["round.next"].setText(words)

    def _select_wanted(self) -> None:
        if self._wanted and self.view is not None and self._wanted in self.view.problem.index.packages:
            self.body.views.select(self._wanted)
            self._wanted = ""

    def _bind(self) -> None:
        bind = self.context.actions.bind

        def idle() -> bool:
            return not self.search.busy

        def planned() -> bool:
            return idle() and self.view is not None and self.view.result is not None

        def planned_anew() -> bool:
            return planned() and self.view is not None and not self.view.issued

        def unsettled() -> bool:
            return planned_anew() and self.view is not None and may_go_on(self.view)

        def on_card() -> bool:
            return planned() and self.body.card is not None

        bind("round.next", self.next, self)
        bind("round.new", self.new, self, idle)
        bind("round.again", self.search.start, self, planned_anew)
        bind("round.further", self.further, self, unsettled)
        bind("round.anew", self.anew, self, planned)
        bind("round.answer", self.answer, self, on_card)
        bind("round.what_if", self.what_if.open, self, planned)
        bind("round.stop", self.search.stop, self, lambda: not idle())
        bind("round.move", self.body.start_move, self, on_card)
        bind("round.unplace", self.unplace, self, on_card)
        bind("round.authorise", self.decisions.authorise, self, planned)
        bind("round.issue", self.decisions.issue, self, planned)
        bind("round.summary", self.summarise, self, planned)
        bind("round.view", self.body.views.other, self)
        bind("round.find", self.body.views.search.setFocus, self)
        bind("round.open_all", lambda: self.body.board.fold_all(True), self)
        bind("round.close_all", lambda: self.body.board.fold_all(False), self)
        bind("round.earlier", self.earlier, self, idle)
