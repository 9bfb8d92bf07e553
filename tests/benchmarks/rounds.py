"""The engine beside plain peers, in one run: `python -m tests.benchmarks.rounds --supply 0.8`."""

import argparse
import time
from collections.abc import Sequence

from allocation.check import judge
from allocation.check.certificate import verify
from allocation.engine import EngineProcess
from allocation.engine.mip import Peer
from allocation.model import Effort, Result, Round
from allocation.problem import build
from allocation.problem.aims import aim_specs, aim_values
from allocation.problem.waterfall import waterfall
from tests.benchmarks.peers import Level, level_by_level
from tests.workloads import council


def main() -> None:
    """Read the options, run every workload, print a table for each."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shape", nargs="+", default=["A1"], choices=["A1", "A2", "A8"])
    options.add_argument("--packages", type=int, default=130)
    options.add_argument("--providers", type=int, default=20)
    options.add_argument("--supply", type=float, nargs="+", default=[0.6, 0.9])
    options.add_argument("--seeds", type=int, nargs="+", default=[1])
    options.add_argument("--seconds", type=float, help="the clock's limit for the engine and for each peer")
    options.add_argument("--peers", nargs="*", default=["HiGHS"], choices=[str(peer) for peer in Peer])
    given = options.parse_args()
    for shape in given.shape:
        for supply in given.supply:
            for seed in given.seeds:
                round_, _ = council(shape, seed, given.packages, given.providers, supply)
                print(f"\n{shape}, {given.packages} packages, {given.providers} providers", end=", ")
                print(f"supply {supply}, seed {seed}")
                run(round_, given.seconds, [Peer(name) for name in given.peers])


def run(round_: Round, seconds: float | None, peers: Sequence[Peer]) -> None:
    """One round: the engine in its process, the check's time apart, then each peer."""
    begun = time.monotonic()
    result = EngineProcess().solve(round_, Effort(seconds=seconds), lambda _: None, lambda: False)
    engine_time = time.monotonic() - begun
    begun = time.monotonic()
    verdict = judge(round_, result.plan)
    judge_time = time.monotonic() - begun
    begun = time.monotonic()
    verify(round_, result.certificate, result.plan)
    verify_time = time.monotonic() - begun
    problem = build(round_)
    start = aim_values(problem, waterfall(problem))
    columns = [level_by_level(problem, peer, seconds or max(60.0, 2 * engine_time)) for peer in peers]
    print(
        f"engine {engine_time:.1f} s ({result.work} units, {result.stopped_by}), valid {verdict.valid}, ",
        end="",
    )
    print(f"justified {verdict.justified}, judged in {judge_time:.2f} s, certificate in {verify_time:.2f} s")
    for peer, (_, took) in zip(peers, columns, strict=True):
        print(f"{peer} level by level {took:.1f} s")
    table(result, start, peers, [levels for levels, _ in columns])
    order = [spec.most for spec in aim_specs(problem)]
    for peer, (levels, _) in zip(peers, columns, strict=True):
        print(f"against {peer}: {compared(result, levels, order)}")


def table(
    result: Result, start: dict[str, int], peers: Sequence[Peer], columns: Sequence[Sequence[Level]]
) -> None:
    """Aim by aim: the waterfall, the engine with its bound, and each peer (* it calls optimal)."""
    print(f"{'aim':20}{'waterfall':>12}{'engine':>12}{'bound':>12}  {'':9}", end="")
    print("".join(f"{peer!s:>13}" for peer in peers))
    for number, aim in enumerate(result.aims):
        bound = "" if aim.bound is None else str(aim.bound)
        print(f"{aim.aim:20}{start[aim.aim]:>12}{aim.value:>12}{bound:>12}  {aim.proven_by:9}", end="")
        for levels in columns:
            level = levels[number]
            said = "-" if level.value is None else f"{level.value}{'*' if level.optimal else ' '}"
            print(f"{said:>13}", end="")
        print()


def compared(result: Result, levels: Sequence[Level], most: Sequence[bool]) -> str:
    """Which is better in the order of the aims, at the first that differs."""
    for aim, level, more in zip(result.aims, levels, most, strict=True):
        if level.value is None:
            return f"better, it has no {aim.aim} in time"
        if aim.value != level.value:
            better = (aim.value > level.value) == more
            return f"{'better' if better else 'WORSE'} at {aim.aim} ({aim.value}, it has {level.value})"
    return "equal"


if __name__ == "__main__":
    main()
