"""The commands that use the database: bring files in, list records, print them again."""

import io
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from allocation.model import Effort
from allocation.use_cases.issuing import issue
from allocation.use_cases.rounds import allocate, freeze_round
from allocation.use_cases.waiting_list import PackageQuery, packages
from tests.desks import HandClock
from tests.ui.commandline.services import WITH_DATABASE, HereSolver, open_desk
from tests.workloads import council
from tests.workloads.council import DAY
from ui import paper
from ui.commandline.app import run
from ui.commandline.exit_codes import FAULTS, WRONG_USE
from ui.spreadsheet.write_round import write_round


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A council of a dozen packages as a round folder."""
    write_round(*council("A2", 5, packages=12, providers=12), tmp_path / "round")
    return tmp_path / "round"


@pytest.fixture
def database(tmp_path: Path) -> str:
    """Where the database will be."""
    return str(tmp_path / "lotwise.db")


def bring_in(folder: Path, database: str, *more: str) -> int:
    """Run `import`."""
    return run(["import", str(folder), "--database", database, *more], WITH_DATABASE)


def references(database: str) -> set[str]:
    """The packages that the database knows."""
    with open_desk(database) as desk:
        return {row.reference for row in packages(desk, PackageQuery(states=())).rows}


def test_files_are_previewed_and_kept(
    folder: Path, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The preview counts and names what is new; --yes keeps it; a second time there is nothing to keep."""
    assert bring_in(folder, database, "--yes") == 0
    said = capsys.readouterr().out
    assert "packages: 12 added, 0 changed, 0 unchanged" in said
    assert "+ IB-0001" in said
    assert said.rstrip().endswith("Kept.")
    assert len(references(database)) == 12
    assert bring_in(folder, database) == 0
    assert "Nothing would change." in capsys.readouterr().out


def test_a_change_shows_the_cells(folder: Path, database: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A single table is read onto what is kept; a changed cell is shown with both values."""
    assert bring_in(folder, database, "--yes") == 0
    path = folder / "providers.csv"
    text = path.read_text(encoding="utf-8-sig")
    path.write_text(text.replace("Ardlaw Care at Home", "Ardlaw Care", 1), encoding="utf-8")
    capsys.readouterr()
    assert bring_in(path, database, "--yes") == 0
    assert "name Ardlaw Care at Home → Ardlaw Care" in capsys.readouterr().out


def test_saying_no_keeps_nothing(
    folder: Path, database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Asked and answered with no, nothing is kept."""
    monkeypatch.setattr("typer.confirm", lambda _question: False)
    assert bring_in(folder, database) == FAULTS
    assert "Nothing was kept." in capsys.readouterr().out
    assert references(database) == set()


def test_nobody_there_to_ask_keeps_nothing(
    folder: Path, database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --yes and without anybody at the keyboard, nothing is kept."""
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert bring_in(folder, database) == FAULTS
    assert "Nothing was kept." in capsys.readouterr().out
    assert references(database) == set()


def test_faults_keep_nothing(folder: Path, database: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Files with faults end in 1, every fault told, and nothing kept."""
    path = folder / "visits.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace(",30,", ",x,", 1), encoding="utf-8")
    assert bring_in(folder, database, "--yes") == FAULTS
    assert "visits.csv:" in capsys.readouterr().err
    assert references(database) == set()


def test_records_are_listed_and_printed_again(
    folder: Path, database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An issued record is in the list, found by its package, and written again byte for byte."""
    assert bring_in(folder, database, "--yes") == 0
    with open_desk(database) as now:
        desk = replace(now, clock=HandClock(DAY))
        view = freeze_round(desk)
        view = allocate(desk, view.id, Effort(work=1), HereSolver(), lambda _: None, lambda: False)
        assert view.plan is not None
        first = next(each for each in view.plan if each.award and each.award.step == 1)
        number = issue(desk, view.id, view.version, (first.package,), paper).numbers[first.package]
    capsys.readouterr()
    assert run(["records", first.package, "--database", database], WITH_DATABASE) == 0
    said = capsys.readouterr()
    assert number in said.out
    assert "1 of 1 record" in said.err
    assert run(["records", "nothing like it", "--database", database], WITH_DATABASE) == 0
    assert number not in capsys.readouterr().out
    save = ["records", "--database", database, "--save", number, "--to"]
    assert run([*save, str(tmp_path / "one.pdf")], WITH_DATABASE) == 0
    assert run([*save, str(tmp_path / "two.pdf")], WITH_DATABASE) == 0
    assert (tmp_path / "one.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    assert run([*save, str(tmp_path / "one.pdf")], WITH_DATABASE) == WRONG_USE
    assert run([*save, str(tmp_path / "three.pdf"), "--confirmation"], WITH_DATABASE) == 0
    assert (tmp_path / "three.pdf").read_bytes() != (tmp_path / "one.pdf").read_bytes()


def test_what_is_not_there_is_wrong_use(database: str, tmp_path: Path) -> None:
    """An unknown record, and --save without --to, are wrong use."""
    records = ["records", "--database", database, "--save", "1"]
    assert run([*records, "--to", str(tmp_path / "one.pdf")], WITH_DATABASE) == WRONG_USE
    assert run(records, WITH_DATABASE) == WRONG_USE


def test_main_opens_the_persons_own_database(folder: Path, home: Path) -> None:
    """Started through main.py, import works on a database in the person's own data folder."""
    from tests.end_to_end.command import lotwise

    done = lotwise("import", folder, "--yes", cwd=folder.parent)
    assert done.returncode == 0, done.stderr
    assert any(path.is_file() for path in home.rglob("*"))


def test_contracts_are_printed_from_the_database(folder: Path, database: str, tmp_path: Path) -> None:
    """Without a round the terms are those that are kept, and the same as those of the files."""
    assert bring_in(folder, database, "--yes") == 0
    kept, given = tmp_path / "kept", tmp_path / "given"
    assert run(["terms", "--out", str(kept), "--database", database], WITH_DATABASE) == 0
    assert run(["terms", str(folder), "--out", str(given)], WITH_DATABASE) == 0
    assert {each.name: each.read_bytes() for each in kept.iterdir()} == {
        each.name: each.read_bytes() for each in given.iterdir()
    }
    paper_ = tmp_path / "terms.pdf"
    assert run(["terms", "--out", str(paper_), "--database", database], WITH_DATABASE) == 0
    assert paper_.read_bytes().startswith(b"%PDF-")


def test_what_was_changed_in_the_database_by_hand_shows(
    folder: Path, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every act stands as it was kept; one letter of one otherwise, and it is named."""
    assert bring_in(folder, database, "--yes") == 0
    assert run(["verify", "--database", database], WITH_DATABASE) == 0
    assert "1 act, and it is as it was kept." in capsys.readouterr().out
    with closing(sqlite3.connect(database)) as forged:
        forged.execute("UPDATE acts SET by = 'Somebody Else'")
        forged.commit()
    assert run(["verify", "--database", database], WITH_DATABASE) == FAULTS
    assert "Act 1 is not what was kept" in capsys.readouterr().err
