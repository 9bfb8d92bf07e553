"""Text breaks into lines that fit, and loses nothing on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.paper.lines import lines, text_width

words = st.text(st.sampled_from("abcdefgh -–/ÀŁŵ王小明、。שלوم क्षि😀"), max_size=80)


def texts(text: str, width: float) -> list[str]:
    """Each line's text, runs in drawn order."""
    return ["".join(run.text for run in line.runs) for line in lines(text, width)]


@given(text=words, width=st.floats(1500, 20_000))
def test_a_line_fits_its_width(text: str, width: float) -> None:
    """No line is wider than asked, unless a single cell is."""
    for line in lines(text, width):
        assert line.width <= width + 0.01 or len("".join(run.text for run in line.runs)) <= 2


@given(text=st.text(st.sampled_from("abc dé-ŵ/王"), max_size=80), width=st.floats(600, 9_000))
def test_nothing_is_lost(text: str, width: float) -> None:
    """All but spaces at line ends comes out, in order."""
    assert "".join(texts(text, width)).replace(" ", "") == text.replace(" ", "")


def test_lines_break_at_words() -> None:
    """Between words, after a hyphen between letters, and never inside a reference."""
    wide = text_width("package WH-0043")
    assert texts("package WH-0043 care", wide) == ["package WH-0043", "care"]
    assert texts("package WH-0043", wide - 1) == ["package", "WH-0043"]
    assert texts("double-up", text_width("double-") + 1) == ["double-", "up"]


def test_a_figure_stays_on_its_line() -> None:
    """No line ends inside 15 h 45, which is drawn with plain spaces, so that it can be searched for."""
    wide = text_width("WH-0026 (15 h")
    assert texts("WH-0026 (15 h 45), 45 min", wide) == ["WH-0026", "(15 h 45),", "45 min"]


def test_joined_letters_are_measured_as_they_are_drawn() -> None:
    """Two Arabic letters that join are wider than each alone, so both do not stay beside a Latin one."""
    assert all(line.width <= 1500 for line in lines("aacمم", 1500))


def test_a_word_wider_than_the_line_is_broken() -> None:
    """A name of 5,000 letters takes many lines, each of them full."""
    made = lines("x" * 5000, 10_000)
    assert len(made) > 100
    assert sum(len(run.text) for line in made for run in line.runs) == 5000


def test_chinese_breaks_between_characters_but_not_before_a_stop() -> None:
    """No line begins with 、 or 。."""
    assert texts("王小明、山田", text_width("王小明") + 1) == ["王小", "明、山", "田"]


def test_typed_line_ends_are_kept() -> None:
    """Each newline begins a line, an empty one too."""
    assert texts("a\n\nb", 9_000) == ["a", "", "b"]


@pytest.mark.parametrize("bold", [False, True])
def test_simple_text_needs_no_shaping(bold: bool) -> None:
    """Latin, Greek, Cyrillic and Chinese are drawn as text, so that any reader can search for them."""
    (line,) = lines("Łucja Ελένη Владимир 王小明", 90_000, bold=bold)
    assert all(run.glyphs is None for run in line.runs)
