"""What if: one thing changed and the round solved again from the plan in hand.

`again` solves and says how far a figure is exact; `changed` makes the changed round; `comparing` says of two
plans who moved and what it bought. On these stand the questions: `forcing` (why not this provider), `placing`
(what would place it), `scarcity` (what one more hour would bring), `replanning` (after one of the
`events`), with the `trade` of changes for aims.
"""

from allocation.what_if.again import Again, Question, solve_again
from allocation.what_if.comparing import Comparison, Moved, Together, compare
from allocation.what_if.forcing import Forced, why_not
from allocation.what_if.placing import Tried, what_places
from allocation.what_if.replanning import Replanned, replan
from allocation.what_if.scarcity import Gain, scarce
from allocation.what_if.trade import Bargain, trade

__all__ = [
    "Again",
    "Bargain",
    "Comparison",
    "Forced",
    "Gain",
    "Moved",
    "Question",
    "Replanned",
    "Together",
    "Tried",
    "compare",
    "replan",
    "scarce",
    "solve_again",
    "trade",
    "what_places",
    "why_not",
]
