"""Services for tests: a solver in this process, and a database only where a test asks for one."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace

from allocation.engine.joining import begin, join
from allocation.engine.workers import workers_at
from allocation.model import Effort, Result, Round
from allocation.ports import Progress
from allocation.use_cases.clock import SystemClock
from allocation.use_cases.desk import Desk
from allocation.use_cases.who import Actor
from db.opening import open_store
from tests.engines import EngineHere
from ui.commandline.services import Services


class HereSolver(EngineHere):
    """The engine in this process; it does little, for plans are valid and justified at any moment."""

    def solve(
        self,
        round_: Round,
        effort: Effort,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> Result:
        """As the port says."""
        return super().solve(round_, replace(effort, work=effort.work or 1), on_progress, cancelled)


def no_desk(database: str | None) -> AbstractContextManager[Desk]:
    """Fail whoever opens the database."""
    raise AssertionError(f"opened the database {database}")


@contextmanager
def open_desk(database: str | None) -> Iterator[Desk]:
    """A desk at a database."""
    store = open_store(database)
    try:
        yield Desk(store, SystemClock(), Actor("Test Broker"))
    finally:
        store.close()


SERVICES = Services(HereSolver, no_desk, "1.2.3", workers_at, join, begin)
WITH_DATABASE = replace(SERVICES, open_desk=open_desk)
