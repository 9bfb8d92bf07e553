"""Independent rounds, several at a time, each in an engine's process of its own on this machine.

Councils, or scenarios of one: nothing joins them, so they divide among cores and machines. Bytes go in and
come out (a round's, a result's, both canonical), and since a solve is counted in deterministic work, the plan
is the same wherever and beside whatever it was made. `cluster` does the same on many machines.
"""

import os
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager

from allocation.codec import from_bytes, to_bytes
from allocation.engine.process import EngineProcess
from allocation.errors import Fault, WorldError
from allocation.model import Effort, Round
from allocation.ports import Workers


class LocalWorkers:
    """Implements `allocation.ports.Workers`. A thread only waits for its engine's process."""

    def __init__(self, executor: ThreadPoolExecutor) -> None:
        self._executor = executor
        self._stopped = threading.Event()

    def solve(self, round_: bytes, effort: Effort) -> "Future[bytes]":
        """As the port says. The future raises `EngineError` where the engine failed."""
        return self._executor.submit(self._solve, round_, effort)

    def _solve(self, round_: bytes, effort: Effort) -> bytes:
        task = from_bytes(round_, Round)
        return to_bytes(EngineProcess().solve(task, effort, lambda _: None, self._stopped.is_set))

    def stop(self) -> None:
        """As the port says."""
        self._stopped.set()


def workers_at(named: str | None) -> AbstractContextManager[Workers]:
    """The workers that a person names: a number of them on this machine, or a cluster by its address; without
    a name, one for each core here. Raises `WorldError` (`not_workers`) for any other name.
    """
    if named and "://" in named:
        from allocation.engine.cluster import cluster_workers

        return cluster_workers(named)
    if named and not (named.isascii() and named.isdigit() and int(named)):
        raise WorldError(Fault("not_workers", value=named))
    return local_workers(int(named) if named else os.cpu_count() or 1)


@contextmanager
def local_workers(at_once: int) -> Iterator[LocalWorkers]:
    """Workers on this machine, so many rounds at once; left early, they stop and are waited for."""
    with ThreadPoolExecutor(at_once, thread_name_prefix="worker") as executor:
        workers = LocalWorkers(executor)
        try:
            yield workers
        except BaseException:
            workers.stop()
            executor.shutdown(wait=False, cancel_futures=True)
            raise
