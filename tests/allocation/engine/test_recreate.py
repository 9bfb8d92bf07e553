"""Small changes by the hundred thousand: the plan stays a plan, and what is counted along the way is true."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from allocation.engine.ground import State, earn, ground, put, state, take
from allocation.engine.incumbent import Incumbent, valid
from allocation.engine.meter import Meter
from allocation.engine.recreate import Recreate
from allocation.model import Effort, Round
from allocation.problem import Problem, build
from allocation.problem.aims import aim_values
from allocation.problem.fit import left_of
from allocation.problem.terms import Terms, terms
from allocation.problem.waterfall import waterfall
from tests.allocation.rounds import rounds
from tests.workloads import council

PLAIN = """
from tests.allocation.engine.test_recreate import improved
print(improved(1, 300))
"""


def improved(seed: int, changes: int) -> tuple[int, ...]:
    """The signed aims after so many changes of a small council, for the moderate packages' sake."""
    problem = build(council("A1", 1, packages=30, providers=6, supply=0.6)[0])
    known = terms(problem)
    incumbent = Incumbent(problem, known, waterfall(problem), lambda: None)
    arrays, meter = ground(problem, known), Meter(Effort(), lambda: False)
    Recreate(problem, known, arrays, incumbent, meter, seed).run(2, changes)
    assert valid(problem, incumbent.chosen)
    return incumbent.values


@given(rounds(most_packages=8), st.integers(0, 1000), st.data())
def test_the_plan_stays_a_plan_and_never_gets_worse(round_: Round, seed: int, data: st.DataObject) -> None:
    """Whatever the round (joint work, pins, promises, pairs): valid, and no worse than before."""
    problem = build(round_)
    known = terms(problem)
    incumbent = Incumbent(problem, known, waterfall(problem), lambda: None)
    before = incumbent.values
    aim = data.draw(st.integers(0, len(known.specs) - 1))
    arrays, meter = ground(problem, known), Meter(Effort(), lambda: False)
    Recreate(problem, known, arrays, incumbent, meter, seed).run(aim, 60)
    assert valid(problem, incumbent.chosen)
    assert incumbent.values >= before


@given(rounds(most_packages=8), st.data())
def test_what_is_counted_along_the_way_is_true(round_: Round, data: st.DataObject) -> None:
    """Aims, room and who is where are those of the plan itself: once packages are taken out, and put back."""
    problem = build(round_)
    known = terms(problem)
    incumbent = Incumbent(problem, known, waterfall(problem), lambda: None)
    arrays = ground(problem, known)
    made = state(problem, arrays, incumbent.chosen, incumbent.values)
    placed = [n for n, each in enumerate(problem.packages) if incumbent.chosen[each.parts[0]] is not None]
    taken = data.draw(st.lists(st.sampled_from(placed), unique=True)) if placed else []
    were = [(package, made.choice[list(problem.packages[package].parts)].tolist()) for package in taken]
    without: list[int | None] = list(incumbent.chosen)
    for package in taken:
        for part in problem.packages[package].parts:
            take(arrays, made, part)
            without[part] = None
        earn(arrays, made, package, -1)
    _same(problem, known, made, without)
    for package, options in data.draw(st.permutations(were)):
        for option in options:
            put(arrays, made, option)
        earn(arrays, made, package, 1)
    _same(problem, known, made, incumbent.chosen)


def _same(problem: Problem, known: Terms, made: State, chosen: Sequence[int | None]) -> None:
    """Arrays that were changed step by step hold what is reckoned from the plan afresh."""
    found = aim_values(problem, chosen)
    values = [found[spec.aim] if spec.most else -found[spec.aim] for spec in known.specs]
    assert made.values.tolist() == values
    assert made.room.tolist() == left_of(problem, chosen)
    fresh = state(problem, ground(problem, known), chosen, values)
    for name in ("choice", "load", "opened", "many"):
        assert np.array_equal(getattr(made, name), getattr(fresh, name)), name


def test_it_improves_and_repeats() -> None:
    """A shortage leaves much to gain over the waterfall; the same seed gains the same."""
    problem = build(council("A1", 1, packages=30, providers=6, supply=0.6)[0])
    first = Incumbent(problem, terms(problem), waterfall(problem), lambda: None).values
    assert improved(1, 3000) > first
    assert improved(1, 3000) == improved(1, 3000)


def test_compiled_or_not_it_does_the_same(root: Path) -> None:
    """In the plain interpreter the same lines find the same plan."""
    plain = subprocess.run(
        [sys.executable, "-c", PLAIN],
        cwd=root,
        env=os.environ | {"NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert plain.stdout.strip() == str(improved(1, 300))
