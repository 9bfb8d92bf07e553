"""What a person at a terminal sees of a solve."""

import io

import pytest

from allocation.model import Aim
from allocation.ports import Progress
from ui.commandline import watching
from ui.commandline.terminal import aims_table, proof_word

AIMS = (
    Aim("placed_critical", 23, 23, proven=True, proven_by="proven"),
    Aim("placed_substantial", 40, 44, proven=False, proven_by="bound"),
    Aim("step_2_minutes", 630, 630, proven=True, proven_by="agreed"),
)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """As a terminal says."""
        return True


def test_a_terminal_shows_the_aims_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each aim stands with value and bound, and a tick in words where they meet and how that is known."""
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    with watching.shown(by_points=False) as show:
        show(Progress(AIMS, None, 1, 1.0))
    said = terminal.getvalue()
    for words in ("Critical", "23", "44", "10 h 30", "best possible, checked", "two solvers agree", "Ctrl+C"):
        assert words in said


def test_nothing_is_said_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard error that is a file stays empty, for progress and for waiting."""
    file = io.StringIO()
    monkeypatch.setattr("sys.stderr", file)
    with watching.shown(by_points=False) as show, watching.waiting("Drawing"):
        show(Progress(AIMS, None, 1, 1.0))
    assert file.getvalue() == ""


def test_only_what_is_known_has_a_tick() -> None:
    """A bound that is not met has no tick, whatever stands beside it."""
    assert [bool(proof_word(aim)) for aim in AIMS] == [True, False, True]
    assert aims_table(AIMS, by_points=False).row_count == len(AIMS)
