"""A real Dask cluster on this machine for tests: a scheduler, and workers in processes of their own.

It lives in a process apart, as any cluster does, says its address in one line, and ends with its input.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


@contextmanager
def local_cluster(workers: int) -> Iterator[str]:
    """The address of a cluster of so many workers, listening on this machine alone."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.allocation.engine.local_cluster", str(workers)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip().replace("tcp://", "dask://")
        finally:
            process.stdin.close()


def main(workers: int) -> None:
    """Serve until standard input ends."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs=50,
    ) as cluster:
        print(cluster.scheduler_address, flush=True)  # noqa: T201 - what the test reads
        sys.stdin.read()


if __name__ == "__main__":
    main(int(sys.argv[1]))
