"""A book is moved by files: released, allocated, checked, and read by the second judge."""

import csv
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from allocation.model import PlacementKind
from tests.end_to_end.command import lotwise
from tests.end_to_end.plain_checker import Checker, read_plan
from tests.workloads.retender import retender
from ui.spreadsheet.write_round import write_round


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a live book (`book`), the round that moves PR01's (`round`), and the answer (`out`)."""
    folder = tmp_path_factory.mktemp("moved")
    round_, people = retender(3, packages=40, before=8, after=6, known=5, kind=PlacementKind.LIVE)
    contracts = tuple(replace(each, start=None, end=None) for each in round_.contracts)
    write_round(replace(round_, contracts=contracts), people, folder / "book")
    asked = ("--why", "closes", "--what", "PR01", "--from", "2026-07-01", "--reason", "Closes in June")
    done = lotwise("release", "book", "round", *asked, cwd=folder)
    assert done.returncode == 0, done.stderr
    done = lotwise("allocate", "round", "--out", "out", "--work", "5", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "packages with care" in done.stdout
    return folder


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_part_with_care_has_its_row(moved: Path) -> None:
    """moves.csv names everybody's provider before and after, as placements.csv and plan.csv have them."""
    moves = _rows(moved / "out" / "moves.csv")
    plan = {(row["package"], row["part"]): row["provider"] for row in _rows(moved / "out" / "plan.csv")}
    had = {row["package"]: row["provider"] for row in _rows(moved / "book" / "placements.csv")}
    assert {(row["package"], row["part"]): row["to_provider"] for row in moves} == plan
    assert all(row["from_provider"] == had[row["package"]] for row in moves)
    for row in moves:
        stays = row["from_provider"] == row["to_provider"]
        assert row["outcome"] == ("stays" if stays else "moves" if row["to_provider"] else "unplaced")
        assert bool(row["why"]) != stays
    theirs = [row for row in moves if row["from_provider"] == "PR01"]
    assert theirs
    assert {row["code"] for row in theirs} == {"suspended"}
    assert "Closes in June" in theirs[0]["why"]


def test_both_judges_find_it_in_order(moved: Path) -> None:
    """The check passes the answer, and so does the second judge, from the files alone."""
    done = lotwise("check", "round", "out", cwd=moved)
    assert done.returncode == 0, done.stdout + done.stderr
    checker = Checker(moved / "round")
    plan = read_plan(moved / "out" / "plan.csv")
    assert checker.invalid(plan) == set()
    assert checker.unjust(plan) == set()


def test_the_summary_is_of_the_book(moved: Path) -> None:
    """The paper says why, how many stay and move, and names whoever moves."""
    text = "\n".join(
        page.extract_text() for page in pypdf.PdfReader(moved / "out" / "book-summary.pdf").pages
    )
    assert "Closes in June" in text
    for row in _rows(moved / "out" / "moves.csv"):
        assert row["package"] in text


def test_a_wrong_release_is_said_and_writes_nothing(moved: Path) -> None:
    """An unknown provider ends in 1 with a sentence; a folder that is not empty in 2."""
    asked = ("--why", "closes", "--from", "2026-07-01")
    done = lotwise("release", "book", "other", *asked, "--what", "PR99", cwd=moved)
    assert done.returncode == 1
    assert "PR99" in done.stderr
    assert not (moved / "other").exists()
    assert lotwise("release", "book", "round", *asked, "--what", "PR01", cwd=moved).returncode == 2
