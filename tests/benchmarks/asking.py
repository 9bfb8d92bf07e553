"""How long one package's ladder takes at a county's size: `python -m tests.benchmarks.asking`.

From a round at hand, and from a database in which the county is kept.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from allocation.asking import Asking, ask
from allocation.errors import WorldError
from allocation.index import index
from allocation.lists import PackageQuery
from allocation.model import Person, Policy, Round
from allocation.use_cases import waiting_list
from allocation.use_cases.asking import ask_now
from db.opening import open_store
from tests.desks import bring_in, desk_on
from tests.workloads import council
from tests.workloads.council import Shape

PACKAGES, LIVE, PROVIDERS, TRIES = 400, 6000, 170, 40


def main() -> None:
    """Time the index of a county's round, and ladders of packages that wait, for each shape; and where all
    that stands counts towards a share, taken of the whole book and of some weeks.
    """
    shapes: tuple[Shape, ...] = ("A1", "A2", "A8", "B1")
    for shape in shapes:
        round_, people = council(shape, 1, packages=PACKAGES, providers=PROVIDERS, live=LIVE)
        from_round(shape, round_)
        from_database(round_, people)
    round_, people = council("A2", 1, packages=PACKAGES, providers=PROVIDERS, live=LIVE)
    round_ = replace(round_, awards=tuple(replace(each, max_share=2_000) for each in round_.awards))
    for weeks in (None, 13):
        from_round(f"A2, every award with a largest share, of {weeks or 'all'} weeks", round_)
        from_database(replace(round_, policy=Policy(share_weeks=weeks)), people)


def from_database(round_: Round, people: dict[str, Person]) -> None:
    """Time ladders of packages that wait, where the county is in a database: the first, and then others."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "county.db"))
        bring_in(desk_on(store), round_, people)
        store.close()
        store = open_store(str(Path(folder) / "county.db"))
        desk = desk_on(store)
        ids = [row.id for row in waiting_list.packages(desk, PackageQuery(limit=TRIES)).rows]
        print(f"  from the database, first: {_timed(lambda each: ask_now(desk, each), ids[:1])}")
        print(f"  from the database: {_timed(lambda each: ask_now(desk, each), ids)}", flush=True)
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
    """The ladders of these packages, those left out for which nobody is asked; of a processor's time, and by
    the clock, which others share.
    """
    busy, waited, rungs = [], [], 0
    for key in keys:
        begun = time.process_time(), time.perf_counter()
        try:
            rungs += len(make(key).ladders[0].rungs)
        except WorldError:
            continue
        busy.append((time.process_time() - begun[0]) * 1000)
        waited.append((time.perf_counter() - begun[1]) * 1000)
    middle = statistics.median(busy)
    clock = f"by the clock {statistics.median(waited):.0f} and {max(waited):.0f}"
    return f"{rungs // len(busy)} rungs, {middle:.0f} ms in the middle, {max(busy):.0f} ms at most; {clock}"


if __name__ == "__main__":
    main()
