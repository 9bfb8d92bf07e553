"""A small council's week in shortage, solved, and the engine without a process of its own."""

from dataclasses import dataclass

import pytest

from allocation.engine.solve import solve
from allocation.model import Effort, Result, Round
from allocation.problem import Problem, build
from tests.engines import EngineHere
from tests.workloads import council


@dataclass(frozen=True)
class Week:
    """A round with its best plan."""

    round_: Round
    problem: Problem
    best: Result


@pytest.fixture(scope="session")
def engine() -> EngineHere:
    """The engine."""
    return EngineHere()


@pytest.fixture(scope="session")
def solved() -> Week:
    """West Lothian's shape in shortage: some wait, some packages have two parts, a provider is suspended."""
    round_, _people = council("A1", 3, packages=45, providers=12, supply=0.8)
    return Week(round_, build(round_), solve(round_, Effort()))
