"""One council's week as every test of the round page sees it: a round in shortage and its waterfall."""

from dataclasses import dataclass

import pytest
from pytestqt.qtbot import QtBot

from allocation.check import Reason, Verdict, judge, reasons
from allocation.model import Person, Plan, Round
from allocation.problem import Problem, build
from allocation.problem.waterfall import waterfall
from tests.workloads import council
from ui.screen.round.body import Body
from ui.screen.round.drawn import draw, explained
from ui.screen.round.shown import Shown
from ui.screen.theme import Theme


@dataclass(frozen=True)
class Week:
    """A round with a plan that keeps every rule, and what the check says of it."""

    round_: Round
    people: dict[str, Person]
    problem: Problem
    plan: Plan
    verdict: Verdict
    reasons: tuple[Reason, ...]


def week(shape: str = "A1", seed: int = 1, packages: int = 60, live: int = 10) -> Week:
    """A council's week; with live packages there are some that stay, some released, and a pin."""
    round_, people = council(shape, seed, packages, 20, live=live)  # type: ignore[arg-type]
    problem = build(round_)
    plan = problem.plan(waterfall(problem))
    return Week(round_, people, problem, plan, judge(round_, plan, problem), reasons(round_, plan, problem))


@pytest.fixture(scope="session")
def a_week() -> Week:
    """West Lothian's shape: nine lots, lot 10, additional providers that need authority."""
    return week()


@pytest.fixture
def body(qtbot: QtBot, theme: Theme, a_week: Week) -> Body:
    """The page's body with the week's plan and its reasons."""
    made = Body(theme)
    qtbot.addWidget(made)
    drawn = draw(Shown(a_week.problem, a_week.plan, a_week.verdict, people=a_week.people))
    made.show_plan(drawn)
    made.show_reasons(explained(drawn, a_week.reasons))
    return made
