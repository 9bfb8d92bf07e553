"""The engine beside plain peers, in one run: `python -m tests.benchmarks.table --rows council`.

For each workload, shape and supply: medians and worst over the seeds, from values read to plan checked, with
the check's, the reasons' and the paper's time told apart; how far the aims came; then the same rounds by the
peers, each given many times as long, with the ratio of times and whose aims are better.
"""

import argparse
import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product
from typing import get_args

from allocation.model import Effort, Round
from allocation.problem import build
from allocation.problem.aims import AimSpec, aim_specs
from tests.benchmarks.asking import LIVE, PACKAGES, PROVIDERS, from_round
from tests.benchmarks.measure import MILESTONES, Measured, first_open, measure
from tests.benchmarks.peers import Outcome, outcomes
from tests.benchmarks.rows import ROWS, Row
from tests.benchmarks.solvers import Solver
from tests.workloads import Shape, council

LADDER = "ladder"
SUPPLIES = (0.6, 0.8, 0.95, 1.5)


def main() -> None:
    """Read the options, run every workload, print a table for each."""
    given = _options().parse_args()
    for name in given.rows:
        if name == LADDER:
            ladders(given)
            continue
        row = _row(ROWS[name], given)
        cases: Iterable[tuple[Shape, float]] = (
            [("A8", 0.0)] if row.live else product(given.shapes, given.supply)
        )
        for shape, supply in cases:
            what = "released into a re-tender" if row.live else f"shape {shape}, supply {supply}"
            print(f"\n== {name}: {row.packages} packages, {row.providers} providers", end=", ")
            print(f"{row.councils} council{'s' * (row.councils > 1)}, {what}", flush=True)
            _case(row, shape, supply, given)


def ladders(given: argparse.Namespace) -> None:
    """One referral's ladder in a county: 400 wait, 6,000 are live, 170 providers."""
    for shape, seed in product(given.shapes, given.seeds):
        print(f"\n== {LADDER}: a county, 50 ms to reach, seed {seed}, ", end="")
        from_round(shape, council(shape, seed, packages=PACKAGES, providers=PROVIDERS, live=LIVE)[0])


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", nargs="+", default=["council"], choices=[LADDER, *ROWS])
    options.add_argument("--shapes", nargs="+", default=["A1", "A8", "B1"], choices=get_args(Shape))
    options.add_argument("--supply", type=float, nargs="+", default=list(SUPPLIES))
    options.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    options.add_argument("--packages", type=int, help="in place of the workload's own")
    options.add_argument("--providers", type=int, help="in place of the workload's own")
    options.add_argument("--councils", type=int, help="in place of the workload's own")
    options.add_argument("--seconds", type=float, help="the engine's limit, in place of the workload's own")
    options.add_argument("--work", type=int, help="the engine's work, in place of its default")
    options.add_argument("--peers", nargs="*", default=[], choices=[str(each) for each in Solver])
    options.add_argument("--times", type=float, default=10, help="a peer has so many times the engine's time")
    options.add_argument("--least", type=float, default=10, help="and at least these seconds")
    options.add_argument("--most", type=float, default=600, help="and at most these")
    options.add_argument("--paper", action="store_true", help="time reasons and paper as well")
    options.add_argument("--aims", action="store_true", help="print every seed aim by aim")
    return options


def _row(row: Row, given: argparse.Namespace) -> Row:
    return replace(
        row,
        packages=given.packages or row.packages,
        providers=given.providers or row.providers,
        councils=given.councils or row.councils,
        seconds=given.seconds or row.seconds,
    )


def _case(row: Row, shape: Shape, supply: float, given: argparse.Namespace) -> None:
    """One workload at all seeds."""
    engine: list[Measured] = []
    peers: dict[str, list[Outcome]] = {}
    verdicts: dict[str, list[str]] = {}
    wholes: list[float] = []
    for seed in given.seeds:
        begun = time.monotonic()
        for round_ in row.rounds(seed, shape, supply):
            found = measure(
                round_, Effort(work=given.work, seconds=row.seconds), paper=given.paper, told=given.paper
            )
            engine.append(found)
            said = f"{found.plan:.1f} s, {len(proven(found))} of {len(found.result.aims)} proven"
            print(f"  seed {seed}, {round_.council}, {len(round_.packages)} packages: {said}", flush=True)
            others = _peers(round_, found, given)
            specs = aim_specs(build(round_))
            for other in others:
                peers.setdefault(other.peer, []).append(other)
                verdicts.setdefault(other.peer, []).append(compared(found, other, specs))
            if given.aims:
                print_aims(found, others)
        wholes.append(time.monotonic() - begun)
    print_engine(row, engine)
    if row.councils > 1:
        print(f"  all councils, one after another, made and solved: {spread(wholes)}")
    print_peers(engine, peers, verdicts)


def _peers(round_: Round, found: Measured, given: argparse.Namespace) -> list[Outcome]:
    seconds = min(given.most, max(given.least, given.times * found.plan))
    return outcomes(round_, seconds, [Solver(name) for name in given.peers])


def print_engine(row: Row, engine: Sequence[Measured]) -> None:
    """What it took, and how far it came: middle and worst."""
    times = [("values to plan checked", [each.plan for each in engine])]
    times += [("of it the check", [each.check for each in engine])]
    for milestone in MILESTONES:
        reached = [each.milestones[milestone] for each in engine if milestone in each.milestones]
        if reached:
            times.append((f"{milestone} after ({len(reached)} of {len(engine)})", reached))
    told = [each.told for each in engine if each.told is not None]
    drawn = [each.paper for each in engine if each.paper is not None]
    times += [("reasons", told), ("paper", drawn)]
    for words, seconds in times:
        if seconds:
            print(f"  {words:36}{spread(seconds)}")
    aims = len(engine[0].result.aims)
    print(f"  {'aims proven, confirmed by the check':36}", end="")
    print(f"{statistics.median(each.confirmed for each in engine):g} of {aims} in the middle", end=", ")
    print(f"least {min(each.confirmed for each in engine)}; engine's memory {engine[-1].memory:.0f} MB")
    for each in engine:
        if aim := first_open(each.result.aims):
            print(f"    first open: {aim.aim} {aim.value}, bound {aim.bound} ({each.result.stopped_by})")
    for words, test in row.reach:
        print(f"  {words:48}{sum(map(test, engine))} of {len(engine)}")


def print_peers(
    engine: Sequence[Measured], peers: dict[str, list[Outcome]], verdicts: dict[str, list[str]]
) -> None:
    """Each peer's times, how many times the engine's that is, proofs, breaches, and whose aims lead."""
    print(f"  {'':22}{'median':>9}{'worst':>9}{'ratio':>8}{'proven':>8}{'breaches':>9}  engine's aims are")
    ours = [each.plan for each in engine]
    print(f"  {'engine':22}{statistics.median(ours):>8.2f}s{max(ours):>8.2f}s{'1':>8}", end="")
    print(f"{statistics.median(len(proven(each)) for each in engine):>8g}{0:>9}")
    for peer, found in peers.items():
        seconds = [each.seconds for each in found]
        ratio = statistics.median(them / us for them, us in zip(seconds, ours, strict=True))
        words = verdicts[peer]
        told = ", ".join(f"{word} {words.count(word)}" for word in ("better", "equal", "WORSE"))
        print(f"  {peer:22}{statistics.median(seconds):>8.2f}s{max(seconds):>8.2f}s{ratio:>8.1f}", end="")
        print(f"{statistics.median(len(each.optimal) for each in found):>8g}", end="")
        print(f"{max(each.breaches for each in found):>9}  {told}", flush=True)


def print_aims(found: Measured, others: Sequence[Outcome]) -> None:
    """Aim by aim: the engine with its bound, and each peer (* it calls optimal)."""
    print(f"  {'aim':20}{'engine':>12}{'bound':>12}  {'':9}", end="")
    print("".join(f"{each.peer:>20}" for each in others))
    for aim in found.result.aims:
        bound = "" if aim.bound is None else str(aim.bound)
        print(f"  {aim.aim:20}{aim.value:>12}{bound:>12}  {aim.proven_by:9}", end="")
        for each in others:
            said = "-" if each.values is None else f"{each.values[aim.aim]}{' *'[aim.aim in each.optimal]}"
            print(f"{said:>20}", end="")
        print()


def compared(found: Measured, other: Outcome, specs: Sequence[AimSpec]) -> str:
    """Whether the engine's plan is better in the order of the aims, at the first that differs."""
    if other.values is None or not other.valid:
        return "better"
    for spec in specs:
        ours, theirs = found.values[spec.aim], other.values[spec.aim]
        if ours != theirs:
            return "better" if spec.better(ours, theirs) else "WORSE"
    return "equal"


def proven(found: Measured) -> list[str]:
    """The aims whose bounds are met."""
    return [aim.aim for aim in found.result.aims if aim.proven]


def spread(seconds: Sequence[float]) -> str:
    """The middle and the worst of some times."""
    return f"{statistics.median(seconds):8.2f} s in the middle, {max(seconds):8.2f} s at worst"


if __name__ == "__main__":
    main()
