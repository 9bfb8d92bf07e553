"""`schemes` and `scheme`: listed, shown, written, fitted, loaded; wrong names are wrong use."""

from pathlib import Path

import pytest

from allocation.use_cases.council import settings
from allocation.use_cases.terms import terms
from tests.ui.commandline.services import SERVICES, WITH_DATABASE, open_desk
from ui.commandline.app import run
from ui.commandline.exit_codes import FAULTS, WRONG_USE
from ui.spreadsheet.schemes import FOLDER, shipped


def test_all_are_listed_with_their_source(capsys: pytest.CaptureFixture[str]) -> None:
    """A line each: id, what it is, where it was published."""
    assert run(["schemes"], SERVICES) == 0
    lines = capsys.readouterr().out.splitlines()[1:]
    assert [line.split()[0] for line in lines] == [scheme.id for scheme in shipped()]
    assert all(scheme.where in line for scheme, line in zip(shipped(), lines, strict=True))


def test_one_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a folder it says what was published, how it is set up, and what no table can say."""
    assert run(["scheme", "a9"], SERVICES) == 0
    said = capsys.readouterr().out
    assert "About 10% of the hourly rate" in said
    assert "Not in any table:" in said
    assert "alder, birch, cedar, damson" in said


def test_it_is_written_fitted_and_becomes_a_round(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The written folder, with two packages and a return, is allocated as any other round."""
    folder = tmp_path / "mine"
    more = ["--area", "North=W1", "--area", "North=W2", "--provider", "alder=bright"]
    assert run(["scheme", "B1", str(folder), *more], SERVICES) == 0
    assert "packages.csv" in capsys.readouterr().out
    assert sorted(path.name for path in folder.iterdir()) == [
        "areas.csv", "awards.csv", "capacity.csv", "contracts.csv", "council.toml", "lots.csv",
        "providers.csv", "steps.csv",
    ]  # fmt: skip
    (folder / "packages.csv").write_text("package,area,priority\nP1,W1,low\nP2,W2,critical\n")
    (folder / "visits.csv").write_text(
        "package,days,band,minutes\nP1,daily,morning,30\nP2,daily,tea,30\n", encoding="utf-8"
    )
    (folder / "capacity.csv").write_text("provider,staff_hours\nbright,20\n", encoding="utf-8")
    assert run(["allocate", str(folder), "--out", str(tmp_path / "out")], SERVICES) == 0
    assert "Placed 2 of 2 packages" in capsys.readouterr().out


def test_it_is_loaded_after_a_preview(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--load shows what would be added and keeps it; a second time it is refused and nothing changes."""
    database = str(tmp_path / "lotwise.db")
    load = ["scheme", "B7", "--load", "--yes", "--database", database]
    assert run(load, WITH_DATABASE) == 0
    said = capsys.readouterr().out
    assert "contracts: 1 added" in said
    assert said.rstrip().endswith("Kept.")
    assert run(load, WITH_DATABASE) == FAULTS
    assert "Here already: " in capsys.readouterr().err
    with open_desk(database) as desk:
        assert [contract.contract for contract in terms(desk).contracts] == ["B7"]


def test_a_council_may_keep_its_own_policy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A8 brings a policy: it takes the place of the council's, and with --own-policy it does not."""
    for more, name in ((["--own-policy"], "Default policy"), ([], "Shares and commitments first")):
        database = str(tmp_path / f"{len(more)}.db")
        load = ["scheme", "A8", "--load", "--yes", "--database", database, *more]
        assert run(load, WITH_DATABASE) == 0
        capsys.readouterr()
        with open_desk(database) as desk:
            assert settings(desk).policy.name == name
            assert [contract.contract for contract in terms(desk).contracts] == ["A8"]


def test_a_file_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A scheme file is given by its path, shown and imported; what is wrong in it is told by its line."""
    path = tmp_path / "ours.toml"
    text = (FOLDER / "B1.toml").read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    assert run(["scheme", str(path)], SERVICES) == 0
    assert run(["scheme", str(path), str(tmp_path / "round")], SERVICES) == 0
    database = str(tmp_path / "lotwise.db")
    assert run(["import", str(path), "--yes", "--database", database], WITH_DATABASE) == 0
    with open_desk(database) as desk:
        assert [contract.contract for contract in terms(desk).contracts] == ["B1"]
    path.write_text(text.replace("| 21.40 |", "| cheap |"), encoding="utf-8")
    capsys.readouterr()
    assert run(["scheme", str(path), str(tmp_path / "again")], SERVICES) == FAULTS
    line = 1 + next(n for n, each in enumerate(text.splitlines()) if "| 21.40 |" in each)
    said = capsys.readouterr().err
    assert "ours.toml, awards:" in said
    assert f"row {line}, rate:" in said
    assert not (tmp_path / "again").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["X9"],
        ["B1", "{new}", "--area", "Foo=W1"],
        ["B1", "{new}", "--area", "North"],
        ["B1", "{new}", "--load"],
        ["B1", "{full}"],
    ],
)
def test_wrong_use(arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No such scheme, area or pair, two places at once, a folder that is not empty: told, nothing written."""
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").touch()
    typed = [each.format(new=tmp_path / "new", full=full) for each in arguments]
    assert run(["scheme", *typed], SERVICES) == WRONG_USE
    assert capsys.readouterr().err
    assert [path.name for path in tmp_path.rglob("*")] == ["full", "mine.txt"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('id = "X"', "title"),
        ("id = 3", "id"),
        ("areas = [1]", "areas"),
        ("id = ", "TOML"),
        ("", "empty"),
    ],
)
def test_a_broken_scheme_file_is_told(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is missing or of the wrong kind is named; nothing crashes."""
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    assert run(["scheme", str(path), str(tmp_path / "new")], SERVICES) == FAULTS
    assert said in capsys.readouterr().err
