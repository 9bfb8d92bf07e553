"""Asks what-if questions about the round in sight, off the GUI thread, and puts their answers into words.

Each question solves the round again from the plan in sight and keeps nothing. An answer that comes after the
plan has gone on is forgotten.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from PySide6.QtCore import QObject

from allocation.check import of_several_parts
from allocation.model import AwardKey, Plan
from allocation.problem import Problem
from allocation.problem.alone import covering
from allocation.use_cases.replanning import plan_before
from allocation.use_cases.rounds import RoundView
from allocation.what_if import Bargain, Comparison, Forced, compare, scarce, trade, what_places, why_not
from ui.screen.context import Context
from ui.screen.operation import Job, Lane, Operation
from ui.screen.round.body import Body
from ui.screen.round.picture import Card
from ui.screen.round.what_if_panel import Place, WhatIfPanel
from ui.wording import _
from ui.wording.changes import nothing_places
from ui.wording.figures import hours
from ui.wording.what_if import (
    comparison_changes,
    comparison_headline,
    forced_lines,
    gain_place,
    gain_words,
    move_line,
    names_of,
    nothing_scarce,
    place_name,
    scarce_note,
    together_title,
    trade_heads,
    trade_note,
    trade_rows,
    trade_title,
    tried_lines,
)

MOST = 8
"""Places that are tried for what is scarce."""


class _Told(NamedTuple):
    """What the plan in sight changed, and what each change more bought."""

    comparison: Comparison
    bargains: tuple[Bargain, ...]


def _told(problem: Problem, before: Plan, view: RoundView) -> _Told:
    """The plan in sight beside the one before it. What fewer changes would have bought is known where the
    search went out from that very plan.
    """
    found = compare(problem, before, view.problem, view.plan)
    result = view.result
    if result is None or result.effort.start != before or result.plan != view.plan:
        return _Told(found, ())
    return _Told(found, trade(view.problem, before, view.plan, found, result.bargains))


class WhatIf(QObject):
    """Follows one body; its panel is one more tab beside the package, the move and the aims."""

    def __init__(self, context: Context, body: Body) -> None:
        super().__init__(body)
        self._context = context
        self._body = body
        self._view: RoundView | None = None
        self._before: tuple[Problem, Plan] | None = None
        self._under_way: Operation[Any] | None = None
        self.panel = WhatIfPanel()
        body.tabs.addTab(self.panel, _("What if"))
        body.selected.connect(self._select)
        self.panel.elsewhere.connect(self._elsewhere)
        self.panel.placing.connect(self._placing)
        self.panel.scarce.connect(self._scarce)
        self.panel.compared.connect(self.compare)
        self.panel.allow(planned=False, changed=False)

    def show_round(self, view: RoundView) -> None:
        """Another round or plan is in sight; the plan before it is what a comparison is made with."""
        known = self._view
        if view.result is not None:
            if known is not None and (known.id, known.plan) != (view.id, view.plan):
                self._before = (known.problem, known.plan)
            self._view = view
            self._drop()
            self.panel.begin("")
        planned = view.result is not None and view.verdict.valid
        self.panel.allow(planned=planned, changed=planned)
        self._select(self._body.card)

    def open(self) -> None:
        """Turn to the questions."""
        self._body.detail.show()
        self._body.tabs.setCurrentWidget(self.panel)
        self.panel.place.setFocus()

    def compare(self) -> None:
        """Say what the plan in sight changed of the plan before it, this round's or an earlier one's."""
        view = self._view
        if view is None:
            return
        before, desk = self._before, self._context.services.desk

        def work(_job: Job) -> _Told | None:
            found = before
            if found is None and (earlier := plan_before(desk, view.id)) is not None:
                found = (earlier.problem, earlier.plan)
            return _told(*found, view) if found else None

        self._ask(_("What the new plan changed"), work, self._say_comparison, lane=Lane.MEMORY)

    def _select(self, card: object) -> None:
        view = self._view
        if not isinstance(card, Card) or view is None:
            self.panel.show_selected("", (), waiting=False)
            return
        index = view.problem.index
        package = index.packages.get(card.package)
        part = next((part for part in view.problem.free if part.key == card.key), None)
        if package is None or part is None:
            words = _("{package} has its place already: the round does not decide on it.")
            self.panel.show_selected(words.format(package=card.package), (), waiting=False)
            return
        may = [option.award for option in part.options]
        awards = [award.key for award in covering(index, package) if award.key != card.award]
        awards.sort(key=lambda key: (key not in may, key))
        names = names_of(index)
        places = [Place(key, place_name(key, names)) for key in awards]
        words = _("{package}, {hours}").format(package=card.package, hours=hours(card.minutes))
        self.panel.show_selected(words, places, waiting=card.award is None)

    def _elsewhere(self, award: AwardKey) -> None:
        view, card, solver = self._view, self._body.card, self._context.services.solver()
        if view is None or card is None:
            return
        known = view.result.aims if view.result is not None and view.plan == view.result.plan else ()
        by_points = _by_points(view)

        def work(job: Job) -> Forced:
            key = card.key
            return why_not(view.round_, view.plan, *key, award, solver, known, cancelled=job.cancelled)

        def then(found: Forced) -> None:
            self.panel.say(forced_lines(found, view.problem.index, by_points=by_points))

        self._ask(_("Why not there?"), work, then)

    def _placing(self) -> None:
        view, card, solver = self._view, self._body.card, self._context.services.solver()
        if view is None or card is None:
            return
        index, by_points = view.problem.index, _by_points(view)

        def work(job: Job) -> int:
            tries = what_places(view.round_, view.plan, card.package, view.problem, solver, job.cancelled)
            return self._tell(
                job, (list(tried_lines(each, card.package, index, by_points=by_points)) for each in tries)
            )

        none = nothing_places(several=of_several_parts(view.problem, card.package))
        self._ask(_("What would place it"), work, self._ended(none))

    def _scarce(self, minutes: int) -> None:
        view, solver = self._view, self._context.services.solver()
        if view is None:
            return
        index, by_points = view.problem.index, _by_points(view)

        def work(job: Job) -> int:
            gains = scarce(view.round_, view.plan, view.problem, solver, minutes, MOST, job.cancelled)
            return self._tell(
                job,
                (
                    [
                        gain_place(gain, index),
                        gain_words(gain, by_points=by_points),
                        _("Turned away: {packages}").format(packages=", ".join(gain.candidate.turned_away)),
                    ]
                    for gain in gains
                ),
            )

        self._ask(scarce_note(minutes), work, self._ended(nothing_scarce(minutes)))

    def _say_comparison(self, told: _Told | None) -> None:
        view = self._view
        if view is None:
            return
        if told is None:
            self.panel.say([_("There is no plan before this one.")])
            return
        found, bargains = told
        index, by_points = view.problem.index, _by_points(view)
        names = names_of(index)
        self.panel.say([comparison_headline(found)])
        self.panel.say(comparison_changes(found, by_points=by_points), "quiet")
        if len(bargains) > 1:
            self.panel.say([trade_title()], "strong")
            self.panel.say([trade_note()], "quiet")
            self.panel.table(trade_heads(), trade_rows(bargains, by_points=by_points))
            self.panel.say([_("Who is elsewhere")], "strong")
        for together in found.together:
            self.panel.say([together_title(together, by_points=by_points)], "strong")
            self.panel.say(move_line(move, index, names) for move in together.moves)

    @staticmethod
    def _tell(job: Job, answers: Iterable[list[str]]) -> int:
        """Report answers as they come; gives how many there were."""
        count = 0
        for lines in answers:
            job.report(lines)
            count += 1
        return count

    def _ended(self, words: str) -> Callable[[int], None]:
        return lambda count: self.panel.say([_("That is all that was found.") if count else words], "quiet")

    def _lines(self, lines: object) -> None:
        if isinstance(lines, list):
            self.panel.say(lines[:1], "strong")
            self.panel.say(lines[1:])

    def _ask(
        self, title: str, work: Callable[[Job], Any], then: Callable[[Any], None], lane: Lane = Lane.SOLVER
    ) -> None:
        self._drop()
        self.panel.begin(title)
        self._under_way = self._context.operations.run(
            work, on_success=then, on_progress=self._lines, title=_("Solving again…"), lane=lane
        )

    def _drop(self) -> None:
        if self._under_way is not None and not self._under_way.ended:
            self._under_way.drop()


def _by_points(view: RoundView) -> bool:
    return view.round_.policy.score_by == "points"
