"""How long one package's ladder takes at a county's size: `python -m tests.benchmarks.asking`.

From a round at hand, and from a database in which the county is kept.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from allocation.asking import Asking, ask
from allocation.errors import WorldError
from allocation.index import index
from allocation.lists import PackageQuery
from allocation.model import Round
from allocation.use_cases import waiting_list
from allocation.use_cases.asking import ask_now
from db.opening import open_store
from tests.desks import bring_in, desk_on
from tests.workloads import council
from tests.workloads.council import Shape

PACKAGES, LIVE, PROVIDERS, TRIES = 400, 6000, 170, 40


def main() -> None:
    """Time the index of a county's round, and ladders of packages that wait, for each shape."""
    shapes: tuple[Shape, ...] = ("A1", "A2", "A8", "B1")
    for shape in shapes:
        round_, people = council(shape, 1, packages=PACKAGES, providers=PROVIDERS, live=LIVE)
        from_round(shape, round_)
        with tempfile.TemporaryDirectory() as folder:
            store = open_store(str(Path(folder) / "county.db"))
            desk = desk_on(store)
            bring_in(desk, round_, people)
            ids = [row.id for row in waiting_list.packages(desk, PackageQuery(limit=TRIES)).rows]
            print(f"  from the database: {_timed(lambda each: ask_now(desk, each), ids)}")  # noqa: B023
            store.close()


def from_round(shape: str, round_: Round) -> None:
    """Time the index of a round at hand, and ladders of packages that wait in it."""
    begun = time.perf_counter()
    index_ = index(round_)
    indexed = time.perf_counter() - begun
    print(f"{shape}: {len(round_.awards)} awards; index {indexed * 1000:.0f} ms")
    waiting = [package.package for package in round_.packages[:TRIES]]
    print(f"  from a round: {_timed(lambda each: ask(index_, each), waiting)}", flush=True)


def _timed(make: Callable[[str], Asking], keys: Iterable[str]) -> str:
    """The ladders of these packages, those left out for which nobody is asked."""
    times, rungs = [], 0
    for key in keys:
        begun = time.perf_counter()
        try:
            rungs += len(make(key).ladders[0].rungs)
        except WorldError:
            continue
        times.append((time.perf_counter() - begun) * 1000)
    middle = statistics.median(times)
    return f"{rungs // len(times)} rungs, {middle:.0f} ms in the middle, {max(times):.0f} ms at most"


if __name__ == "__main__":
    main()
