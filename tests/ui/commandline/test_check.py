"""`check`: what an answer says of its plan is held against what the check finds itself."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.command import small_folder
from tests.ui.commandline.services import SERVICES
from ui.commandline.app import run
from ui.commandline.exit_codes import FAULTS

Result = dict[str, Any]


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a round, `round`, and its answer, `out`: critical is proven, substantial only bounded."""
    folder = tmp_path_factory.mktemp("solved")
    small_folder(folder / "round")
    command = ["allocate", str(folder / "round"), "--out", str(folder / "out"), "--work", "40"]
    assert run(command, SERVICES) == 0
    return folder


@pytest.fixture
def answered(solved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A copy of it that may be spoilt."""
    shutil.copytree(solved, tmp_path, dirs_exist_ok=True)
    capsys.readouterr()
    return tmp_path


@pytest.fixture
def checked(answered: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Check the answer, which ends with this code; what was said of it."""

    def check(code: int, what: str = "out") -> str:
        assert run(["check", str(answered / "round"), str(answered / what)], SERVICES) == code
        captured = capsys.readouterr()
        return captured.out + captured.err

    return check


def claim(answered: Path, number: int, **fields: object) -> dict[str, Any]:
    """Change what result.json says of one aim; gives what it said before."""
    path = answered / "out" / "result.json"
    result: Result = json.loads(path.read_text(encoding="utf-8"))
    before = dict(result["aims"][number])
    result["aims"][number].update(fields)
    path.write_text(json.dumps(result), encoding="utf-8")
    return before


def cells(answered: Path, change: Callable[[list[dict[str, str]]], object], columns: str = "") -> None:
    """Change rows of plan.csv, and keep only these columns of it, if any are named."""
    path = answered / "out" / "plan.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns.split() or list(rows[0]), extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


CRITICAL, SUBSTANTIAL, SCORE = 0, 1, 12


def test_an_honest_answer_has_no_fault(checked: Callable[..., str]) -> None:
    """What was claimed is so: no fault, and no word of anything that was not checked."""
    said = checked(0)
    assert "fault" not in said
    assert "no claims" not in said


def test_a_value_that_the_plan_does_not_have(answered: Path, checked: Callable[..., str]) -> None:
    """The aim by the table's name, what is said and what is so."""
    was = claim(answered, SUBSTANTIAL, value=99, bound=99, proven=True, proven_by="agreed")
    words = f"In result.json, “Substantial placed” is 99; in the plan it is {was['value']}."
    assert words in checked(FAULTS)


def test_a_value_is_written_as_the_table_writes_it(answered: Path, checked: Callable[..., str]) -> None:
    """Money is money; where two amounts look the same, the files' own numbers tell them apart."""
    was = claim(answered, SCORE, value=60_000)
    assert "“Cost above the cheapest” is £10.00 a week; in the plan it is £" in checked(FAULTS)
    claim(answered, SCORE, value=was["value"] + 1)
    assert f"a week ({was['value'] + 1}); in the plan it is £" in checked(FAULTS)


def test_certificate_and_result_that_agree_on_something_else(
    answered: Path, checked: Callable[..., str]
) -> None:
    """One sentence for both files."""
    claim(answered, SUBSTANTIAL, value=6)
    path = answered / "out" / "certificate.json"
    certificate = json.loads(path.read_text(encoding="utf-8"))
    certificate["values"][SUBSTANTIAL][1] = 6
    path.write_text(json.dumps(certificate), encoding="utf-8")
    assert "In result.json and certificate.json, “Substantial placed” is 6; in the plan" in checked(FAULTS)


def test_another_verdict_than_the_checks(answered: Path, checked: Callable[..., str]) -> None:
    """What is said of rules and order is held against the verdict."""
    path = answered / "out" / "result.json"
    result: Result = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**result, "justified": False}), encoding="utf-8")
    said = checked(FAULTS)
    assert "not in contract order and priority. It is otherwise: in contract order and priority." in said


def test_a_bound_that_the_plan_passes(answered: Path, checked: Callable[..., str]) -> None:
    """A best possible below what the plan reaches cannot be."""
    value = claim(answered, SUBSTANTIAL)["value"]
    claim(answered, SUBSTANTIAL, bound=value - 1)
    words = f"“Substantial placed” can be at most {value - 1}; in the plan it is {value}."
    assert words in checked(FAULTS)


@pytest.mark.parametrize("by", ["proven", "agreed"])
def test_best_possible_with_another_bound(answered: Path, checked: Callable[..., str], by: str) -> None:
    """What is called best possible has its own value as the bound."""
    value = claim(answered, CRITICAL, bound=99, proven_by=by)["value"]
    words = f"“Critical placed” best possible with {value}, and gives 99 as the best possible."
    assert words in checked(FAULTS)


def test_more_is_called_proven_than_the_certificate_shows(
    answered: Path, checked: Callable[..., str]
) -> None:
    """Neither word nor mark of a proof counts without the certificate's."""
    value = claim(answered, SUBSTANTIAL)["value"]
    claim(answered, SUBSTANTIAL, bound=value, proven=True)
    assert "calls “Substantial placed” proven, which certificate.json does not show" in checked(FAULTS)


def test_a_certificate_that_is_missing(answered: Path, checked: Callable[..., str]) -> None:
    """What is called proven cannot be verified then; an answer that calls nothing so is in order."""
    (answered / "out" / "certificate.json").unlink()
    said = checked(FAULTS)
    assert "cannot be verified, as certificate.json is missing" in said
    assert "1 fault\n" in said
    for number in range(14):
        claim(answered, number, proven=False, proven_by="bound")
    assert "fault" not in checked(0)


def test_an_answer_without_claims(answered: Path, checked: Callable[..., str]) -> None:
    """Without result.json there is nothing to hold the plan against, and one line says so; a plan.csv that
    is checked by itself was never going to have one.
    """
    (answered / "out" / "result.json").unlink()
    assert "There is no result.json, so no claims were checked." in checked(0)
    (answered / "out" / "certificate.json").unlink()
    assert "no claims were checked" in checked(0)
    assert "no claims" not in checked(0, "out/plan.csv")


@pytest.mark.parametrize("text", ["[]", "{", "[" * 100_000, '{"aims": [], "round_sha256": ""}'])
def test_a_result_that_is_none(answered: Path, checked: Callable[..., str], text: str) -> None:
    """A result.json that is cut, empty of what it should hold or made to break programs is told as that."""
    (answered / "out" / "result.json").write_text(text, encoding="utf-8")
    assert "result.json is no result of Lotwise" in checked(FAULTS)


def test_an_aim_that_nobody_knows(answered: Path, checked: Callable[..., str]) -> None:
    """A claim about an aim that the round does not have is told."""
    claim(answered, SUBSTANTIAL, aim="happiness")
    assert "the aim happiness, which this round does not have" in checked(FAULTS)


@pytest.mark.parametrize(
    ("column", "text"), [("staff_minutes", "1"), ("weekly_cost", "1.23"), ("start", "2031-01-01")]
)
def test_a_cell_that_is_not_as_placed(
    answered: Path, checked: Callable[..., str], column: str, text: str
) -> None:
    """Minutes, cost and start follow from the placement: by row and column, what they should be."""
    was: list[str] = []

    def change(rows: list[dict[str, str]]) -> None:
        number = next(number for number, row in enumerate(rows) if row["provider"])
        was.extend((str(number + 2), rows[number][column]))
        rows[number][column] = text

    cells(answered, change)
    for what in ("out", "out/plan.csv"):
        said = checked(FAULTS, what)
        assert "plan.csv:" in said
        assert f"row {was[0]}, {column}: “{text}” is not right for this placement" in said
        assert f"it should be {was[1]}." in said
        assert "1 fault\n" in said


def test_who_waits_costs_nothing_and_does_not_start(answered: Path, checked: Callable[..., str]) -> None:
    """Cost and start of a part that is not placed should be empty; no cost may be written as nought."""

    def change(rows: list[dict[str, str]]) -> None:
        row = next(row for row in rows if not row["provider"])
        row.update(weekly_cost="0", start="2026-06-01")

    cells(answered, change)
    said = checked(FAULTS)
    assert "start: “2026-06-01” should be empty" in said
    assert "weekly_cost" not in said


def test_a_plan_from_elsewhere_may_say_less(answered: Path, checked: Callable[..., str]) -> None:
    """Columns that are not there, and cells that are empty, are no faults."""

    def change(rows: list[dict[str, str]]) -> None:
        for row in rows[::2]:
            row.update(staff_minutes="", weekly_cost="", start="")

    cells(answered, change)
    assert "fault" not in checked(0)
    cells(answered, change, "package part provider contract lot step")
    assert "fault" not in checked(0)


def test_what_two_solvers_agree_on_is_said_beside_the_certificates_bound(
    answered: Path, checked: Callable[..., str]
) -> None:
    """The table says whose word it is that no better value exists, and how far the certificate alone goes."""
    before = claim(answered, SUBSTANTIAL)
    claim(answered, SUBSTANTIAL, bound=before["value"], proven=True, proven_by="agreed")
    said = checked(0)
    row = next(line for line in said.splitlines() if line.startswith("Substantial placed"))
    assert f"two solvers agree; certificate.json alone: at most {before['bound']}" in row
    assert "✓" not in row
    (answered / "out" / "certificate.json").unlink()
    assert "two solvers agree; certificate.json alone: not known" in checked(FAULTS)
    claim(answered, CRITICAL, value=99)
    assert "two solvers agree" not in checked(FAULTS)


@pytest.mark.parametrize("name", ["result.json", "certificate.json"])
def test_an_empty_file_is_told_with_what_to_do(
    answered: Path, checked: Callable[..., str], name: str
) -> None:
    """The advice is for the file that it is, and not for a table."""
    (answered / "out" / name).write_bytes(b"")
    said = checked(FAULTS)
    assert f"{name}:\n  The file is empty. Put it back as “allocate” wrote it." in said
    assert "column" not in said
