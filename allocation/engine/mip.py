"""Puts a piece of a problem to HiGHS or SCIP, through MathOpt.

What solvers answer is only ever a suggestion: plans are valued again by the incumbent, and claims count as
claims (`agreed` needs two of them).
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from math import floor, inf, isfinite

from allocation.check.blocks import Pick
from allocation.engine.program import Piece, PieceProgram, message
from allocation.engine.rounding import Kept
from allocation.problem import Problem
from allocation.problem.terms import Terms


class Peer(StrEnum):
    """The solvers that are asked. They must not share code, or agreeing would mean nothing."""

    HIGHS = "HiGHS"
    SCIP = "SCIP"


NODE = 4
"""Work that a branching node takes, beside its pivots."""
AGGREGATOR = 1 << 12
"""HiGHS's bit for a step of its presolve that it is not to take where awards have targets: it may put the row
of one into that of another and back for ever, and heeds no limit meanwhile (HiGHS issues 2226, 1501).
"""


@dataclass(frozen=True, slots=True)
class Ask:
    """Make the sum of weights times signed aims (`weights`) as large as can be, while every aim in `least`
    keeps at least that signed value. `grain` is the least by which that sum can change; `nodes` and
    `seconds` limit the search, and `seed` varies it. With `counts`, a solver that can is to branch on how
    many parts each provider takes before it asks which. `rows` are more that every plan keeps: HiGHS gets
    them, SCIP does not, so that its claims rest on nothing of ours. Of plans that are as good, one with more
    of the picks in `stay` is better; then no claim is made.
    """

    weights: tuple[tuple[int, int], ...]
    least: tuple[tuple[int, int], ...]
    grain: int = 1
    nodes: int | None = None
    seed: int = 0
    counts: bool = False
    rows: tuple[Kept, ...] = ()
    stay: tuple[Pick, ...] = ()
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A plan, or None; the weighted sum that the solver claims no plan of the piece can pass (None: it made
    no claim); whether it came to an end by itself; and the work it took (`allocation.engine.meter`).
    """

    chosen: tuple[int | None, ...] | None
    claim: int | None
    final: bool
    work: int


def improve(problem: Problem, known: Terms, piece: Piece, ask: Ask, peer: Peer) -> Answer:
    """Ask one solver for the best of a piece. It starts from the plan that the piece stands in."""
    from ortools.math_opt.python import mathopt
    from ortools.math_opt.solvers import highs_pb2

    aims = {aim for aim, _ in (*ask.weights, *ask.least)}
    written = PieceProgram(problem, known, piece, aims)
    program = written.program
    for aim, least in ask.least:
        if cells := written.aim[aim]:
            program.row(least - written.constant[aim], inf, cells)
    if peer is Peer.HIGHS:
        written.keep(ask.rows)
    light = 1 + len(ask.stay)
    objective, constant = written.objective([(aim, light * weight) for aim, weight in ask.weights])
    for pick in ask.stay:
        if pick in written.pick:
            objective[written.pick[pick]] = objective.get(written.pick[pick], 0.0) + 1.0
    counts = written.counts() if ask.counts and peer is Peer.SCIP else ()
    if not objective:
        return Answer(None, constant, final=True, work=1)
    model = mathopt.Model.from_model_proto(message(program, objective))
    # columns are taken unvalidated: they exist, and while another thread solves the lookup was once refused
    hint = mathopt.SolutionHint(
        variable_values={
            model.get_variable(column, validate=False): float(piece.chosen[part] == option)
            for (part, option), column in written.pick.items()
        }
    )
    targets = known.commitments in aims and any(each.target is not None for each in problem.commitments)
    limits = mathopt.SolveParameters(
        node_limit=ask.nodes,
        absolute_gap_tolerance=0.9 * ask.grain * light,
        relative_gap_tolerance=0.0,
        random_seed=ask.seed,
        time_limit=None if ask.seconds is None else dt.timedelta(seconds=max(0.01, ask.seconds)),
        highs=highs_pb2.HighsOptionsProto(int_options={"presolve_rule_off": AGGREGATOR if targets else 0}),
    )
    kind = mathopt.SolverType.HIGHS if peer is Peer.HIGHS else mathopt.SolverType.GSCIP
    first = {model.get_variable(column, validate=False): 1 for column in counts}
    hints = mathopt.ModelSolveParameters(solution_hints=[hint], branching_priorities=first)
    try:
        result = mathopt.solve(model, kind, params=limits, model_params=hints)
    except Exception:  # noqa: BLE001 - MathOpt raises all kinds; a solver that trips has only said nothing
        return Answer(None, None, final=False, work=10)
    stats = result.solve_stats
    work = 1 + stats.simplex_iterations // 12 + NODE * stats.node_count + len(program.cells) // 100
    final = result.termination.reason is mathopt.TerminationReason.OPTIMAL
    bound = result.termination.objective_bounds.dual_bound
    claim = constant + floor(bound + 1e-6) if isfinite(bound) and not ask.stay else None
    if not result.has_primal_feasible_solution():
        return Answer(None, claim, final, work)
    if final and not ask.stay:
        claim = constant + round(result.objective_value())
    values = {variable.id: value for variable, value in result.variable_values().items()}
    return Answer(written.plan(values), claim, final, work)
