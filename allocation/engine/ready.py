"""Has everything compiled that is compiled, so that the first allocation does not wait for it.

Run once when an environment is made (`python -m allocation.engine.ready`); the machine code is kept.
Functions are compiled for kinds of arrays, not for their contents, so arrays of nothing are enough.
"""

import datetime as dt

import numpy as np

from allocation.check.best_set import best_set
from allocation.check.layout import Worth
from allocation.check.provider_sets import ProviderSets
from allocation.engine.covers import separate
from allocation.engine.ground import ground
from allocation.engine.incumbent import Incumbent
from allocation.engine.meter import Meter
from allocation.engine.recreate import Recreate
from allocation.model import Effort, Round
from allocation.problem import build
from allocation.problem.terms import terms


def main() -> None:
    """Compile the search and the check."""
    problem = build(Round("", dt.date.min, *((),) * 9))
    known = terms(problem)
    incumbent = Incumbent(problem, known, (), lambda: None)
    arrays, meter = ground(problem, known), Meter(Effort(), lambda: False)
    Recreate(problem, known, arrays, incumbent, meter, seed=0).run(0, 1)
    nothing, one = np.full(1, -1, dtype=np.int64), np.ones(1, dtype=np.int64)
    sets = ProviderSets(
        provider="",
        picks=((0, 0),),
        part=one - 1,
        item=one - 1,
        uses=one.reshape(1, 1),
        room=one,
        limits=one - 1,
        minutes=one,
        promise=nothing,
        pair=nothing,
        terms=one.reshape(1, 1),
        commitments=(),
    )
    best_set(sets, Worth(gain=one), 1)
    separate(one, np.ones(1), 1, one - 1)


if __name__ == "__main__":
    main()
