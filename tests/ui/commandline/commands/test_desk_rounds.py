"""A round of the database by commands: frozen, allocated, moved, authorised, issued, undone."""

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from allocation.model import Ranking, Step
from tests.allocation.sample import award, package, round_of
from tests.desks import bring_in
from tests.ui.commandline.services import WITH_DATABASE, open_desk
from ui.commandline.app import run
from ui.commandline.exit_codes import FAULTS, WRONG_USE


class Typed:
    """Commands on one database, and what they said."""

    def __init__(self, database: str, capsys: pytest.CaptureFixture[str]) -> None:
        self.database, self.capsys = database, capsys

    def __call__(self, *words: str, code: int = 0) -> str:
        """Run a command that ends with this code; what it said."""
        assert run([*words, "--database", self.database], WITH_DATABASE) == code
        captured = self.capsys.readouterr()
        return captured.out + captured.err


@pytest.fixture
def typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Two packages; avon has room for one at the first step, brae for both at a step that needs authority."""
    steps = (Step("C", 1, "Lot providers"), Step("C", 2, "Off contract", Ranking.RANK, needs_authority=True))
    returns = tuple(
        replace(row, provider=name, minutes=minutes)
        for row in round_of().capacity
        for name, minutes in (("avon", 240), ("brae", 600))
    )
    database = str(tmp_path / "lotwise.db")
    with open_desk(database) as desk:
        bring_in(
            desk,
            round_of(
                packages=(package(), package("P2")),
                steps=steps,
                awards=(award("avon"), award("brae", step=2, rank=1)),
                capacity=returns,
            ),
        )
    return Typed(database, capsys)


def test_a_round_goes_from_what_waits_to_what_is_issued(typed: Typed) -> None:
    """Frozen and allocated, it is listed and shown; a proposal is not issued before somebody authorised it;
    what is issued is a record, and is shown as that.
    """
    assert "Valid: yes" in (said := typed("round", "new"))
    assert "needs authority" in said
    assert typed("round", "list").splitlines()[-1].split()[-2:] == ["2", "0"]
    said = typed("round", "issue", "--yes")
    assert said.count("Not issued: ") == 1
    assert "authorise" in said
    issued = next(line for line in said.splitlines() if line.startswith("P") and "-00001" in line).split()[0]
    other = {"P1": "P2", "P2": "P1"}[issued]
    assert "authorise" in typed("round", "issue", other, "--yes", code=FAULTS)
    said = typed("round", "authorise", other, "--by", "Head of Service", "--reason", "Nobody else has room")
    assert "1 package authorised by Head of Service" in said
    assert "Nothing in this plan waits" in typed(
        "round", "authorise", "--by", "A", "--reason", "B", code=FAULTS
    )
    assert "-00002" in typed("round", "issue", other, "--yes")
    shown = typed("round", "show")
    assert all(word in shown for word in ("-00001", "-00002", "authorised by Head of Service"))
    assert "-00002" in typed("records")
    number = next(word for word in shown.replace(",", " ").split() if word.endswith("-00002"))
    assert "Say why" in typed("withdraw", number, code=FAULTS)
    assert "There is no record 1" in typed("withdraw", "1", "--reason", "x", code=WRONG_USE)
    typed("withdraw", number, "--reason", "Declined after all")
    assert number not in typed("round", "show")
    assert "Records of this round are out (1)" in typed("round", "again", code=FAULTS)


def test_a_package_is_moved_taken_off_and_put_back(typed: Typed) -> None:
    """Each needs its reason; the verdict comes at once; undo takes it back, redo brings it again."""
    typed("round", "new")
    assert "Say why" in typed("round", "move", "P1", "brae", code=FAULTS)
    assert "not in that round" in typed("round", "move", "P9", "brae", "--reason", "x", code=WRONG_USE)
    assert "No award of clyde" in typed("round", "move", "P1", "clyde", "--reason", "x", code=WRONG_USE)
    said = typed("round", "move", "P1", "brae", "--reason", "Known to her", "--authorised-by", "Head")
    assert "Valid: yes" in said
    assert "moved by hand, authorised by Head" in typed("round", "show")
    said = typed("round", "take-off", "P1", "--reason", "Goes to her daughter")
    assert "Valid: yes" in said
    assert "not placed, moved by hand" in typed("round", "show")
    number = typed("history").split()[0]
    assert "undone" in typed("undo", number).casefold()
    assert "not placed" not in typed("round", "show")
    assert "not placed" in (typed("redo"), typed("round", "show"))[1]
    assert "(undone)" in (typed("undo"), typed("history"))[1]


def test_a_move_that_breaks_a_rule_is_kept_and_told(typed: Typed) -> None:
    """It ends as a plan with faults does, under no file's name, and says how to take it back."""
    typed("package", "refuse", "P1", "brae", "excluded", "--reason", "Asked for")
    typed("round", "new")
    said = typed("round", "move", "P1", "brae", "--reason", "x", "--authorised-by", "Head", code=FAULTS)
    assert "Valid: no" in said
    assert "P1 is fixed with Brae, which is not possible" in said
    assert "placements.csv" not in said
    assert "Kept all the same. Take it back with: undo" in said
    shown = typed("round", "show")
    assert "moved by hand" in shown
    assert "placements.csv" not in shown
    assert "Valid: no" in typed("round", "take-off", "P2", "--reason", "y", code=FAULTS)
    typed("undo")
    typed("undo")
    assert "Valid: yes" in typed("round", "show")


def test_a_round_that_is_not_there_is_told(typed: Typed) -> None:
    """Its number is named, and how to list them; with nothing waiting there is no round to freeze."""
    assert "no round 1" in typed("round", "show", code=WRONG_USE)
    typed("package", "close", "P1", "other")
    typed("package", "close", "P2", "other")
    assert "No package is waiting" in typed("round", "new", code=FAULTS)


def test_nothing_is_issued_that_nobody_agreed_to(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --yes, and with nobody there to answer, nothing is issued; that is said, and ends in 1."""
    monkeypatch.setattr("sys.stdin", StringIO())
    typed("round", "new")
    said = typed("round", "issue", code=FAULTS)
    assert "To be issued: P" in said
    assert "Nothing was issued." in said
    assert "-00001" not in typed("round", "show")


def test_what_cannot_be_issued_is_said_before_anybody_is_asked(typed: Typed) -> None:
    """Packages that are named and not placed, and a plan that breaks a rule, end it without a question."""
    typed("package", "refuse", "P1", "brae", "excluded", "--reason", "Asked for")
    typed("round", "new")
    typed("round", "take-off", "P1", "--reason", "x")
    said = typed("round", "issue", "P1", "P2", code=FAULTS)
    assert "P1 is not placed" in said
    assert "To be issued" not in said
    typed("round", "move", "P1", "brae", "--reason", "x", "--authorised-by", "Head", code=FAULTS)
    said = typed("round", "issue", "P2", code=FAULTS)
    assert "The plan breaks rules" in said
    assert "To be issued" not in said
