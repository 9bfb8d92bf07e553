"""`ask`: whom to ask for one package of a round folder, on the screen and on paper."""

from pathlib import Path

import pytest

from tests.ui.commandline.services import SERVICES
from tests.ui.paper.pages import page_texts
from ui.commandline.app import run
from ui.commandline.exit_codes import WRONG_USE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A shipped example, written as a round folder."""
    path = tmp_path / "round"
    assert run(["example", "westhaven", str(path)], SERVICES) == 0
    return path


def test_whom_to_ask_in_turn(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Step by step: the turns count on, authority and times to answer are told, and why not the others."""
    capsys.readouterr()
    assert run(["ask", str(folder), "WH-0002"], SERVICES) == 0
    said = capsys.readouterr().out
    lines = said.splitlines()
    assert lines[0] == "WH-0002: Ask Ardlaw Care at Home first."
    turns = [line.split()[0] for line in lines if line[:6].strip().isdigit()]
    assert turns == [str(place) for place in range(1, len(turns) + 1)]
    assert len(turns) > 3
    third = next(line for line in lines if line.startswith("3 Additional provider"))
    assert "answer within 2 working days" in third
    assert "3 are asked at once" in third
    assert [line.split()[1] for line in lines if "Additional  " in line][:2] == ["4–5", "4–5"]
    assert "needs authority" in third
    assert "not asked: Larkrise Support. Graded 2; this step asks for 3 or better." in said


def test_the_page_is_one_and_names_nobody(folder: Path, tmp_path: Path) -> None:
    """The same on one page of paper, without the person's name or reference; it never replaces a file."""
    out = tmp_path / "ask.pdf"
    assert run(["ask", str(folder), "WH-0002", "--out", str(out)], SERVICES) == 0
    [text] = page_texts(out.read_bytes())
    assert "Whom to ask" in text
    assert "Ardlaw Care at Home" in text
    assert "Inchlonan" not in text
    assert "SW940644" not in text
    before = out.read_bytes()
    assert run(["ask", str(folder), "WH-0003", "--out", str(out)], SERVICES) == WRONG_USE
    assert out.read_bytes() == before


@pytest.mark.parametrize(
    ("package", "said"),
    [
        ("WH-9999", "no package WH-9999"),
        ("WH-0001", "direct payment"),
        ("WH-0131", "already"),
    ],
)
def test_nobody_to_ask(package: str, said: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A package that is not there, a direct payment and live care are told apart."""
    assert run(["ask", str(folder), package], SERVICES) == WRONG_USE
    assert said in capsys.readouterr().err
