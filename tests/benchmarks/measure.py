"""One round through the engine, timed from its values to a plan that was checked, with the moments between.

A *milestone* is the moment at which the engine first reported something: that all placement and step aims
meet their bounds, that the first open aim is near its bound, that all aims meet theirs. Reports are the
engine's words; how many proofs the check confirmed is counted apart.
"""

import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from allocation.check import judge, reasons, smallest_changes
from allocation.check.confirming import confirmed
from allocation.engine import EngineProcess
from allocation.model import Aim, Effort, Result, Round
from allocation.ports import Progress
from allocation.problem import build
from allocation.use_cases.answer import Answer
from ui.commandline.out_files import out_files

MILESTONES = ("placement and step", "near", "score near", "all")
PACKAGES_OFF, PART_OFF = 2, 0.005
SCORE_OFF = 0.001


@dataclass(frozen=True, slots=True)
class Measured:
    """What one round took, in seconds: `solve` from values to plan, `check` to judge it and to verify its
    certificate, `told` its reasons and smallest changes, `paper` all its files (None: not drawn). `memory` is
    the most that any engine's process of this program has had so far, in MB.
    """

    result: Result
    values: dict[str, int]
    solve: float
    check: float
    told: float | None
    paper: float | None
    milestones: dict[str, float]
    justified: bool
    confirmed: int
    memory: float

    @property
    def plan(self) -> float:
        """Seconds from values read to plan checked."""
        return self.solve + self.check


@dataclass(slots=True)
class _Watch:
    """Notes when each milestone was first reported; asks for an end once `until` was."""

    begun: float
    until: str | None
    reached: dict[str, float] = field(default_factory=dict)

    def see(self, progress: Progress) -> None:
        """Take a report."""
        for milestone in MILESTONES:
            if milestone not in self.reached and reached(progress.aims, milestone):
                self.reached[milestone] = time.monotonic() - self.begun

    def enough(self) -> bool:
        """Whether what was wanted has been reported."""
        return self.until in self.reached


def measure(
    round_: Round, effort: Effort, *, paper: bool = False, until: str | None = None, told: bool = False
) -> Measured:
    """Solve, check, and on demand tell and draw one round; `until` stops it at a milestone."""
    begun = time.monotonic()
    watch = _Watch(begun, until)
    result = EngineProcess().solve(round_, effort, watch.see, watch.enough)
    for milestone in MILESTONES:
        if milestone not in watch.reached and reached(result.aims, milestone):
            watch.reached[milestone] = time.monotonic() - begun
    solved = time.monotonic()
    problem = build(round_)
    verdict = judge(round_, result.plan, problem)
    aims = confirmed(round_, result, verdict, problem)
    checked = time.monotonic()
    telling = drawing = None
    if told or paper:
        why = reasons(round_, result.plan, problem)
        unplaced = sorted({each.package for each in result.plan if each.award is None})
        changes = {each: smallest_changes(round_, result.plan, each, problem) for each in unplaced}
        telling = time.monotonic() - checked
        if paper:
            out_files(Answer(round_, {}, problem, result, verdict, why, changes), "measured")
            drawing = time.monotonic() - checked - telling
    return Measured(
        result=result,
        values=dict(verdict.aims),
        solve=solved - begun,
        check=checked - solved,
        told=telling,
        paper=drawing,
        milestones=watch.reached,
        justified=verdict.valid and verdict.justified,
        confirmed=sum(aim.proven_by == "proven" for aim in aims),
        memory=most_memory(),
    )


def reached(aims: Sequence[Aim], milestone: str) -> bool:
    """Whether these aims are as far as a milestone says."""
    if not aims:
        return False
    if milestone == "near":
        first = first_open(aims)
        return first is None or is_near(first)
    if milestone == "score near":
        score = next((aim for aim in aims if aim.aim == "score"), None)
        return score is None or (
            score.bound is not None and abs(score.value - score.bound) <= SCORE_OFF * abs(score.bound)
        )
    wanted = aims if milestone == "all" else [aim for aim in aims if is_placement_or_step(aim.aim)]
    return all(aim.proven for aim in wanted)


def is_placement_or_step(aim: str) -> bool:
    """Whether it is one of aims 1 to 5, but for the sum of ranks."""
    return aim.startswith(("placed_", "step_"))


def first_open(aims: Sequence[Aim]) -> Aim | None:
    """The first aim that does not meet its bound."""
    return next((aim for aim in aims if not aim.proven), None)


def is_near(aim: Aim) -> bool:
    """Whether its value is within the larger of 2 packages and half a per cent of its bound."""
    if aim.bound is None:
        return False
    return abs(aim.value - aim.bound) <= max(PACKAGES_OFF, PART_OFF * abs(aim.bound))


def most_memory() -> float:
    """The most that any finished child of this program has held, in MB."""
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)
