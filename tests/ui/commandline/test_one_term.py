"""Terms renamed and removed by command."""

from pathlib import Path

import pytest

from tests.ui.commandline.services import WITH_DATABASE as DESK
from ui.commandline.app import run
from ui.commandline.exit_codes import FAULTS, WRONG_USE


def test_terms_are_renamed_and_removed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each is said when it is done; what something rests on stays, and why is told; so is what is missing."""
    database = ("--database", str(tmp_path / "lotwise.db"))
    assert run(["scheme", "B1", "--load", "--yes", *database], DESK) == 0
    assert run(["rename", "contract", "B1", "Argyll", *database], DESK) == 0
    assert "B1 is called Argyll now" in capsys.readouterr().out
    assert run(["rename", "lot", "nowhere", "somewhere", *database], DESK) == WRONG_USE
    assert run(["remove", "step", "Argyll", "1", *database], DESK) == FAULTS
    assert "awards name it" in " ".join(capsys.readouterr().err.split())
    for words in (("award", "L"), ("step", "Argyll"), ("step", "Argyll", "one"), ("lot", "a", "b")):
        assert run(["remove", *words, *database], DESK) == WRONG_USE, words
    assert run(["remove", "contract", "Argyll", *database], DESK) == 0
    assert run(["remove", "contract", "Argyll", *database], DESK) == WRONG_USE
