"""A small council's week in shortage, solved, and the engine without a process of its own."""

from dataclasses import dataclass, replace

import pytest

from allocation.engine.solve import solve
from allocation.model import Effort, Outcome, Refusal, Result, Round, Suspension
from allocation.order import in_order
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


def declined(round_: Round, package: str, provider: str) -> Round:
    """The round after a provider declined a package."""
    refusal = Refusal(package, provider, Outcome.DECLINED, on=round_.day)
    return replace(round_, refusals=in_order([*round_.refusals, refusal]))


def without_provider(round_: Round, provider: str) -> Round:
    """The round after a provider is lost: it gets nothing and keeps nothing, live care included.

    A suspension is held against wanted starts as they were written, so it begins with the earliest.
    """
    starts = [each.wanted_start for each in round_.packages if each.wanted_start is not None]
    lost = Suspension(provider, min([round_.day, *starts]), "")
    return replace(round_, suspensions=in_order([*round_.suspensions, lost]))
