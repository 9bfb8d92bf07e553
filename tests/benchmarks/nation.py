"""A whole nation, council by council: `python -m tests.benchmarks.nation --workers 2`.

Every council's live book is released into a re-tender (or, with --waiting, its week of waiting packages is
placed), the councils are solved apart by workers on this machine or a Dask cluster, and what comes back is
checked in processes of their own. Timed from values to plans checked; making the councils is not counted.
"""

import argparse
import multiprocessing
import os
import time
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass

from allocation.check import judge
from allocation.check.confirming import confirmed
from allocation.codec import from_bytes, to_bytes
from allocation.engine.workers import workers_at
from allocation.model import Effort, PlacementKind, Result, Round
from allocation.problem import build
from tests.benchmarks.measure import first_open, is_near, most_memory
from tests.workloads import nation


@dataclass(frozen=True, slots=True)
class Line:
    """What came of one council: `least` moves are those that its bound shows nobody can do without."""

    packages: int
    providers: int
    seconds: float
    stopped_by: str
    justified: bool
    confirmed: int
    near: bool
    open: str
    moves: int
    least: int | None


def main() -> None:
    """Make the councils, solve and check them, print a line for each and what all came to."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--packages", type=int, default=60_000)
    options.add_argument("--providers", type=int, default=715)
    options.add_argument("--councils", type=int, default=32)
    options.add_argument("--waiting", action="store_true", help="place what waits, in place of a re-tender")
    options.add_argument("--shape", default="A1")
    options.add_argument("--supply", type=float, default=0.8)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--workers", help="how many here, or dask://host:port")
    options.add_argument("--seconds", type=float, default=35, help="the engine's limit for one council")
    options.add_argument("--work", type=int, help="its work, in place of its default")
    given = options.parse_args()
    size = (given.seed, given.packages, given.providers, given.councils)
    made = nation.waiting(*size, given.shape, given.supply) if given.waiting else nation.released(*size)
    rounds = [to_bytes(round_) for round_, _ in made]
    print(f"{given.packages} packages, {given.providers} providers, {given.councils} councils", flush=True)
    begun = time.monotonic()
    lines = solved(rounds, Effort(work=given.work, seconds=given.seconds), given.workers)
    told(lines, time.monotonic() - begun)


def solved(rounds: list[bytes], effort: Effort, workers: str | None) -> list[Line]:
    """Every council's line, the largest begun first, so that none is left to run alone at the end."""
    found: list[Line] = []
    spawn = multiprocessing.get_context("spawn")
    with workers_at(workers) as at_work, ProcessPoolExecutor(os.cpu_count(), spawn) as pool:
        asked = {at_work.solve(each, effort): each for each in sorted(rounds, key=len, reverse=True)}
        checks: list[Future[Line]] = [
            pool.submit(line, asked[each], each.result()) for each in as_completed(asked)
        ]
        for each in as_completed(checks):
            found.append(each.result())
            print(".", end="", flush=True)
    print()
    return found


def line(given: bytes, answered: bytes) -> Line:
    """What the independent check says of one council's result."""
    round_, result = from_bytes(given, Round), from_bytes(answered, Result)
    problem = build(round_)
    verdict = judge(round_, result.plan, problem)
    aims = confirmed(round_, result, verdict, problem)
    open_ = first_open(aims)
    wishes = next((aim for aim in aims if aim.aim == "wishes"), None)
    parts = sum(len(package.parts) for package in round_.packages)
    released = any(each.kind is PlacementKind.RELEASE for each in round_.placements)
    bound = None if wishes is None else wishes.bound
    return Line(
        packages=len(round_.packages),
        providers=len(round_.providers),
        seconds=result.seconds,
        stopped_by=result.stopped_by,
        justified=verdict.justified,
        confirmed=sum(aim.proven_by == "proven" for aim in aims),
        near=open_ is None or is_near(open_),
        open="" if open_ is None else f"{open_.aim} {open_.value} of {open_.bound}",
        moves=parts - verdict.aims["wishes"] if released else 0,
        least=parts - bound if released and bound is not None else None,
    )


def told(lines: list[Line], seconds: float) -> None:
    """A line for each council, and the whole."""
    for each in sorted(lines, key=lambda line: -line.packages):
        print(f"{each.packages:>6} packages, {each.providers:>3} providers, {each.seconds:6.1f} s", end=", ")
        print(f"{each.stopped_by}, {each.confirmed} proven, first open: {each.open or 'none'}", end=", ")
        print(f"{each.moves} move (least {each.least}){'' if each.near else ', NOT NEAR'}")
    own = sum(each.seconds for each in lines)
    print(f"values to plans checked: {seconds:.1f} s; the engines' own time {own:.1f} s")
    print(f"justified {sum(each.justified for each in lines)} of {len(lines)}", end=", ")
    print(f"near {sum(each.near for each in lines)} of {len(lines)}", end=", ")
    print(f"{sum(each.moves for each in lines)} move", end=", ")
    print(
        f"at least {sum(each.least or 0 for each in lines)} must; most memory of one {most_memory():.0f} MB"
    )


if __name__ == "__main__":
    main()
