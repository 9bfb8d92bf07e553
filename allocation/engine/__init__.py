"""The solver: a Round to a Result, behind `allocation.ports.Solver`. The only home of OR-Tools.

`process` runs it in a process of its own, `solve` runs it here. `ladder` climbs the aims in order with the
help of `recreate`, `core` and `search` (better plans: by small changes, of what the relaxation points at,
piece by piece), `prices` (bounds that the check can verify, with `relax` and `master`; `branching` grows
trees of them, for `proofs` at the end) and `mip` (questions to HiGHS and SCIP, written down by `program`);
`incumbent` and `repair` keep the plan in hand valid and justified; `meter` counts the work.
"""

from allocation.engine.process import EngineProcess
from allocation.engine.solve import EngineError, solve

__all__ = ["EngineError", "EngineProcess", "solve"]
