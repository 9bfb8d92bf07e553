"""A small council's week in shortage, solved, and the engine without its process."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from allocation.engine.solve import solve
from allocation.model import Effort, Result, Round
from allocation.ports import Progress
from allocation.problem import Problem, build
from tests.workloads import council


class Engine:
    """The engine in this process, as the port has it."""

    def solve(
        self,
        round_: Round,
        effort: Effort,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> Result:
        """Solve here and now."""
        return solve(round_, effort, lambda progress, _cuts: on_progress(progress), cancelled)


@dataclass(frozen=True)
class Week:
    """A round with its best plan."""

    round_: Round
    problem: Problem
    best: Result


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The engine."""
    return Engine()


@pytest.fixture(scope="session")
def solved() -> Week:
    """West Lothian's shape in shortage: some wait, some packages have two parts, a provider is suspended."""
    round_, _people = council("A1", 3, packages=45, providers=12, supply=0.8)
    return Week(round_, build(round_), solve(round_, Effort()))
