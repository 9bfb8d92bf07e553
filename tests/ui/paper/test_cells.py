"""What is typed becomes cells that some font can draw, whole clusters at a time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.paper.cells import cells, clean
from ui.paper.fonts import REGULAR

texts = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)


def drawn(text: str) -> list[str]:
    """The cells' texts of one cleaned line."""
    return [cell.text for cell in cells(clean(text), bold=False)]


@given(text=texts)
def test_no_glyph_is_ever_missing(text: str) -> None:
    """Any text, lone surrogates and unassigned characters included: each cell's font covers all of it."""
    for line in clean(text).split("\n"):
        for bold in (False, True):
            for cell in cells(line, bold=bold):
                assert all(ord(char) in cell.face.coverage for char in cell.text)
                if not cell.simple:
                    assert all(ord(each.char) for each in cell.face.shape(cell.text, rtl=False))


@given(text=st.text(st.characters(codec="latin-1", exclude_categories=("Cc", "Cf")), max_size=60))
def test_what_is_typed_is_drawn(text: str) -> None:
    """Latin text comes through letter for letter, in one font."""
    made = cells(clean(text), bold=False)
    assert "".join(cell.text for cell in made).replace("\xa0", " ") == text.replace("\xa0", " ")
    assert {cell.face.name for cell in made} <= {REGULAR}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("e\u0301", ["é"]),
        ("👩\u200d🚒", ["👩\u200d🚒"]),
        ("🇬🇧🇫🇷", ["🇬🇧", "🇫🇷"]),
        ("👍🏽!", ["👍🏽", "!"]),
        ("น้ำ", ["น้", "ำ"]),
        ("\u1112\u1161\u11ab", ["한"]),
        ("神\ufa19", ["神", "\ufa19"]),
    ],
)
def test_what_belongs_together_stays_together(typed: str, expected: list[str]) -> None:
    """Marks, joiners, flags and skin tones; a variant of a Chinese character is not replaced by another."""
    assert drawn(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("\U00013000", "[U+13000]"),
        ("\ue000", "[U+E000]"),
        ("\U000f0041", "[U+F0041]"),
        ("\ud800", "\ufffd"),
        ("a\x00\x1b\x7fb", "ab"),
        ("\u202eevil\u202c", "evil"),
        ("\u2066x\u2069", "x"),
        ("a\tb", "a b"),
    ],
)
def test_what_has_no_shape(typed: str, expected: str) -> None:
    """No glyph: the character's code. Controls and marks that turn the text around: nothing."""
    assert "".join(drawn(typed)) == expected


def test_every_line_end_is_one() -> None:
    """Windows, old Mac, Unicode and vertical ones, each once."""
    assert clean("a\r\nb\rc\nd\u2028e\x0bf\x85g") == "a\nb\nc\nd\ne\nf\ng"
