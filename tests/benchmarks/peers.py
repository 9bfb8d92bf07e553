"""Plain peers: the same full list of aims, level by level at zero gap, straight into one solver.

Each level is solved for its best value, which then becomes a row of the next: what an analyst would write in
an afternoon. No waterfall, no hint, no prices, and nothing is repaired.
"""

import time
from dataclasses import dataclass

from allocation.engine.mip import Peer
from allocation.engine.program import Piece, PieceProgram, message
from allocation.problem import Problem
from allocation.problem.terms import terms


@dataclass(frozen=True, slots=True)
class Level:
    """One aim as a peer leaves it: its value (None: no plan in time) and whether the peer calls it best."""

    aim: str
    value: int | None
    optimal: bool


def level_by_level(problem: Problem, peer: Peer, seconds: float) -> tuple[list[Level], float]:
    """All aims in order within the seconds, and the seconds that it took."""
    import datetime as dt
    from math import inf

    from ortools.math_opt.python import mathopt

    kind = mathopt.SolverType.HIGHS if peer is Peer.HIGHS else mathopt.SolverType.GSCIP
    known = terms(problem)
    free = {part: tuple(range(len(each.options))) for part, each in enumerate(problem.parts)}
    begun = time.monotonic()
    held: list[int] = []
    found: list[Level] = []
    for aim, spec in enumerate(known.specs):
        left = seconds - (time.monotonic() - begun)
        if left <= 0 or len(held) < aim:
            found.append(Level(spec.aim, None, optimal=False))
            continue
        written = PieceProgram(problem, known, Piece((None,) * len(problem.parts), free))
        for earlier, value in enumerate(held):
            written.program.row(value - written.constant[earlier], inf, written.aim[earlier])
        objective, constant = written.objective([(aim, 1)])
        model = mathopt.Model.from_model_proto(message(written.program, objective))
        limits = mathopt.SolveParameters(
            absolute_gap_tolerance=0.0, relative_gap_tolerance=0.0, time_limit=dt.timedelta(seconds=left)
        )
        result = mathopt.solve(model, kind, params=limits)
        if not result.has_primal_feasible_solution():
            found.append(Level(spec.aim, None, optimal=False))
            continue
        value = round(result.objective_value()) + constant
        held.append(value)
        optimal = result.termination.reason is mathopt.TerminationReason.OPTIMAL
        found.append(Level(spec.aim, known.signed(aim, value), optimal))
    return found, time.monotonic() - begun
