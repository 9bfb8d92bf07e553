"""A re-tender, the engine beside plain solvers: `python -m tests.benchmarks.retender --packages 400`.

All have the same rules and the same aims in order; `wishes` counts who stays, so the moves are the rest. The
waterfall and what `allocate` does around the search are timed apart.
"""

import argparse
import time

from allocation.check import reasons
from allocation.model import Effort, Ranking
from allocation.moving import book_of
from allocation.problem import build
from allocation.problem.waterfall import waterfall
from tests.benchmarks.measure import measure
from tests.benchmarks.peers import outcomes
from tests.benchmarks.solvers import Solver
from tests.benchmarks.table import print_aims
from tests.workloads.retender import retender


def main() -> None:
    """Read the options, run every seed, print a table for each."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--packages", type=int, default=1500)
    options.add_argument("--before", type=int, default=40)
    options.add_argument("--after", type=int, default=16)
    options.add_argument("--ranking", default="share", choices=[str(each) for each in Ranking])
    options.add_argument("--spare", type=float, default=1.5)
    options.add_argument("--seeds", type=int, nargs="+", default=[1])
    options.add_argument("--seconds", type=float, help="the clock's limit for the engine and for each peer")
    options.add_argument("--peers", nargs="*", default=["HiGHS"], choices=[str(each) for each in Solver])
    given = options.parse_args()
    for seed in given.seeds:
        round_, _ = retender(
            seed,
            given.packages,
            given.before,
            given.after,
            known=given.after * 3 // 4,
            ranking=Ranking(given.ranking),
            spare=given.spare,
        )
        print(f"\n{given.packages} packages, {given.before} providers to {given.after}, seed {seed}")
        began = time.monotonic()
        problem = build(round_)
        built = time.monotonic()
        plan = problem.plan(waterfall(problem))
        first = time.monotonic()
        count = len(reasons(round_, plan, problem))
        told = time.monotonic()
        book = book_of(round_, plan, problem)
        seen = time.monotonic()
        print(f"build {built - began:.2f} s, waterfall {first - built:.2f} s, ", end="")
        print(f"{count} reasons {told - first:.2f} s, book {seen - told:.2f} s")
        print(f"waterfall: {book.stay} stay, {book.move} move, {book.unplaced} unplaced")
        found = measure(round_, Effort(seconds=given.seconds))
        print(
            f"engine {found.solve:.1f} s ({found.result.stopped_by}), justified {found.justified}", end=", "
        )
        print(f"checked in {found.check:.2f} s, {found.confirmed} aims proven as the check confirms")
        limit = given.seconds or max(60.0, 2 * found.plan)
        others = outcomes(round_, limit, [Solver(name) for name in given.peers])
        for other in others:
            print(f"{other.peer}: {other.seconds:.1f} s, {other.breaches} breaches")
        print_aims(found, others)


if __name__ == "__main__":
    main()
