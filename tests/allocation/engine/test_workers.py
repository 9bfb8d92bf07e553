"""Many rounds at a time give the plans that each alone would: on this machine, and on a real cluster."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest
from distributed import Client, Worker

from allocation.check import judge
from allocation.codec import from_bytes, to_bytes
from allocation.engine import cluster, solve
from allocation.engine.cluster import cluster_workers, plain
from allocation.engine.workers import local_workers
from allocation.errors import WorldError
from allocation.model import Effort, Result, Round, StoppedBy
from allocation.ports import Workers
from tests.allocation.engine.local_cluster import local_cluster
from tests.workloads import Shape, council

LITTLE = Effort(work=1_500)
SHAPES: tuple[Shape, ...] = ("A1", "A8", "B1", "A2")


@pytest.fixture(scope="module")
def rounds() -> list[Round]:
    """Four councils' weeks, short of room."""
    return [council(shape, 5, 24, 8, 0.7)[0] for shape in SHAPES]


@pytest.fixture(scope="module")
def alone(rounds: list[Round]) -> list[Result]:
    """What each gets when it is solved in this process, after one another."""
    return [replace(solve(round_, LITTLE), seconds=0.0) for round_ in rounds]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A cluster of two workers, each a process of its own, listening on this machine alone."""
    with local_cluster(2) as here:
        yield here


def _solved(workers: Workers, rounds: list[Round]) -> list[Result]:
    asked = [workers.solve(to_bytes(round_), LITTLE) for round_ in rounds]
    return [replace(from_bytes(each.result(), Result), seconds=0.0) for each in asked]


def test_this_machine_gives_the_same_plans(rounds: list[Round], alone: list[Result]) -> None:
    """Two at a time: plans, aims, certificates and work are those of each round alone."""
    with local_workers(2) as workers:
        assert _solved(workers, rounds) == alone


def test_a_cluster_gives_the_same_plans(rounds: list[Round], alone: list[Result], address: str) -> None:
    """On two workers of a real cluster too, each round whole on one of them, and both at work."""
    with Client(plain(address), set_as_default=False) as watching:
        before = watching.run(_rounds_done)
        with cluster_workers(address) as workers:
            assert _solved(workers, rounds) == alone
        done = {who: count - before[who] for who, count in watching.run(_rounds_done).items()}
    assert len(done) == 2
    assert sum(done.values()) == len(rounds)
    assert min(done.values()) > 0


def _rounds_done(dask_worker: Worker) -> int:
    return int(dask_worker.state.executed_count)


def test_told_to_stop_they_give_what_they_have(address: str) -> None:
    """Rounds that run or wait when a person stops end with plans that are valid and justified."""
    rounds = [council("A2", seed, 130, 20, 0.8)[0] for seed in range(3)]
    for make in (lambda: cluster_workers(address), lambda: local_workers(2)):
        with make() as workers:
            asked = [workers.solve(to_bytes(round_), Effort()) for round_ in rounds]
            workers.stop()
            found = [from_bytes(each.result(), Result) for each in asked]
        for round_, result in zip(rounds, found, strict=True):
            assert result.stopped_by is StoppedBy.PERSON
            assert judge(round_, result.plan).justified


def test_another_lotwise_is_not_believed(
    rounds: list[Round], address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Workers whose core has other words than ours are told from ours, and their answer is not taken."""
    monkeypatch.setattr(cluster, "words", lambda: "other words")
    with cluster_workers(address) as workers, pytest.raises(WorldError) as error:
        workers.solve(to_bytes(rounds[0]), LITTLE).result()
    assert [fault.code for fault in error.value.faults] == ["cluster_other"]


def test_a_cluster_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody answers, that is a fault of the world, told by the address."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = f"dask://127.0.0.1:{taken.getsockname()[1]}"
    monkeypatch.setattr(cluster, "PATIENCE", 0.2)
    with pytest.raises(WorldError) as error, cluster_workers(nobody):
        raise AssertionError("found a cluster")
    assert [(fault.code, fault.value) for fault in error.value.faults] == [("no_cluster", nobody)]


def test_a_cluster_that_ends_is_said(rounds: list[Round], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the whole cluster goes while rounds are out, each is told as lost, and stopping is no trouble."""
    monkeypatch.setattr(cluster, "PATIENCE", 3)
    with ExitStack() as end:
        address = end.enter_context(local_cluster(1))
        with cluster_workers(address) as workers:
            asked = [workers.solve(to_bytes(round_), Effort(work=1_000_000)) for round_ in rounds]
            end.close()
            for each in asked:
                with pytest.raises(WorldError) as error:
                    each.result()
                assert [fault.code for fault in error.value.faults] == ["cluster_lost"]
            workers.stop()


def test_a_cluster_without_workers_is_said() -> None:
    """A scheduler that has nobody to hand work to would wait for ever, so it is told at once."""
    with local_cluster(0) as empty, pytest.raises(WorldError) as error, cluster_workers(empty):
        raise AssertionError("found workers")
    assert [fault.code for fault in error.value.faults] == ["no_workers"]


def test_addresses_are_read_as_dask_reads_them() -> None:
    """dask:// is plain TCP; what Dask has a scheme of its own for stays."""
    assert plain("dask://host:8786") == "tcp://host:8786"
    assert plain("tls://host:8786") == "tls://host:8786"
