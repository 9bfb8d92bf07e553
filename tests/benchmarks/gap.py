"""The generalised assignment problems that are published, put to the engine's core: `python -m
tests.benchmarks.gap FOLDER --files gap1 gapa gapc`.

A job is a package of one part, an agent a provider with one limit; what a job uses depends on the agent, as
the core allows. The score aim is the cost (or what is short of the largest profit), after the aim to place
every job. `FOLDER` holds OR-Library's files and `optimum.csv`, which are not copied here.
"""

import argparse
import csv
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from allocation.engine.incumbent import Incumbent
from allocation.engine.ladder import Ladder
from allocation.engine.meter import Meter, Stopped
from allocation.index import index
from allocation.model import Aim, AwardKey, Effort, Part, Policy
from allocation.problem import Problem
from allocation.problem.terms import terms
from allocation.problem.values import Limit, OpenPackage, OpenPart, Option
from tests.allocation.sample import round_of


@dataclass(frozen=True, slots=True)
class Instance:
    """Costs and uses by agent and job, and what agents have; `best` is the best known value."""

    name: str
    costs: tuple[tuple[int, ...], ...]
    uses: tuple[tuple[int, ...], ...]
    room: tuple[int, ...]
    most: bool
    best: int

    def value(self, score: int) -> int:
        """The cost or profit that a score of the problem stands for."""
        return len(self.costs[0]) * self._top - score if self.most else score

    @property
    def _top(self) -> int:
        return max(max(row) for row in self.costs)

    def problem(self) -> Problem:
        """The instance as a problem of packages and providers."""
        awards = [AwardKey(1, "C", "L", f"A{agent:03}") for agent in range(len(self.room))]
        parts = []
        for job in range(len(self.costs[0])):
            options = tuple(
                Option(
                    award=award,
                    rank=1,
                    uses=((agent, self.uses[agent][job]),),
                    wish=False,
                    excess=self._top - self.costs[agent][job] if self.most else self.costs[agent][job],
                    pair=0,
                    stays=False,
                )
                for agent, award in enumerate(awards)
            )
            parts.append(OpenPart(Part(f"J{job:04}", 1, ()), job, 1, options))
        return Problem(
            index=index(round_of(policy=Policy(aims=("score",)))),
            packages=tuple(
                OpenPackage(package=part.part.package, tier=0, waited=0, parts=(job,))
                for job, part in enumerate(parts)
            ),
            parts=tuple(parts),
            limits=tuple(Limit(room, room) for room in self.room),
            settled=(),
            outside=(),
            commitments=(),
            pairs=(("", ""),),
            rank_steps=frozenset(),
            last_step=1,
            faults=(),
            loose=False,
        )


def instances(folder: Path, files: Sequence[str]) -> Iterator[Instance]:
    """Those of the files whose names begin so, in the order of `optimum.csv`."""
    with (folder / "optimum.csv").open(newline="") as lines:
        for row in csv.DictReader(lines):
            if Path(row["file"]).stem in files or Path(row["file"]).parts[0] in files:
                yield _instance(row, list(map(int, (folder / row["file"]).read_text().split())))


def _instance(row: dict[str, str], numbers: list[int]) -> Instance:
    """The one that a row of `optimum.csv` names, out of its file's numbers."""
    several = bool(Path(row["file"]).suffix)  # single instances have no suffix, and no count in front
    at = int(several)
    for _ in range(int(row["problem"] or 1) - 1):
        agents, jobs = numbers[at], numbers[at + 1]
        at += 2 + 2 * agents * jobs + agents
    agents, jobs = numbers[at], numbers[at + 1]
    at += 2
    table = [tuple(numbers[at + jobs * n : at + jobs * (n + 1)]) for n in range(2 * agents)]
    room = numbers[at + 2 * agents * jobs :][:agents]
    return Instance(
        name=row["instance"],
        costs=tuple(table[:agents]),
        uses=tuple(table[agents:]),
        room=tuple(room),
        most=row["sense"] == "max",
        best=int(row["best_known"]),
    )


def solved(instance: Instance, seconds: float | None, work: int | None) -> tuple[tuple[Aim, ...], float]:
    """The aims (placed, score) as the engine's core leaves them, and the seconds that it took."""
    problem = instance.problem()
    known = terms(problem)
    meter = Meter(Effort(seconds=seconds, work=work), lambda: False)
    incumbent = Incumbent(problem, known, (None,) * len(problem.parts), lambda: None)
    ladder = Ladder(problem, known, incumbent, meter, 0, lambda: None)
    with suppress(Stopped):
        ladder.climb()
    return ladder.standing.aims(), meter.seconds


def main() -> None:
    """Read the options, solve, print a line for each instance."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument(
        "--files", nargs="+", default=["gap1", "gap12", "gapa", "gapb", "gapc", "gapd", "type_e"]
    )
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--work", type=int)
    given = options.parse_args()
    print(f"{'instance':12}{'agents x jobs':>14}{'best known':>12}", end="")
    print(f"{'engine':>10}{'bound':>10}  {'':8}{'off':>7}{'s':>7}")
    began = time.monotonic()
    for instance in instances(given.folder, given.files):
        aims, took = solved(instance, given.seconds, given.work)
        placed, score = next(a for a in aims if a.aim == "placed_critical"), aims[-1]
        shape = f"{len(instance.room)} x {len(instance.costs[0])}"
        print(f"{instance.name:12}{shape:>14}{instance.best:>12}", end="")
        if placed.value < len(instance.costs[0]):
            print(f"   {placed.value} placed, after {took:.1f} s", flush=True)
            continue
        value = instance.value(score.value)
        bound = "" if score.bound is None else str(instance.value(score.bound))
        off = 100 * abs(value - instance.best) / instance.best
        print(f"{value:>10}{bound:>10}  {score.proven_by:8}{off:>6.2f}%{took:>7.1f}", flush=True)
    print(f"{time.monotonic() - began:.0f} s in all")


if __name__ == "__main__":
    main()
