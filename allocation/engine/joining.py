"""Makes this machine a worker of a Dask cluster, or the place where one begins.

Rounds run in engine's processes of their own (`cluster.solve_here`), so a worker here only waits for them: it
needs no nurse process and keeps nothing. A cluster takes programs from whoever reaches its address, which is
Dask's way; so it listens where a person says and nowhere else, and tls:// asks everyone for a certificate.
"""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from allocation.engine.cluster import PATIENCE, need_dask, plain
from allocation.errors import Fault, WorldError

if TYPE_CHECKING:
    from distributed import Worker


def join(address: str, at_once: int, ready: Callable[[], None]) -> None:
    """Solve so many rounds at a time for the cluster at that address until it ends; `ready` is called once
    work can come. Raises `WorldError` (`no_dask`, `no_cluster`).
    """
    need_dask()
    asyncio.run(_join(address, at_once, ready))


def begin(address: str, at_once: int, ready: Callable[[], None]) -> None:
    """The same for a cluster that begins here, listening at that address. Raises `WorldError` (`no_dask`,
    `cannot_listen`).
    """
    need_dask()
    asyncio.run(_begin(address, at_once, ready))


async def _begin(address: str, at_once: int, ready: Callable[[], None]) -> None:
    from distributed import Scheduler

    scheduler = Scheduler(host=plain(address), dashboard=False, dashboard_address="127.0.0.1:0")
    try:
        await scheduler
    except (OSError, RuntimeError, ValueError):
        raise WorldError(Fault("cannot_listen", value=address)) from None
    async with scheduler:
        await _join(scheduler.address, at_once, ready)


async def _join(address: str, at_once: int, ready: Callable[[], None]) -> None:
    try:
        worker = await asyncio.wait_for(_worker(address, at_once), PATIENCE)
    except (OSError, TimeoutError, RuntimeError, ValueError):
        raise WorldError(Fault("no_cluster", value=address)) from None
    async with worker:
        ready()
        await worker.finished()


async def _worker(address: str, at_once: int) -> "Worker":
    """A worker that listens only on the network by which it reaches the cluster."""
    from distributed import Worker
    from distributed.comm.addressing import get_address_host
    from distributed.utils import get_ip

    worker: Worker = await Worker(
        plain(address),
        host=get_ip(get_address_host(plain(address))),
        nthreads=at_once,
        memory_limit=0,
        dashboard=False,
        dashboard_address="127.0.0.1:0",
    )
    return worker
