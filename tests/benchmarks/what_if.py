"""How long questions about a plan take, and a new plan after an event: `python -m tests.benchmarks.what_if`.

A council's week (130 packages, 20 providers) and a county's (500, 170), the engine in processes of its own.
Printed are seconds by the clock; nothing else should run meanwhile, and the load says whether it does.
"""

import argparse
import os
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from allocation.engine.process import EngineProcess
from allocation.model import Effort, Plan, Round
from allocation.order import in_order
from allocation.ports import Solver
from allocation.problem import Problem, build
from allocation.what_if import compare, replan, scarce, what_places, why_not
from allocation.what_if.events import declined, lost
from tests.workloads import council
from tests.workloads.council import Shape

T = TypeVar("T")
SIZES = {"council": (130, 20), "county": (500, 170)}
QUESTIONS = 5
"""Packages of which each question is asked."""


def main() -> None:
    """Plan each round once, then ask."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--size", choices=SIZES, action="append")
    given.add_argument("--shape", default="A1")
    given.add_argument("--seeds", type=int, default=1)
    given.add_argument("--supply", type=float, default=0.8)
    given.add_argument("--work", type=int, default=8_000)
    args = given.parse_args()
    solver = EngineProcess(keep=2)
    for size in args.size or SIZES:
        for seed in range(1, args.seeds + 1):
            packages, providers = SIZES[size]
            round_ = _round(args.shape, seed, packages, providers, args.supply)
            print(f"{size}: shape {args.shape}, seed {seed}, supply {args.supply}", flush=True)
            ask(round_, solver, Effort(work=args.work), everything=size == "council")


def _round(shape: Shape, seed: int, packages: int, providers: int, supply: float) -> Round:
    return council(shape, seed, packages=packages, providers=providers, supply=supply)[0]


def ask(round_: Round, solver: Solver, effort: Effort, *, everything: bool) -> None:
    """Every question about one round's plan; of a county's only for a new plan."""
    late = round_.packages[-1].package
    before = _without(round_, late)
    problem = build(before)
    plan = solver.solve(before, effort, lambda _: None, lambda: False).plan
    events(before, round_, problem, plan, solver)
    if everything:
        questions(before, problem, plan, solver)


def events(before: Round, after: Round, problem: Problem, plan: Plan, solver: Solver) -> None:
    """A decline, a lost provider, a new referral: each a new plan from the plan in hand."""
    package, provider = next((each.package, each.award.provider) for each in plan if each.award)
    happened = {
        "a decline": declined(before, package, provider),
        "a lost provider": lost(before, provider),
        "a new referral": after,
    }
    for name, round_ in happened.items():
        found = _timed(f"  {name}", lambda: replan(problem, plan, round_, solver))  # noqa: B023
        print(f"    {len(found.comparison.moves)} moves, {found.again.settled} aims settled")


def questions(round_: Round, problem: Problem, plan: Plan, solver: Solver) -> None:
    """Why not there, what would place it, what is scarce, compare; each of some packages."""
    placed = [each for each in plan if each.award][:: max(1, len(plan.placed) // QUESTIONS)][:QUESTIONS]
    waiting = [each.package for each in plan if each.award is None][:QUESTIONS]
    for each in placed:
        part = next(part for part in problem.parts if part.key == (each.package, each.part))
        award = part.options[-1].award
        _timed("  why not there", lambda: why_not(round_, plan, *part.key, award, solver))  # noqa: B023
    for package in waiting:
        _timed("  what would place it", lambda: list(what_places(round_, plan, package, problem, solver)))  # noqa: B023
    found = _timed("  what is scarce, all", lambda: list(scarce(round_, plan, problem, solver)))
    print(f"    {len(found)} places")
    if found:
        _timed("  compare", lambda: compare(problem, plan, found[0].again.problem, found[0].again.plan))


def _without(round_: Round, package: str) -> Round:
    """The round before a package was referred."""
    return replace(
        round_,
        packages=tuple(each for each in round_.packages if each.package != package),
        refusals=in_order(each for each in round_.refusals if each.package != package),
        placements=in_order(each for each in round_.placements if each.package != package),
    )


def _timed(what: str, work: Callable[[], T]) -> T:
    begun = time.perf_counter()
    found = work()
    print(f"{what}: {time.perf_counter() - begun:.2f} s (load {os.getloadavg()[0]:.1f})", flush=True)
    return found


if __name__ == "__main__":
    main()
