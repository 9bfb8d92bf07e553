"""Independent rounds on the workers of a Dask cluster, through its futures (distributed.dask.org, "Futures").

Dask finds the workers, hands out what waits, and gives a round to another worker when one is lost. A worker
runs each round as this machine would, in an engine's process of its own (`EngineProcess`), so the same round
is the same plan, and a solve that falls over does not take the worker with it. Workers must have this very
Lotwise: the words of the core's files are compared, and another's answer is not taken.

What travels is the round and the result: references, areas, postcodes and visits, never a name. The cluster
is the council's own; where others share its network, name it by tls:// and give Dask its certificates.
"""

import hashlib
import logging
import uuid
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from allocation.codec import from_bytes, to_bytes
from allocation.engine.process import EngineProcess
from allocation.engine.solve import EngineError
from allocation.errors import Fault, WorldError
from allocation.model import Effort, Round

if TYPE_CHECKING:
    from distributed import Client

CORE = Path(__file__).resolve().parent.parent
SCHEME = "dask://"
PATIENCE = 20
"""Seconds to find a cluster in."""

_stopped: set[str] = set()
"""On a worker: what was told to stop."""


class ClusterWorkers:
    """Implements `allocation.ports.Workers` on a cluster's workers."""

    def __init__(self, client: "Client", address: str) -> None:
        self._client, self._address = client, address
        self._name = uuid.uuid4().hex
        self._executor = client.get_executor(pure=False)

    def solve(self, round_: bytes, effort: Effort) -> "Future[bytes]":
        """As the port says. The future raises `EngineError` where the engine failed, and `WorldError`
        (`cluster_lost`, `cluster_other`) where the cluster did.
        """
        answered: Future[bytes] = Future()
        answered.set_running_or_notify_cancel()
        sent = self._executor.submit(solve_here, round_, to_bytes(effort), words(), self._name)
        sent.add_done_callback(lambda done: self._hand_over(done, answered))
        return answered

    def _hand_over(self, done: "Future[bytes]", answered: "Future[bytes]") -> None:
        try:
            answered.set_result(done.result())
        except (EngineError, WorldError) as error:
            answered.set_exception(error)
        except (OtherWordsError, ModuleNotFoundError) as error:  # the latter where the worker has none
            answered.set_exception(self._fault("cluster_other", error))
        except (CancelledError, Exception) as error:  # noqa: BLE001 - whatever else befell the cluster
            answered.set_exception(self._fault("cluster_lost", error))

    def _fault(self, code: str, error: BaseException) -> WorldError:
        return WorldError(Fault(code, value=self._address, facts={"why": type(error).__name__}))

    def stop(self) -> None:
        """As the port says. A worker that joins afterwards is not told, nor is a cluster that is gone."""
        with suppress(OSError, TimeoutError, CancelledError):
            self._client.run(stop_here, self._name)


@contextmanager
def cluster_workers(address: str) -> Iterator[ClusterWorkers]:
    """The workers of the cluster at dask://host:port (or another address that Dask reads).

    Raises `WorldError` where Dask is not installed (`no_dask`), nobody answers there (`no_cluster`), or it
    has no workers (`no_workers`).
    """
    need_dask()
    from distributed import Client

    try:
        client = Client(plain(address), timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError):
        raise WorldError(Fault("no_cluster", value=address)) from None
    with client:
        if not client.nthreads():
            raise WorldError(Fault("no_workers", value=address))
        workers = ClusterWorkers(client, address)
        try:
            yield workers
        except BaseException:
            workers.stop()
            raise


def need_dask() -> None:
    """Raise `WorldError` (`no_dask`) where Dask is not installed; else have it keep to itself what it logs,
    since whatever befalls a cluster is told as a fault.
    """
    try:
        import distributed  # noqa: F401 - sets its loggers up
    except ImportError:
        raise WorldError(Fault("no_dask")) from None
    for logger in ("distributed", "distributed.client"):  # Dask gives the latter a level of its own
        logging.getLogger(logger).setLevel(logging.CRITICAL)


def plain(address: str) -> str:
    """The address as Dask reads it."""
    return f"tcp://{address.removeprefix(SCHEME)}" if address.startswith(SCHEME) else address


def solve_here(round_: bytes, effort: bytes, asked: str, name: str) -> bytes:
    """On a worker: one round to its result. Raises `OtherWordsError` where its Lotwise is not the asker's."""
    if asked != words():
        raise OtherWordsError
    task, most = from_bytes(round_, Round), from_bytes(effort, Effort)
    return to_bytes(EngineProcess().solve(task, most, lambda _: None, lambda: name in _stopped))


def stop_here(name: str) -> None:
    """On a worker: end what runs, and what will, under that name."""
    _stopped.add(name)


class OtherWordsError(Exception):
    """The worker's Lotwise is not the asker's."""


@cache
def words() -> str:
    """The fingerprint of the core's files and of the solvers' version: what decides which plan is found."""
    from importlib.metadata import version

    found = hashlib.sha256(version("ortools").encode())
    for file in sorted(CORE.rglob("*.py"), key=lambda each: each.relative_to(CORE).as_posix()):
        found.update(file.relative_to(CORE).as_posix().encode())
        found.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()
