"""`allocate` as a user runs it: what the answer holds, and that it is there whole or not at all."""

import csv
import json
from pathlib import Path

import pypdf
import pytest

from tests.end_to_end.command import lotwise, small_folder
from tests.end_to_end.plain_checker import Checker, read_plan
from tests.workloads import council
from ui.commandline.out_folder import OURS
from ui.spreadsheet.write_round import write_round


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a round, `round`, and its answer, `out`."""
    folder = tmp_path_factory.mktemp("answered")
    small_folder(folder / "round")
    done = lotwise("allocate", "round", "--out", "out", "--seed", "3", cwd=folder)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert "Placed " in done.stdout
    assert "✓ best possible, checked" in done.stdout
    return folder


def test_every_file_is_there(answered: Path) -> None:
    """The out folder holds the files of FORMATS and nothing else, nor is anything left beside it."""
    assert {path.name for path in (answered / "out").iterdir()} == OURS
    assert {path.name for path in answered.iterdir()} == {"round", "out"}


def test_plan_has_every_part(answered: Path) -> None:
    """plan.csv has the promised columns, and one row for each part of each package."""
    plan = rows(answered / "out" / "plan.csv")
    assert list(plan[0]) == [
        "package", "part", "provider", "contract", "lot", "step", "staff_minutes", "weekly_cost", "start",
    ]  # fmt: skip
    checker = Checker(answered / "round")
    assert {(row["package"], row["part"]) for row in plan} == set(checker.parts)
    for row in plan:
        part = checker.parts[row["package"], row["part"]]
        whole = sum(int(visit["minutes"]) * int(visit["workers"]) * _times(visit) for visit in part.visits)
        assert int(row["staff_minutes"]) == whole
        assert bool(row["weekly_cost"]) == bool(row["start"]) == bool(row["provider"])


def _times(visit: dict[str, str]) -> int:
    named = {"daily": 7, "weekdays": 5, "weekend": 2}
    days = visit["days"]
    return int(days) if days.isdigit() else named.get(days) or days.count(";") + 1


def test_weekly_cost_is_minutes_times_rate(answered: Path) -> None:
    """A package of one part costs its staff hours at the award's rate, rounded half up to a penny."""
    checker = Checker(answered / "round")
    plan = read_plan(answered / "out" / "plan.csv")
    parts = [key[0] for key in plan]
    for row in rows(answered / "out" / "plan.csv"):
        where = plan[row["package"], row["part"]]
        if where is None or parts.count(row["package"]) > 1:
            continue
        rate = checker.rate(checker.parts[row["package"], row["part"]], where)
        pence = (2 * int(row["staff_minutes"]) * rate + 60) // 120
        assert row["weekly_cost"] == f"{pence // 100}.{pence % 100:02}"


def test_second_judge_finds_nothing(answered: Path) -> None:
    """A judge who knows only the files finds the plan valid and justified."""
    checker = Checker(answered / "round")
    plan = read_plan(answered / "out" / "plan.csv")
    assert checker.invalid(plan) == set()
    assert checker.unjust(plan) == set()


def test_reasons_are_told_for_every_package(answered: Path) -> None:
    """reasons.csv has a sentence for each provider of each package that a provider is sought for."""
    reasons = rows(answered / "out" / "reasons.csv")
    assert list(reasons[0]) == ["package", "step", "provider", "code", "sentence"]
    assert all(row["code"] and row["sentence"] and row["step"].isdigit() for row in reasons)
    checker = Checker(answered / "round")
    sought = {key[0] for key, part in checker.parts.items() if not checker.outside(part)}
    assert {row["package"] for row in reasons} == sought
    plan = read_plan(answered / "out" / "plan.csv")
    took = {
        (row["package"], row["provider"]) for row in reasons if row["code"] in ("placed", "live", "pinned")
    }
    assert took == {(key[0], where.provider) for key, where in plan.items() if where}


def test_result_says_how_good_it_is(answered: Path) -> None:
    """result.json has every aim in order with value, bound and proof, the verdict, and what was asked for."""
    result = json.loads((answered / "out" / "result.json").read_text(encoding="utf-8"))
    assert [aim["aim"] for aim in result["aims"]] == [
        "placed_critical", "placed_substantial", "placed_moderate", "placed_low",
        "step_3", "step_3_minutes", "step_2", "step_2_minutes", "ranks",
        "wishes", "commitments", "waits", "score", "pairs",
    ]  # fmt: skip
    assert all(set(aim) == {"aim", "unit", "value", "bound", "proven", "proven_by"} for aim in result["aims"])
    units = {aim["aim"]: aim["unit"] for aim in result["aims"]}
    assert (units["placed_low"], units["step_2"], units["step_2_minutes"]) == (
        "packages",
        "parts",
        "staff minutes a week",
    )
    assert (units["score"], units["waits"]) == ("1/60 penny a week", "days")
    assert (result["valid"], result["justified"], result["faults"]) == (True, True, [])
    assert (result["seed"], result["stopped_by"]) == (3, "done")
    assert {"limit", "version", "round_sha256", "seconds"} <= set(result)


def test_papers_can_be_opened(answered: Path) -> None:
    """A record and a confirmation for each placed package, and a summary that names the council."""
    placed = {row["package"] for row in rows(answered / "out" / "reasons.csv") if row["code"] == "placed"}
    text = {
        name: "\n".join(page.extract_text() for page in pypdf.PdfReader(answered / "out" / name).pages)
        for name in OURS
        if name.endswith(".pdf")
    }
    for package in placed:
        assert package in text["allocation-records.pdf"]
        assert package in text["provider-confirmations.pdf"]
    assert "Westhaven Council" in text["round-summary.pdf"]


def test_check_agrees(answered: Path) -> None:
    """`check` of the answer ends in 0 and verifies what result.json calls proven."""
    done = lotwise("check", "round", "out", cwd=answered)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Valid: yes" in done.stdout
    assert "Justified: yes" in done.stdout


def test_the_same_seed_gives_the_same_answer(answered: Path) -> None:
    """Round, policy and seed settle every file byte for byte but the seconds, whatever the hash seed is."""
    done = lotwise("allocate", "round", "--out", "again", "--seed", "3", cwd=answered, PYTHONHASHSEED="77")
    assert done.returncode == 0, done.stderr
    for name in sorted(OURS - {"result.json"}):
        assert (answered / "again" / name).read_bytes() == (answered / "out" / name).read_bytes(), name
    one, two = (json.loads((answered / each / "result.json").read_text("utf-8")) for each in ("out", "again"))
    assert {**one, "seconds": 0} == {**two, "seconds": 0}
    for path in (answered / "again").iterdir():
        path.unlink()
    (answered / "again").rmdir()


def test_the_clock_stops_it_with_a_good_plan(tmp_path: Path) -> None:
    """After `--seconds 1` a council's week has a valid and justified plan, and the result says why."""
    assert lotwise("example", "westhaven", "round", cwd=tmp_path).returncode == 0
    done = lotwise("allocate", "round", "--out", "out", "--seconds", "1", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    result = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    assert (result["valid"], result["justified"]) == (True, True)
    assert (result["stopped_by"], result["limit"]) == ("seconds", {"work": None, "seconds": 1.0})
    assert lotwise("check", "round", "out", cwd=tmp_path).returncode == 0


def test_no_database_is_made(tmp_path: Path, home: Path) -> None:
    """Allocating and checking leave the person's home as it was: empty."""
    small_folder(tmp_path / "round")
    assert lotwise("allocate", "round", "--out", "out", "--work", "1", cwd=tmp_path).returncode == 0
    assert lotwise("check", "round", "out", cwd=tmp_path).returncode == 0
    assert list(home.iterdir()) == []


def test_broken_files_are_all_told_and_nothing_is_written(tmp_path: Path) -> None:
    """Faults of several files are told file by file; there is no answer; the code is 1."""
    folder = small_folder(tmp_path / "round")
    visits = (folder / "visits.csv").read_text(encoding="utf-8-sig")
    (folder / "visits.csv").write_text(visits.replace(",30,", ",half an hour,", 1), encoding="utf-8")
    (folder / "steps.csv").unlink()
    awards = (folder / "awards.csv").read_text(encoding="utf-8-sig")
    (folder / "awards.csv").write_text(awards.replace("PR01", "PR99", 1), encoding="utf-8")
    done = lotwise("allocate", "round", "--out", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""
    for words in ("visits.csv:", "half an hour", "steps.csv", "awards.csv:", "PR99"):
        assert words in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"round"}


def test_an_earlier_answer_is_replaced_whole_or_kept(tmp_path: Path) -> None:
    """A new answer takes the place of an earlier one; faults leave the earlier one as it was."""
    folder = small_folder(tmp_path / "round")
    assert lotwise("allocate", "round", "--out", "out", "--work", "1", cwd=tmp_path).returncode == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    (folder / "packages.csv").write_text("package\n", encoding="utf-8")
    assert lotwise("allocate", "round", "--out", "out", cwd=tmp_path).returncode == 1
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    small_folder(tmp_path / "round", seed=5)
    assert lotwise("allocate", "round", "--out", "out", "--work", "1", cwd=tmp_path).returncode == 0
    assert (tmp_path / "out" / "plan.csv").read_bytes() != before["plan.csv"]


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    """A folder that holds anything but an answer is not written to, and that is wrong use: 2."""
    small_folder(tmp_path / "round")
    done = lotwise("allocate", "round", "--out", "round", cwd=tmp_path)
    assert done.returncode == 2
    assert "left alone" in done.stderr
    (tmp_path / "notes").write_text("mine", encoding="utf-8")
    assert lotwise("allocate", "round", "--out", "notes", cwd=tmp_path).returncode == 2
    assert (tmp_path / "notes").read_text(encoding="utf-8") == "mine"


def test_a_pin_that_breaks_a_rule_is_a_fault_of_the_round(tmp_path: Path) -> None:
    """A pin to a provider that may not have the package is told before anything is solved, and ends in 1."""
    folder = small_folder(tmp_path / "round")
    package = rows(folder / "packages.csv")[0]
    path = folder / "refusals.csv"
    path.write_text(f"package,provider,outcome\n{package['package']},PR10,excluded\n", encoding="utf-8")
    header = "package,provider,contract,lot,kind,reason,authorised_by"
    pin = f"{package['package']},PR10,CAH,Lot 10,pin,Asked for,A manager"
    (folder / "placements.csv").write_text(f"{header}\n{pin}\n", encoding="utf-8")
    done = lotwise("allocate", "round", "--out", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert package["package"] in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_workbook_is_as_good_as_a_folder(tmp_path: Path) -> None:
    """The same round as one workbook gives the same plan and the same fingerprint."""
    made = council("A2", 9, packages=20, providers=12)
    write_round(*made, tmp_path / "round")
    write_round(*made, tmp_path / "round.xlsx")
    for name in ("round", "round.xlsx"):
        done = lotwise("allocate", name, "--out", f"{name}-out", "--work", "20", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    one, two = tmp_path / "round-out", tmp_path / "round.xlsx-out"
    assert (one / "plan.csv").read_bytes() == (two / "plan.csv").read_bytes()
    said = [json.loads((out / "result.json").read_text("utf-8"))["round_sha256"] for out in (one, two)]
    assert said[0] == said[1]


def test_a_poor_terminal_is_no_crash(tmp_path: Path) -> None:
    """Where pounds and ticks cannot be shown, question marks stand for them."""
    small_folder(tmp_path / "round")
    done = lotwise("allocate", "round", "--out", "out", "--work", "1", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert "?" in done.stdout
