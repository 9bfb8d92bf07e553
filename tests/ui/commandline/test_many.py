"""Several rounds in one command: each answered as it would be alone, whatever becomes of the others."""

import csv
from pathlib import Path

import pytest

from allocation.errors import WorldError
from main import on_a_cluster
from tests.ui.commandline.services import SERVICES
from tests.workloads import Shape, council
from ui.commandline.app import run
from ui.commandline.exit_codes import FAULTS, WRONG_USE
from ui.commandline.many import targets_of
from ui.commandline.out_folder import OURS
from ui.spreadsheet.write_round import write_round


def _round(folder: Path, shape: Shape = "A1") -> Path:
    write_round(*council(shape, 6, 14, 8, 0.7), folder)
    return folder


def _allocate(*arguments: str | Path) -> int:
    return run(["allocate", *map(str, arguments), "--work", "400"], SERVICES)


def test_each_is_answered_as_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two councils at a time: a whole answer for each under its name, with the plan that it gets alone, and a
    line for each of what came of it.
    """
    rounds = [_round(tmp_path / "north"), _round(tmp_path / "south", "B1")]
    assert _allocate(*rounds, "--out", tmp_path / "many", "--workers", "2") == 0
    told = capsys.readouterr().out
    for folder in rounds:
        answer = tmp_path / "many" / folder.name
        assert {each.name for each in answer.iterdir()} == OURS - {"moves.csv", "book-summary.pdf"}
        assert _allocate(folder, "--out", tmp_path / "alone" / folder.name, "--workers", "1") == 0
        for name in ("plan.csv", "certificate.json", "reasons.csv", "allocation-records.pdf"):
            alone = tmp_path / "alone" / folder.name / name
            assert (answer / name).read_bytes() == alone.read_bytes(), name
        assert f"{folder.name}:\n  Placed " in told
    assert told.count("Written to") == 1


def test_one_with_faults_keeps_none_of_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A round that cannot be read is told with its own name, file and row; the other one is answered."""
    good, bad = _round(tmp_path / "good"), _round(tmp_path / "bad")
    visits = bad / "visits.csv"
    visits.write_text(visits.read_text(encoding="utf-8").replace(",30,", ",x,", 1), encoding="utf-8")
    assert _allocate(good, bad, "--out", tmp_path / "out") == FAULTS
    said = capsys.readouterr()
    assert "bad: visits.csv:" in said.err
    assert "“x” is not a whole number" in said.err
    assert "good:\n  Placed " in said.out
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["good"]
    with (tmp_path / "out" / "good" / "plan.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) >= 14


def test_two_of_one_name_are_told_before_anything_begins(tmp_path: Path) -> None:
    """Their answers would be one folder."""
    first, second = _round(tmp_path / "a" / "week"), _round(tmp_path / "b" / "week")
    assert _allocate(first, second, "--out", tmp_path / "out") == WRONG_USE
    assert not (tmp_path / "out").exists()
    with pytest.raises(WorldError, match="same_name"):
        targets_of([first, second], tmp_path / "out")
    assert targets_of([first], tmp_path / "out") == {first: tmp_path / "out"}


@pytest.mark.parametrize("workers", ["0", "-1", "many", "²"])
def test_workers_that_are_none_are_wrong_use(workers: str, tmp_path: Path) -> None:
    """Neither a number nor an address: nothing is read or written."""
    assert _allocate(_round(tmp_path / "round"), "--out", tmp_path / "out", "--workers", workers) == WRONG_USE
    assert not (tmp_path / "out").exists()


def test_a_plan_in_hand_goes_with_one_round(tmp_path: Path) -> None:
    """Of several rounds, nobody could say whose plan it is."""
    one, two = _round(tmp_path / "one"), _round(tmp_path / "two")
    assert _allocate(one, two, "--out", tmp_path / "out", "--from", one) == WRONG_USE


def test_only_what_needs_dask_asks_for_it() -> None:
    """The environment grows by Dask only for a worker, and where rounds go to a cluster."""
    assert on_a_cluster(["worker", "dask://host:8786"])
    assert on_a_cluster(["allocate", "a", "b", "--out", "c", "--workers", "dask://host:8786"])
    assert on_a_cluster(["allocate", "a", "--workers=tls://host:8786"])
    assert not on_a_cluster(["allocate", "a", "b", "--out", "c", "--workers", "2"])
    assert not on_a_cluster(["import", "a", "--database", "postgresql://host/lotwise"])
    assert not on_a_cluster([])
