"""A cluster as people start it: two workers, and a command that gives them rounds."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.end_to_end.command import MAIN, lotwise, small_folder
from tests.end_to_end.plain_checker import Checker, read_plan


@contextmanager
def worker(folder: Path, *arguments: str) -> Iterator[None]:
    """One `main.py worker` in a process of its own, from its first word until the block ends."""
    with subprocess.Popen(
        [sys.executable, MAIN, "worker", *arguments, "--at-once", "1"],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        try:
            assert "At work for" in process.stdout.readline()
            yield
        finally:
            process.terminate()


def test_two_workers_give_the_plans_of_one_process(tmp_path: Path) -> None:
    """Two rounds solved by a cluster that began here and was joined are answered as by each command alone,
    and a judge who knows only the files finds nothing.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"dask://127.0.0.1:{free.getsockname()[1]}"
    rounds = {name: small_folder(tmp_path / name, seed) for seed, name in enumerate(("east", "west"), 7)}
    with worker(tmp_path, address, "--begin"), worker(tmp_path, address):
        done = lotwise(
            "allocate", *rounds, "--out", "both", "--work", "900", "--workers", address, cwd=tmp_path
        )
    assert (done.returncode, done.stderr) == (0, "")
    for name, folder in rounds.items():
        alone = lotwise("allocate", name, "--out", f"{name}-alone", "--work", "900", cwd=tmp_path)
        assert alone.returncode == 0
        plan = tmp_path / "both" / name / "plan.csv"
        assert plan.read_bytes() == (tmp_path / f"{name}-alone" / "plan.csv").read_bytes()
        checker = Checker(folder)
        assert checker.invalid(read_plan(plan)) == set()
        assert checker.unjust(read_plan(plan)) == set()
