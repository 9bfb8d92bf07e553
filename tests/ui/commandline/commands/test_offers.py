"""Offers typed: asked from the ladder, listed by their deadline, answered."""

from pathlib import Path

import pytest

from allocation.model import Ranking, Step
from tests.allocation.sample import award, package, round_of, visit
from tests.desks import bring_in
from tests.ui.commandline.services import WITH_DATABASE, open_desk
from ui.commandline.app import run
from ui.commandline.exit_codes import FAULTS, WRONG_USE


def type_(*words: str, database: str) -> int:
    """Run a command on a database."""
    return run([*words, "--database", database], WITH_DATABASE)


@pytest.fixture
def database(tmp_path: Path) -> str:
    """A package that two providers could have, one after the other."""
    found = str(tmp_path / "lotwise.db")
    step = Step("C", 1, "Lot providers", Ranking.RANK)
    awards = (award("avon", rank=1), award("brae", rank=2))
    with open_desk(found) as desk:
        bring_in(desk, round_of(packages=(package(),), steps=(step,), awards=awards))
    return found


def test_a_package_is_offered_answered_and_offered_on(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Out of turn needs a reason; what is out is listed and stands on the ladder; a refusal opens the next
    turn, an acceptance ends the search, and either is found by its state.
    """
    assert type_("package", "offer", "P1", "brae", database=database) == FAULTS
    assert "Avon comes before Brae" in capsys.readouterr().err
    assert type_("package", "offer", "P1", "avon", database=database) == 0
    assert "An answer counts until" in capsys.readouterr().out
    assert type_("offers", database=database) == 0
    listed = capsys.readouterr()
    assert all(word in listed.out for word in ("P1", "Avon", "waiting"))
    assert "1 of 1 offer" in listed.err
    assert type_("package", "ask", "P1", database=database) == 0
    assert "asked" in capsys.readouterr().out
    assert type_("package", "answer", "P1", "avon", "lapsed", database=database) == FAULTS
    assert type_("package", "answer", "P1", "avon", "declined", "--reason", "Full", database=database) == 0
    assert type_("package", "answer", "P1", "avon", "accepted", database=database) == WRONG_USE
    assert type_("package", "offer", "P1", "brae", database=database) == 0
    assert type_("package", "answer", "P1", "brae", "accepted", database=database) == 0
    capsys.readouterr()
    assert type_("offers", "--state", "accepted", database=database) == 0
    assert "Brae" in capsys.readouterr().out
    assert type_("package", "answer", "P1", "brae", "withdrawn", "--reason", "Moved", database=database) == 0
    assert type_("offers", "--state", "ended", database=database) == 0
    ended = capsys.readouterr().out
    assert "declined" in ended
    assert "taken back" in ended


def test_who_was_asked_before_is_told_with_the_part(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a package is in parts, each earlier offer says for which of them it was."""
    database = str(tmp_path / "lotwise.db")
    parts = package(visits=(visit(), visit(part=2)), split_allowed="A Person")
    with open_desk(database) as desk:
        bring_in(desk, round_of(packages=(parts,)))
    assert type_("package", "offer", "P1", "avon", "--part", "2", database=database) == 0
    said = ("package", "answer", "P1", "avon", "withdrawn", "--part", "2", "--reason", "A mistake")
    assert type_(*said, database=database) == 0
    capsys.readouterr()
    assert type_("package", "ask", "P1", database=database) == 0
    assert "asked before: Avon for part 2, " in capsys.readouterr().out
