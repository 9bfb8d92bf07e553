"""Round to Result, in this process: aim by aim, search for better and prove that there is none."""

from collections.abc import Callable
from dataclasses import replace

from allocation.check import judge
from allocation.check.certificate import Certificate
from allocation.check.cuts import Cut
from allocation.codec import to_bytes
from allocation.engine.bargains import bargains
from allocation.engine.incumbent import Incumbent
from allocation.engine.ladder import Ladder
from allocation.engine.meter import Meter, Stopped
from allocation.engine.plan_in_hand import in_hand, look_near, move_back, start_at
from allocation.engine.uncollected import uncollected
from allocation.model import Aim, Effort, Plan, Result, Round, StoppedBy
from allocation.ports import Progress
from allocation.problem import Problem, build
from allocation.problem.aims import bounded
from allocation.problem.fit import without_misfits
from allocation.problem.terms import terms
from allocation.problem.waterfall import waterfall


def solve(
    round_: Round,
    effort: Effort,
    on_progress: Callable[[Progress, tuple[Cut, ...]], None] = lambda _, __: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Result:
    """The best plan within the effort, valid and justified whenever it ends.

    Starts from the waterfall in priority order, or from the plan in hand that the effort names. `on_progress`
    gets the cuts so far as well. Raises `EngineError` if the judge finds a fault of the engine's own in the
    plan; faults of the round's pins stand in every plan of it, and are the judge's to report.
    """
    meter = Meter(effort, cancelled)
    with uncollected():
        whole = build(round_)
        problem = without_misfits(whole)
        known = terms(problem)
    meter.fit(len(problem.parts))

    def report() -> None:
        plan = problem.plan(incumbent.chosen)
        aims = _of_the_round(problem, ladder.standing.aims())
        on_progress(Progress(aims, plan, meter.work, meter.seconds), ladder.cuts)

    hand = in_hand(problem, effort.start) if effort.start is not None else None
    first = start_at(problem, hand) if hand else waterfall(problem)
    incumbent = Incumbent(problem, known, first, report)
    on_progress(Progress((), problem.plan(incumbent.chosen), meter.work, meter.seconds), ())
    with uncollected():
        ladder = Ladder(problem, known, incumbent, meter, effort.seed, report)
    report()
    stopped_by = StoppedBy.DONE
    try:
        if hand:
            ladder.near(hand)
            look_near(problem, known, incumbent, meter, hand, effort.around, ladder.left)
            incumbent.offer(waterfall(problem))
        ladder.climb()
    except Stopped as stopped:
        stopped_by = stopped.by
    fewer: tuple[Plan, ...] = ()
    if hand and stopped_by is not StoppedBy.PERSON:
        move_back(problem, known, incumbent, hand)
        if effort.bargains:
            found = bargains(problem, known, incumbent, hand, first, effort.bargains)
            fewer = tuple(map(problem.plan, found))
    plan = problem.plan(incumbent.chosen)
    verdict = judge(round_, plan, whole)
    if len(verdict.faults) > len(problem.faults):
        raise EngineError(", ".join(fault.code for fault in verdict.faults))
    aims = _of_the_round(problem, ladder.standing.aims())
    certificate = Certificate(tuple((aim.aim, aim.value) for aim in aims), ladder.cuts)
    written = to_bytes(certificate).decode()
    return Result(plan, aims, effort, stopped_by, meter.work, meter.seconds, written, fewer)


def _of_the_round(problem: Problem, aims: tuple[Aim, ...]) -> tuple[Aim, ...]:
    """The aims with only those bounds that hold whichever award a settled part has."""
    holds = bounded(problem)
    loose = (replace(aim, bound=None, proven=False, proven_by="bound") for aim in aims[holds:])
    return (*aims[:holds], *loose)


class EngineError(Exception):
    """The engine failed: a mistake of ours, for a crash report. Nothing of the user's is lost."""
