"""Starts from a plan in hand: what of it still stands, what became better near what changed, who moves back.

Replanning wants the plan that the aims ask for and, of all such plans, one that moves few people (minimal
perturbation: El Sakkout and Wallace, 2000). So the search goes out from what stands rather than from the
waterfall, first settles small pieces around what fell out, as a large neighbourhood search does, and at the
end solves for most parts back where they were, every aim held.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from allocation.check.branching import Left
from allocation.engine.incumbent import Chosen, Incumbent, valid
from allocation.engine.meter import Meter
from allocation.engine.mip import AGGREGATOR, Ask, Peer, improve
from allocation.engine.program import Piece, PieceProgram, message
from allocation.engine.repair import justified
from allocation.engine.weights import weights
from allocation.model import Plan
from allocation.problem import Problem
from allocation.problem.aims import aim_values
from allocation.problem.fit import give_back, left_of
from allocation.problem.terms import Terms
from allocation.problem.waterfall import pins_first

LARGEST = 70
"""Free parts that a piece stops growing at."""
WIDEST = 150
"""Options up to which every part that moved may go anywhere for others to go back."""
NODES = 60
"""Branching nodes that one question about a piece may take."""
HEAVIEST = 3_000
"""How much one question's aims may weigh: two light questions are sooner answered than a heavy one."""


@dataclass(frozen=True, slots=True)
class InHand:
    """A plan in hand as a problem's options. `options` has each open part's number there, None where it was
    unplaced, is new, or may not be there any more; `stands` is what of it is valid; `fallen` are the parts
    that were placed and do not stand, and the new ones. Pinned parts always stand somewhere.
    """

    options: Chosen
    stands: Chosen
    fallen: tuple[int, ...]


def in_hand(problem: Problem, plan: Plan) -> InHand:
    """Read a plan in hand. Where a limit is passed now, the least urgent packages fall out first."""
    options: list[int | None] = []
    fallen: set[int] = set()
    for number, part in enumerate(problem.parts):
        award = plan.awards.get(part.key)
        found = next((n for n, option in enumerate(part.options) if option.award == award), None)
        options.append(found)
        if found is None and (award is not None or part.key not in plan.awards):
            fallen.add(number)
    stands = _with_pins(problem, options)
    fallen.update(part for part, now in enumerate(stands) if now not in (options[part], None))
    left = left_of(problem, stands)
    for package in problem.packages:
        if any(stands[part] is None for part in package.parts):
            fallen.update(_take_out(problem, package.parts, stands, left))
    free = (package for package in problem.packages if not package.pinned)
    for package in sorted(free, key=lambda each: (-each.tier, each.waited, each.package)):
        if min(left, default=0) >= 0:
            break
        uses = (problem.parts[p].options[n].uses for p in package.parts if (n := stands[p]) is not None)
        if any(left[limit] < 0 for each in uses for limit, _ in each):
            fallen.update(_take_out(problem, package.parts, stands, left))
    return InHand(tuple(options), tuple(stands), tuple(sorted(fallen)))


def _with_pins(problem: Problem, options: Sequence[int | None]) -> list[int | None]:
    """The options with pinned parts where they are in hand, or, where these do not fit together or one has
    no place, where the waterfall has them.
    """
    pinned = [number for number in range(len(problem.parts)) if problem.pinned(number)]
    alone = [options[number] if problem.pinned(number) else None for number in range(len(options))]
    if any(alone[number] is None for number in pinned) or min(left_of(problem, alone), default=0) < 0:
        alone = list(pins_first(problem))
    return [alone[number] if problem.pinned(number) else options[number] for number in range(len(options))]


def _take_out(
    problem: Problem, parts: Sequence[int], stands: list[int | None], left: list[int]
) -> Iterator[int]:
    """Take a package's parts out; gives those that were placed."""
    for part in parts:
        number = stands[part]
        if number is not None:
            give_back(problem.parts[part].options[number], left)
            stands[part] = None
            yield part


def start_at(problem: Problem, hand: InHand) -> Chosen:
    """What stands of a plan in hand, with every move and swap that justice asks for."""
    return justified(problem, hand.stands)


def lost_tiers(problem: Problem, hand: InHand, chosen: Chosen) -> set[int]:
    """The priorities of those who had a place in hand, or fell out, and have none now."""
    had = {part for part, option in enumerate(hand.options) if option is not None}.union(hand.fallen)
    parts = (part for part in had if chosen[part] is None)
    return {problem.packages[problem.parts[part].package].tier for part in parts}


def look_near(
    problem: Problem,
    known: Terms,
    incumbent: Incumbent,
    meter: Meter,
    hand: InHand,
    around: Sequence[str],
    left: Callable[[int], Left],
) -> None:
    """Settle the pieces around what fell out and around some providers, all aims in order; who need not move
    stays, so that what the plan in hand has in later aims is not lost by the way. `left` says what plans may
    have that are as good up to an aim.

    Raises `allocation.engine.meter.Stopped`.
    """
    done: set[frozenset[str]] = set()
    for providers in _places(problem, hand, around):
        if providers not in done:
            done.add(providers)
            _settle(problem, known, incumbent, meter, hand, providers, left)


def _places(problem: Problem, hand: InHand, around: Sequence[str]) -> Iterator[frozenset[str]]:
    """Sets of providers among whom people may have to move: first those around each who fell out."""
    by_need = sorted(hand.fallen, key=lambda part: (problem.packages[problem.parts[part].package].tier, part))
    for part in by_need:
        yield frozenset(option.award.provider for option in problem.parts[part].options)
    for provider in around:
        rivals = (
            {option.award.provider for option in part.options}
            for part in problem.parts
            if any(option.award.provider == provider for option in part.options)
        )
        yield frozenset({provider}.union(*rivals))


def _settle(
    problem: Problem,
    known: Terms,
    incumbent: Incumbent,
    meter: Meter,
    hand: InHand,
    providers: frozenset[str],
    left: Callable[[int], Left],
) -> None:
    """One piece, aim by aim, as many aims at once as weights allow."""
    aim = 0
    while aim < len(known.specs):
        piece = _piece(problem, incumbent.chosen, providers, left(aim))
        if not piece.free:
            return
        together = weights(problem, known, piece.free, aim, known.grains, HEAVIEST)
        ask = Ask(
            weights=together,
            least=tuple(enumerate(incumbent.values[:aim])),
            nodes=NODES,
            stay=tuple((part, was) for part in piece.free if (was := hand.options[part]) is not None),
            seconds=meter.seconds_left,
        )
        answer = improve(problem, known, piece, ask, Peer.HIGHS)
        before = incumbent.values[:aim]
        if answer.chosen is not None:
            incumbent.offer(answer.chosen)
        meter.spend(4 + len(piece.free) // 4 + answer.work)
        aim = together[-1][0] + 1 if incumbent.values[:aim] == before else 0


def _piece(problem: Problem, chosen: Chosen, providers: frozenset[str], left: Left) -> Piece:
    """Who is with these providers, and who waits for them, most urgent first, until it is large enough; with
    what is left.
    """
    inside = sorted(
        (package.tier, chosen[package.parts[0]] is None, package.package, package.parts)
        for package in problem.packages
        if any(_touches(problem, chosen, part, providers) for part in package.parts)
    )
    free: dict[int, list[int]] = {}
    for *_, parts in inside:
        if len(free) >= LARGEST:
            break
        for part in parts:
            free[part] = [
                number
                for number, option in enumerate(problem.parts[part].options)
                if number == chosen[part] or (option.award.provider in providers and left.has((part, number)))
            ]
    return Piece(chosen, dict(sorted(free.items())))


def _touches(problem: Problem, chosen: Chosen, part: int, providers: frozenset[str]) -> bool:
    number, options = chosen[part], problem.parts[part].options
    places = options if number is None else (options[number],)
    return any(option.award.provider in providers for option in places)


def move_back(problem: Problem, known: Terms, incumbent: Incumbent, hand: InHand) -> None:
    """Put back as many parts as possible where they were, with the incumbent's value in every aim.

    Exact among the parts that moved, where these are few; of many each goes back or stays as it is. Where
    others would have to move to let them back, it is not looked for.
    """
    was = hand.options
    moved = {part for part, now in enumerate(incumbent.chosen) if now != was[part]}
    free = {part for each in moved for part in problem.packages[problem.parts[each].package].parts}
    piece = Piece(incumbent.chosen, {part: range(len(problem.parts[part].options)) for part in sorted(free)})
    if sum(map(len, piece.free.values())) > WIDEST:
        two = ((incumbent.chosen[part], was[part]) for part in piece.free)
        each = ({at for at in places if at is not None} for places in two)
        piece = Piece(incumbent.chosen, dict(zip(piece.free, map(sorted, each), strict=True)))
    found = _most_back(problem, known, piece, incumbent.values, was) if free else None
    if found is None or not valid(problem, found):
        return
    found = justified(problem, found)
    fewer = sum(now != before for now, before in zip(found, was, strict=True)) < len(moved)
    if fewer and signed_values(problem, known, found) == incumbent.values:
        incumbent.chosen = found


def _most_back(
    problem: Problem, known: Terms, piece: Piece, values: Sequence[int], was: Chosen
) -> Chosen | None:
    """The plan of a piece that keeps every aim's signed value and has most parts where they were."""
    written = PieceProgram(problem, known, piece, range(len(known.specs)))
    for aim, least in enumerate(values):
        if cells := written.aim[aim]:
            written.program.row(least - written.constant[aim], inf, cells)
    return suggested(written, where_they_were(written, was))


def where_they_were(written: PieceProgram, was: Chosen) -> dict[int, float]:
    """How many of a piece's parts are where they were, as a sum over columns; it leaves out how many wait
    that waited, which is a constant: each of them takes one off where it is placed.
    """
    back: dict[int, float] = {}
    for (part, option), column in written.pick.items():
        if was[part] == option:
            back[column] = 1.0
    for package, column in written.placed.items():
        waited = sum(was[part] is None for part in written.problem.packages[package].parts)
        if waited:
            back[column] = back.get(column, 0.0) - waited
    return back


def suggested(written: PieceProgram, objective: Mapping[int, float]) -> Chosen | None:
    """What HiGHS makes of a small piece; None where it found nothing, or tripped."""
    from ortools.math_opt.python import mathopt
    from ortools.math_opt.solvers import highs_pb2

    model = mathopt.Model.from_model_proto(message(written.program, objective))
    limits = mathopt.SolveParameters(
        node_limit=NODES,
        absolute_gap_tolerance=0.9,
        relative_gap_tolerance=0.0,
        random_seed=0,
        highs=highs_pb2.HighsOptionsProto(int_options={"presolve_rule_off": AGGREGATOR}),
    )
    try:
        result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=limits)
    except Exception:  # noqa: BLE001 - MathOpt raises all kinds; a solver that trips has only said nothing
        return None
    if not result.has_primal_feasible_solution():
        return None
    return written.plan({variable.id: value for variable, value in result.variable_values().items()})


def signed_values(problem: Problem, known: Terms, chosen: Sequence[int | None]) -> tuple[int, ...]:
    """Every aim's value, more as better."""
    found = aim_values(problem, chosen)
    return tuple(known.signed(aim, found[spec.aim]) for aim, spec in enumerate(known.specs))
