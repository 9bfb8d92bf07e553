"""The engine in the test's own process, as the port `Solver` has it."""

from collections.abc import Callable

from allocation.engine import solve
from allocation.model import Effort, Result, Round
from allocation.ports import Progress


class EngineHere:
    """Solves here and now."""

    def solve(
        self,
        round_: Round,
        effort: Effort,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> Result:
        """As the port says."""
        return solve(round_, effort, lambda progress, _cuts: on_progress(progress), cancelled)
