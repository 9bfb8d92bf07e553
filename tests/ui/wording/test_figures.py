"""Figures as the trade writes them, and as lines may break."""

import pytest

from ui.wording.figures import hours, money, together


@pytest.mark.parametrize(
    ("minutes", "words"), [(450, "7 h 30"), (720, "12 h"), (45, "45 min"), (0, "0 h"), (-5, "-5 min")]
)
def test_whole_minutes_read_as_hours(minutes: int, words: str) -> None:
    """Hours and minutes, without what is nothing."""
    assert hours(minutes) == words


def test_whole_pence_read_as_pounds() -> None:
    """Two places, and thousands told apart."""
    assert (money(2415), money(120400), money(-5)) == ("£24.15", "£1,204.00", "-£0.05")


def test_no_line_breaks_inside_a_figure() -> None:
    """Every other space stays one at which a line may end."""
    assert together("Asked 17 h 30 a week, 2 h left, 45 min more") == (
        "Asked 17\u00a0h\u00a030 a week, 2\u00a0h left, 45\u00a0min more"
    )
    assert together("to Avon Care, −£11.41 a week") == "to Avon Care, −\u2060£11.41 a week"
    assert together("+£1.00, -£0.05, £3 - £2") == "+\u2060£1.00, -\u2060£0.05, £3 - £2"
