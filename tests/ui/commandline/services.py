"""Services for tests: a solver in this process, and no database unless a test brings one."""

from collections.abc import Callable
from dataclasses import replace

from allocation.engine import solve
from allocation.engine.joining import begin, join
from allocation.engine.workers import workers_at
from allocation.model import Effort, Result, Round
from allocation.ports import Progress
from ui.commandline.services import Services


class HereSolver:
    """The engine in this process; it does little, for plans are valid and justified at any moment."""

    def solve(
        self,
        round_: Round,
        effort: Effort,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> Result:
        """As the port says."""
        limited = replace(effort, work=effort.work or 1)
        return solve(round_, limited, lambda progress, _cuts: on_progress(progress), cancelled)


def no_desk(database: str | None) -> "NoDesk":
    """Fail whoever opens the database."""
    raise AssertionError(f"opened the database {database}")


NoDesk = object
SERVICES = Services(HereSolver, no_desk, "1.2.3", workers_at, join, begin)  # type: ignore[arg-type]
