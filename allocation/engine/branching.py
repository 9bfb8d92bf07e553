"""Grows a tree of questions where prices alone leave a gap: the worst leaf is asked next.

Prices cannot tell half of two sets from a set, so their bound is that of the best mix. A question that the
mix answers half and half cuts it off on both sides; each side is priced from where its node ended, with the
sets known by then, and the worst leaf is the bound (`allocation.check.branching` says why). First it is asked
whether a package is placed at all, which has the fewest halves and moves bounds most, then with which
provider, then under which award. A mix without halves is priced again, for longer.

Branch and price (Barnhart, Johnson, Nemhauser, Savelsbergh and Vance, 1998), best bound first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from heapq import heappop, heappush

from allocation.check.best_set import NARROW
from allocation.check.blocks import Pick
from allocation.check.branching import Branch, Left, left_by
from allocation.check.cuts import Cut
from allocation.engine.incumbent import Incumbent
from allocation.engine.prices import Priced, Prices
from allocation.engine.questions import question
from allocation.problem import Problem

LONGER = 4
"""So many times as many rounds for the root, and for a node again that has no question."""


def grow(
    prices: Prices, aim: int, incumbent: Incumbent, left: Left, nodes: int, rounds: int, width: int
) -> Iterator[Cut]:
    """The cuts of a tree for one aim, as they are found, the earlier aims held at the incumbent's values:
    until the worst leaf meets the incumbent's value, so many nodes are priced, or the worst leaf can neither
    be asked nor be priced better. Its cuts are to be held against what is `left`.
    """
    root = prices.priced(aim, incumbent, rounds * LONGER, width, (), left)
    if root is None:
        return
    yield root.cut
    leaves: list[tuple[float, int, Branch, Priced]] = [(-root.top, 0, (), root)]
    priced = 1
    while leaves and priced < nodes and not _met(prices, aim, incumbent, -leaves[0][0]):
        worst, _, branch, found = heappop(leaves)
        for side in _sides(prices.problem, branch, found.mix):
            if left.both(prices.problem, left_by(prices.problem, side)).nothing:
                yield Cut(((prices.known.specs[aim].aim, 1),), width=NARROW, branch=side)
                continue
            again = side == branch
            leaf = prices.priced(aim, incumbent, rounds * (LONGER if again else 1), width, side, left)
            priced += 1
            if leaf is None or (again and leaf.top >= found.top):
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
