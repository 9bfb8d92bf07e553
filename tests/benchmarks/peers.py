"""Plain peers: how else a round could be placed, from its values to a plan.

The same full list of aims, level by level at zero gap (each level's best value becomes a row of the next, its
plan the next one's start) or as one weighted model, straight into a solver; and the waterfall in order of
arrival and of priority. No prices, no search of pieces, and nothing is repaired: breaches are counted.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from math import log2

from allocation.check import judge
from allocation.model import Round
from allocation.problem import Problem, build
from allocation.problem.aims import aim_values
from allocation.problem.terms import Terms, terms
from allocation.problem.waterfall import waterfall
from tests.benchmarks.measure import is_placement_or_step
from tests.benchmarks.plain import Model, Row, plain_model, spans
from tests.benchmarks.solvers import Solver, ask

Chosen = tuple[int | None, ...]

REAL_BITS, WHOLE_BITS = 40, 52
"""How many binary digits the weights of one model may span for solvers of real numbers, and for CP-SAT."""
LEAST_TAIL = 10
"""Digits that the aims after placement and steps have at least."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A peer's plan by all its aims (None: no plan in time), what it calls optimal, the seconds it took from
    values read to plan, whether the check finds it valid, and its breaches of justice.
    """

    peer: str
    values: dict[str, int] | None
    optimal: frozenset[str]
    seconds: float
    valid: bool
    breaches: int


def outcomes(round_: Round, seconds: float, solvers: list[Solver]) -> list[Outcome]:
    """Every peer on the same round, one after another, each with that many seconds."""
    found = [
        _outcome("waterfall, arrival", round_, lambda problem: (by_arrival(problem), frozenset())),
        _outcome("waterfall, priority", round_, lambda problem: (waterfall(problem), frozenset())),
    ]
    for solver in solvers:
        by_level = partial(level_by_level, solver=solver, seconds=seconds)
        in_one = partial(weighted, solver=solver, seconds=seconds)
        found.append(_outcome(f"{solver} by level", round_, by_level))
        found.append(_outcome(f"{solver} weighted", round_, in_one))
    return found


Placing = Callable[[Problem], tuple[Chosen | None, frozenset[str]]]


def _outcome(peer: str, round_: Round, place: Placing) -> Outcome:
    begun = time.monotonic()
    problem = build(round_)
    chosen, optimal = place(problem)
    seconds = time.monotonic() - begun
    if chosen is None:
        return Outcome(peer, None, frozenset(), seconds, valid=False, breaches=0)
    verdict = judge(round_, problem.plan(chosen), problem)
    breaches = sum(fault.code.startswith("justice_") for fault in verdict.faults)
    valid = len(verdict.faults) - breaches <= len(problem.faults)  # faults of pins stand in every plan
    return Outcome(peer, aim_values(problem, chosen), optimal, seconds, valid, breaches)


def by_arrival(problem: Problem) -> Chosen:
    """The waterfall in the order in which packages came, whatever their priority."""
    equal = tuple(replace(package, tier=0) for package in problem.packages)
    return waterfall(replace(problem, packages=equal))


def level_by_level(problem: Problem, solver: Solver, seconds: float) -> tuple[Chosen | None, frozenset[str]]:
    """The last plan that was reached in time, and the aims that were called optimal."""
    begun = time.monotonic()
    known = terms(problem)
    model = plain_model(problem, known)
    held: list[Row] = []
    best: tuple[float, ...] | None = None
    optimal: set[str] = set()
    for aim, spec in enumerate(known.specs):
        left = seconds - (time.monotonic() - begun)
        if left <= 0:
            break
        constant, cells = model.aims[aim]
        if not cells:
            optimal.add(spec.aim)
            continue
        answer = ask(solver, model, model.weighted({aim: 1}), held, left, best)
        if answer.values is None:
            break
        best = answer.values
        if answer.optimal:
            optimal.add(spec.aim)
        held.append(Row(model.value(aim, best) - constant, None, cells))
    return (None if best is None else model.chosen(problem, best)), frozenset(optimal)


def weighted(problem: Problem, solver: Solver, seconds: float) -> tuple[Chosen | None, frozenset[str]]:
    """One model of all aims. It calls all optimal or none."""
    begun = time.monotonic()
    known = terms(problem)
    model = plain_model(problem, known)
    bits = WHOLE_BITS if solver is Solver.CP_SAT else REAL_BITS
    objective = model.weighted(weights(model, known, bits))
    answer = ask(solver, model, objective, (), seconds - (time.monotonic() - begun))
    if answer.values is None:
        return None, frozenset()
    aims = frozenset(spec.aim for spec in known.specs) if answer.optimal else frozenset[str]()
    return model.chosen(problem, answer.values), aims


def weights(model: Model, known: Terms, bits: int) -> dict[int, float]:
    """A weight for each aim: exactly in order where the numbers carry that, else as nearly as they do.

    One unit of an aim should outweigh all that later aims can bring together, so that weights grow by each
    aim's span. Placement and steps lead, and are kept in exact order as long as they leave the others some
    digits; the others share what is left, their spans cut down in proportion, small differences falling under
    the last digit. That is what one weighted model costs.
    """
    used = [aim for aim, (_, cells) in enumerate(model.aims) if cells]
    span = spans(model)
    units = {aim: log2(span[aim] / known.grains[aim] + 1) for aim in used}
    lead = [aim for aim in used if is_placement_or_step(known.specs[aim].aim)]
    tail = [aim for aim in used if aim not in lead]
    wanted = sum(units[aim] for aim in lead)
    room = max(float(LEAST_TAIL), bits - wanted)
    found = _powers(tail, units, known, min(1.0, room / max(1.0, sum(units[aim] for aim in tail))))
    total = sum(weight * span[aim] for aim, weight in found.items())
    room = min(room, log2(2 * total + 1))
    found = {aim: weight * min(1.0, 2**room / (2 * total)) for aim, weight in found.items()}
    leading = _powers(lead, units, known, min(1.0, (bits - LEAST_TAIL) / max(1.0, wanted)))
    return found | {aim: weight * 2**room for aim, weight in leading.items()}


def _powers(aims: list[int], units: dict[int, float], known: Terms, squeeze: float) -> dict[int, float]:
    """Weights from the last aim up, each by the squeezed spans of all after it."""
    found: dict[int, float] = {}
    power = 0.0
    for aim in reversed(aims):
        found[aim] = 2**power / known.grains[aim]
        power += squeeze * units[aim]
    return found
