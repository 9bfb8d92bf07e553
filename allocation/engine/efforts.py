"""How much each aim gets on the way up the ladder, pass after pass, and up to which sizes of a problem.

All numbers were found by trial on invented weeks of the shapes A1, A2, A8 and B1 and on rounds of 500 to
6,000 packages.
"""

from dataclasses import dataclass

from allocation.check.best_set import NARROW


@dataclass(frozen=True, slots=True)
class AimEffort:
    """What one pass over the aims gives to each open one: small changes for each part, cores and pieces in a
    row without improvement, branching nodes to a solver on the whole problem, rounds to prices and how wide a
    provider's best set is sought.
    """

    changes: int
    cores: int
    patience: int
    nodes: int
    rounds: int
    width: int


EASY = AimEffort(60, 2, 6, 400, 1, 2_000)
"""For each aim at first, until one is not settled so."""
EASY_WORK = 1_000
"""Work for its pieces, however well they do."""
SMALL = 5
"""Picks for each part, with those that are left for better plans, up to which solvers are asked at once."""
AGAIN, LONG = 3, 15_000
"""So many times the nodes when solvers are asked once more, unless the first answer took so much work."""
NEARLY = 2
"""Steps from its bound within which an aim of a large round goes to solvers whole at first; where more is
open, cores find better plans in that time.
"""
PASSES = (
    AimEffort(30, 1, 0, 0, 1, NARROW),
    AimEffort(200, 3, 12, 150, 15, 1_000),
    AimEffort(400, 3, 20, 1_000, 60, 3_000),
    AimEffort(800, 5, 40, 6_000, 150, 10_000),
)
"""Pass after pass over all aims, each more thorough: every aim soon has a good value, and with good values in
hand solvers and prices prove most at once. The first aim that is open is always one pass ahead, because those
after it are worth something only once it stands.
"""
ALONE = 10
"""An aim that alone is still open gets so many times the branching nodes: nothing else waits for its end."""
GROWN, LAST = (30, 100, 400), 300
"""Nodes of an aim's tree by branch and cut when it comes up, with a core after each; and at the end."""
TREE_NODES, TREE_ROUNDS, TREE_WIDTH = 40, 15, 1_000
"""Where that does not prove it, at the end a tree of so many nodes priced by best sets, mostly its root."""
LEAST_PROOF, PROOF = 2_000, 4
"""Work for all such proofs: so much at least, or such a part of the work until then."""
WHOLE_OPTIONS = 60_000
"""Options up to which the whole problem goes to solvers."""
SMALL_SETS = 8
"""Parts for each provider up to which best sets are small, and soon found however many options there are."""
FEW_OPTIONS = 10_000
"""Options up to which every aim is priced and searched for by small changes in every pass."""
EASY_OPTIONS = 4_000
"""Options up to which solvers get all the branching nodes of an effort. Of more, they take far longer; but
with a good plan in hand they often settle an aim of a large round before any branching.
"""
