"""Grows a tree of questions where prices alone leave a gap: the worst leaf is asked next.

Prices cannot tell half of two sets from a set, so their bound is that of the best mix. A question that the
mix answers half and half cuts it off on both sides; each side is priced from where its node ended, with the
sets known by then, and the worst leaf is the bound (`allocation.check.branching` says why). First it is asked
whether a package is placed at all, which has the fewest halves and moves bounds most, then with which
provider, then under which award. A mix without halves is priced again, for longer.

Nodes are priced by best sets, or straight by the linear relaxation with its rounded rows, which is far
quicker and on weeks of a council says nearly as much (branch and cut: Padberg and Rinaldi, 1991).

Branch and price (Barnhart, Johnson, Nemhauser, Savelsbergh and Vance, 1998), best bound first.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from heapq import heappop, heappush

from allocation.check.best_set import NARROW
from allocation.check.blocks import Pick
from allocation.check.branching import Answer, Branch, Left, left_by
from allocation.check.cuts import Cut
from allocation.engine.incumbent import Incumbent
from allocation.engine.prices import Priced, Prices
from allocation.problem import Option, Problem

HALF = 1e-3
"""What is nearer than this to all or nothing is no half."""
LONGER = 4
"""So many times as many rounds for the root, and for a node again that has no question."""
STILL, STEP = 16, 0.1
"""After so many nodes a straight tree has to have come such a part of its way further."""
DIGITS = 6
"""To so many digits halves are compared: what is left of rounding decides nothing."""
KINDS: tuple[Callable[[int, Option], object], ...] = (
    lambda _number, _option: (),
    lambda _number, option: option.award.provider,
    lambda number, _option: number,
)
"""What a question is about, kind by kind: options of a part that are one here stand or fall together."""


def grow(
    prices: Prices, aim: int, incumbent: Incumbent, left: Left, nodes: int, rounds: int, width: int
) -> Iterator[Cut]:
    """The cuts of a tree for one aim, as they are found, the earlier aims held at the incumbent's values:
    until the worst leaf meets the incumbent's value, so many nodes are priced, or the worst leaf can neither
    be asked nor be priced better. Its cuts are to be held against what is `left`.
    """

    def priced(branch: Branch, longer: bool) -> Priced | None:
        return prices.priced(aim, incumbent, rounds * (LONGER if longer else 1), width, branch, left)

    return _grow(prices, aim, incumbent, left, nodes, priced)


def grow_straight(prices: Prices, aim: int, incumbent: Incumbent, left: Left, nodes: int) -> Iterator[Cut]:
    """The same by the relaxation's prices, which are quick; and until it is plain that it leads nowhere."""

    def priced(branch: Branch, longer: bool) -> Priced | None:
        return None if longer and branch else prices.straight(aim, incumbent, branch, left)

    return _grow(prices, aim, incumbent, left, nodes, priced, STILL)


def _grow(
    prices: Prices,
    aim: int,
    incumbent: Incumbent,
    left: Left,
    nodes: int,
    price: Callable[[Branch, bool], Priced | None],
    still: int | None = None,
) -> Iterator[Cut]:
    """`still`: after so many nodes a part of the way (`STEP`) has to be behind, or it ends."""
    root = price((), True)
    if root is None:
        return
    yield root.cut
    leaves: list[tuple[float, int, Branch, Priced]] = [(-root.top, 0, (), root)]
    priced, since, mark = 1, 1, root.top
    while leaves and priced < nodes and not _met(prices, aim, incumbent, -leaves[0][0]):
        worst, _, branch, found = heappop(leaves)
        if mark + worst >= STEP * (root.top - incumbent.values[aim]):
            since, mark = priced, -worst
        elif still is not None and priced - since > still:
            return
        for side in _sides(prices.problem, branch, found.mix):
            if left.both(prices.problem, left_by(prices.problem, side)).nothing:
                yield Cut(((prices.known.specs[aim].aim, 1),), width=NARROW, branch=side)
                continue
            leaf = price(side, side == branch)
            priced += 1
            if leaf is None or (side == branch and leaf.top >= found.top):
                return
            yield leaf.cut
            heappush(leaves, (max(worst, -leaf.top), priced, side, leaf))


def _met(prices: Prices, aim: int, incumbent: Incumbent, top: float) -> bool:
    """Whether a ceiling allows nothing better than the plan in hand."""
    return prices.known.rounded(aim, int(top // 1)) <= incumbent.values[aim]


def _sides(problem: Problem, branch: Branch, mix: Mapping[Pick, float]) -> tuple[Branch, ...]:
    """How a node goes on: with yes and no to a question, or, where the mix has no halves, as it is."""
    answer = question(problem, mix)
    if answer is None:
        return (branch,)
    return tuple((*branch, replace(answer, yes=yes)) for yes in (True, False))


def question(problem: Problem, mix: Mapping[Pick, float]) -> Answer | None:
    """The question that a mix answers most nearly half and half, answered with yes; None where it answers
    all of them.
    """
    for kind in KINDS:
        much: dict[tuple[int, object], float] = defaultdict(float)
        first: dict[tuple[int, object], int] = {}
        for (part, number), share in sorted(mix.items()):
            about = part, kind(number, problem.parts[part].options[number])
            much[about] += share
            first.setdefault(about, number)
        halves = [
            (round(abs(share - 0.5), DIGITS), about[0], first[about])
            for about, share in much.items()
            if HALF < share < 1 - HALF
        ]
        if halves:
            _, part, number = min(halves)
            options = problem.parts[part].options
            asked = kind(number, options[number])
            return Answer(
                part, tuple(n for n, each in enumerate(options) if kind(n, each) == asked), yes=True
            )
    return None
