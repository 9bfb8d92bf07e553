"""What `main.py` hands the command line: everything that is not a terminal."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allocation.ports import Solver, Workers

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from allocation.use_cases.desk import Desk


@dataclass(frozen=True, slots=True)
class Services:
    """The outside of the command line.

    `solver` gives a solver. `open_desk` opens the database at a URL or path (None: the person's own)
    for as long as the block lasts; it raises `WorldError` where that cannot be. `version` is Lotwise's own.
    `workers` solve several rounds at a time: so many on this machine ("4"), a cluster's ("dask://host:port"),
    or one for each core (None); it raises `WorldError` as well. `join` and `begin` make this machine a worker
    of a cluster that is at an address, or begins there: so many rounds at a time, until the cluster ends;
    they call back once work can come.
    """

    solver: Callable[[], Solver]
    open_desk: "Callable[[str | None], AbstractContextManager[Desk]]"
    version: str
    workers: "Callable[[str | None], AbstractContextManager[Workers]]"
    join: "Callable[[str, int, Callable[[], None]], None]"
    begin: "Callable[[str, int, Callable[[], None]], None]"
