"""How long one package's ladder takes at a county's size: `python -m tests.benchmarks.asking`."""

import statistics
import time

from allocation.asking import ask
from allocation.errors import WorldError
from allocation.index import index
from tests.workloads import council
from tests.workloads.council import Shape

PACKAGES, LIVE, PROVIDERS, TRIES = 400, 6000, 170, 40


def main() -> None:
    """Time the index of a county's round, and ladders of the packages that wait, for each shape."""
    shapes: tuple[Shape, ...] = ("A1", "A2", "A8")
    for shape in shapes:
        round_, _people = council(shape, 1, packages=PACKAGES, providers=PROVIDERS, live=LIVE)
        begun = time.perf_counter()
        index_ = index(round_)
        indexed = time.perf_counter() - begun
        times, rungs = [], 0
        for package in round_.packages[:TRIES]:
            begun = time.perf_counter()
            try:
                rungs += len(ask(index_, package.package).ladders[0].rungs)
            except WorldError:
                continue
            times.append(time.perf_counter() - begun)
        middle, most = statistics.median(times) * 1000, max(times) * 1000
        print(
            f"{shape}: {len(round_.awards)} awards, {rungs // len(times)} rungs a ladder; "
            f"index {indexed * 1000:.0f} ms, ladder {middle:.0f} ms in the middle, {most:.0f} ms at most"
        )


if __name__ == "__main__":
    main()
