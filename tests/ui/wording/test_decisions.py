"""How a decision was reached, in words."""

from datetime import UTC, datetime

import pytest

from allocation.model import Aim, StoppedBy
from ui.wording.decisions import how_known, instant, limit, per_cent, standing, stopped


def test_an_instant_says_its_zone() -> None:
    """Instants are kept and printed in UTC, and say so."""
    assert instant(datetime(2026, 6, 1, 9, 5, tzinfo=UTC)) == "1 June 2026, 09:05 UTC"


@pytest.mark.parametrize(
    ("valid", "justified", "said"),
    [
        (True, True, "in contract order and priority"),
        (True, False, "not in contract order and priority"),
        (False, False, "breaks a rule"),
    ],
)
def test_the_verdict_in_words(valid: bool, justified: bool, said: str) -> None:
    """The three verdicts read differently."""
    assert standing(valid, justified) == said


@pytest.mark.parametrize(
    ("aim", "known", "cell"),
    [
        (Aim("placed_low", 3, 3, True, "proven"), "best possible, checked", "✓ checked"),
        (Aim("placed_low", 3, 3, True, "agreed"), "best possible, two solvers agree", "✓ two solvers"),
        (Aim("placed_low", 3, 3, False, "bound"), "best possible by one solver’s bound", "at most 3"),
        (Aim("placed_low", 3, 5, False, "bound"), "best is at most this", "at most 5"),
        (Aim("step_2_minutes", 90, 60, False, "bound"), "best is at least this", "at least 1 h"),
        (Aim("placed_low", 3, None, False, "bound"), "no bound", "not known"),
    ],
)
def test_nothing_is_called_best_without_saying_how_it_is_known(aim: Aim, known: str, cell: str) -> None:
    """A tick stands only where a certificate or two solvers say so."""
    assert how_known(aim) == known
    assert limit(aim, by_points=False) == cell


def test_why_the_search_ended() -> None:
    """Every way to end has its words, and a plan made by hand says that."""
    assert len({stopped(by) for by in (*StoppedBy, None)}) == len(StoppedBy) + 1


@pytest.mark.parametrize(("points", "said"), [(6000, "60%"), (3333, "33.3%"), (0, "0%"), (10_000, "100%")])
def test_shares_in_per_cent(points: int, said: str) -> None:
    """Basis points to one decimal, without a needless zero."""
    assert per_cent(points) == said
