"""`check` as a user runs it, on plans that somebody changed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end_to_end.command import lotwise, small_folder

Rows = list[list[str]]


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a round, `round`, and its answer, `out`."""
    folder = tmp_path_factory.mktemp("checked")
    small_folder(folder / "round")
    assert lotwise("allocate", "round", "--out", "out", cwd=folder).returncode == 0
    return folder


def plan_of(answered: Path) -> Rows:
    """The rows of the plan, header first."""
    lines = (answered / "out" / "plan.csv").read_text(encoding="utf-8").splitlines()
    return [line.split(",") for line in lines]


def checked(answered: Path, folder: Path, change: Callable[[Rows], object]) -> tuple[int, str, str]:
    """Check a changed plan.csv; gives exit code, output and complaints."""
    rows = plan_of(answered)
    change(rows)
    path = folder / "plan.csv"
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    done = lotwise("check", answered / "round", path, cwd=folder)
    return done.returncode, done.stdout, done.stderr


def unplace_first(rows: Rows) -> str:
    """Take the first placed package of one part away from its provider."""
    first = [row[0] for row in rows]
    row = next(row for row in rows[1:] if row[2] and row[5] == "1" and first.count(row[0]) == 1)
    row[2:6] = ["", "", "", ""]
    return row[0]


def test_an_unplaced_package_that_has_room_is_unjust(answered: Path, tmp_path: Path) -> None:
    """A package that an award has room for may not be left out: named in a sentence, and 1."""
    code, said, _ = checked(answered, tmp_path, unplace_first)
    assert code == 1
    assert "Justified: no" in said


def test_a_missing_and_an_unknown_row_are_named(answered: Path, tmp_path: Path) -> None:
    """A part without a row, and a row for a package that the round does not have, are faults with names."""

    def change(rows: Rows) -> None:
        rows[1][0] = "NOBODY-1"

    missing = plan_of(answered)[1][0]
    code, said, _ = checked(answered, tmp_path, change)
    assert code == 1
    assert "Valid: no" in said
    assert "NOBODY-1" in said
    assert missing in said


def test_an_award_that_does_not_exist_is_named(answered: Path, tmp_path: Path) -> None:
    """A provider in a lot that it does not have is a fault of the plan."""

    def change(rows: Rows) -> None:
        settled = (answered / "round" / "placements.csv").read_text(encoding="utf-8")
        next(row for row in rows[1:] if row[5] == "1" and row[0] not in settled)[2] = "PR12"

    code, said, _ = checked(answered, tmp_path, change)
    assert code == 1
    assert "no such award" in said


def test_rows_that_cannot_be_read_are_faults_of_the_file(answered: Path, tmp_path: Path) -> None:
    """Words for a part and a second row of one part are told with row and column, and nothing is judged."""

    def change(rows: Rows) -> None:
        rows[1][1] = "first"
        rows.append(rows[2])

    code, said, complaints = checked(answered, tmp_path, change)
    assert code == 1
    assert "plan.csv:" in complaints
    assert "row 2, part" in complaints
    assert "stands already in row 3" in complaints
    assert said == ""


def test_package_and_provider_are_enough(answered: Path, tmp_path: Path) -> None:
    """A plan from elsewhere may name only the provider, where one award alone can be meant."""

    def change(rows: Rows) -> None:
        for row in rows:
            row[3:] = [] if row[2] not in ("provider", "PR02") else [*row[3:6]]

    code, said, complaints = checked(answered, tmp_path, change)
    assert complaints == ""
    assert (code, "Valid: yes" in said) == (0, True)


def copy_of(answered: Path, folder: Path) -> Path:
    """A copy of the answer that may be spoilt."""
    out = folder / "out"
    out.mkdir()
    for path in (answered / "out").iterdir():
        (out / path.name).write_bytes(path.read_bytes())
    return out


def test_a_false_claim_is_found(answered: Path, tmp_path: Path) -> None:
    """A result.json that calls an aim proven which the certificate does not show is told, and ends in 1."""
    out = copy_of(answered, tmp_path)
    certificate = json.loads((out / "certificate.json").read_text(encoding="utf-8"))
    certificate["cuts"] = []
    (out / "certificate.json").write_text(json.dumps(certificate), encoding="utf-8")
    done = lotwise("check", answered / "round", out, cwd=tmp_path)
    assert done.returncode == 1
    assert "proven, which certificate.json does not show" in done.stdout


def test_an_answer_to_another_round_is_found(answered: Path, tmp_path: Path) -> None:
    """A result.json of another round is told as that."""
    out = copy_of(answered, tmp_path)
    result = json.loads((out / "result.json").read_text(encoding="utf-8"))
    (out / "result.json").write_text(json.dumps({**result, "round_sha256": "0" * 64}), encoding="utf-8")
    done = lotwise("check", answered / "round", out, cwd=tmp_path)
    assert done.returncode == 1
    assert "another round" in done.stdout


@pytest.mark.parametrize("text", ["", "{}", "[1", '{"values": [], "cuts": []}'])
def test_a_broken_certificate_is_told(answered: Path, tmp_path: Path, text: str) -> None:
    """A certificate that cannot be read ends in 1 and a sentence, not in a crash."""
    out = copy_of(answered, tmp_path)
    (out / "certificate.json").write_text(text, encoding="utf-8")
    done = lotwise("check", answered / "round", out, cwd=tmp_path)
    assert done.returncode == 1
    assert "certificate.json" in done.stderr


def test_what_is_not_there_is_wrong_use(answered: Path, tmp_path: Path) -> None:
    """A plan or round that is not there, and a folder without a plan, are wrong use: 2."""
    assert lotwise("check", answered / "round", "nowhere", cwd=tmp_path).returncode == 2
    assert lotwise("check", "nowhere", answered / "out", cwd=tmp_path).returncode == 2
    assert lotwise("check", answered / "round", answered / "round", cwd=tmp_path).returncode == 2
