"""Plans with fewer changes: from a plan in hand to the best plan found, what each change more could buy.

With the plan in hand and the best one known, only who is elsewhere in one of them matters: each of these is
where it was, where the search first put it, or where it is now (path relinking, from Glover's scatter search,
goes from one such plan to another; here a solver picks which steps of the way to take). For a number of
changes, the aims are made as good as can be, one block after another, and the plan is made justified.
"""

from collections.abc import Iterator, Sequence
from math import inf

from allocation.engine.incumbent import Chosen, Incumbent, valid
from allocation.engine.plan_in_hand import InHand, signed_values, suggested, where_they_were
from allocation.engine.program import Piece, PieceProgram
from allocation.engine.repair import justified
from allocation.engine.weights import weights
from allocation.problem import Problem
from allocation.problem.terms import Terms


def bargains(
    problem: Problem, known: Terms, incumbent: Incumbent, hand: InHand, first: Chosen, most: int
) -> Iterator[Chosen]:
    """Valid and justified plans with fewer changes than the incumbent, from `first` on, where the search
    began; between them so many at most, at numbers of changes that lie apart evenly. One that is better than
    the incumbent becomes that.
    """
    yield first
    fewest, now = _changes(first, hand), _changes(incumbent.chosen, hand)
    between = range(fewest + 1, now)
    step = max(1, -(-len(between) // max(1, most)))
    piece = _piece(problem, incumbent.chosen, hand, first)
    for limit in between[::step] if most else ():
        found = _best(problem, known, piece, hand, limit)
        if found is not None and valid(problem, found):
            plan = justified(problem, found)
            incumbent.offer(plan)
            yield plan


def _changes(chosen: Sequence[int | None], hand: InHand) -> int:
    return sum(now != was for now, was in zip(chosen, hand.options, strict=True))


def _piece(problem: Problem, now: Chosen, hand: InHand, first: Chosen) -> Piece:
    """Who is elsewhere, and the places that it has in one of the plans."""
    elsewhere = {part for part, at in enumerate(zip(now, hand.options, first, strict=True)) if len({*at}) > 1}
    free = {part for each in elsewhere for part in problem.packages[problem.parts[each].package].parts}
    return Piece(
        now,
        {
            part: sorted({at for at in (now[part], hand.options[part], first[part]) if at is not None})
            for part in sorted(free)
        },
    )


def _best(problem: Problem, known: Terms, piece: Piece, hand: InHand, limit: int) -> Chosen | None:
    """The best plan of a piece with no more changes than that, aim by aim; None where there is none."""
    aim, held, found = 0, tuple[int, ...](), None
    waited = sum(hand.options[part] is None for part in piece.free)
    while aim < len(known.specs):
        together = weights(problem, known, piece.free, aim, known.grains)
        last = together[-1][0]
        written = PieceProgram(problem, known, piece, range(last + 1))
        for each, least in enumerate(held):
            if cells := written.aim[each]:
                written.program.row(least - written.constant[each], inf, cells)
        written.program.row(len(piece.free) - waited - limit, inf, where_they_were(written, hand.options))
        chosen = suggested(written, written.objective(together)[0])
        if chosen is None:
            return found
        aim, found, held = last + 1, chosen, signed_values(problem, known, chosen)[: last + 1]
    return found
