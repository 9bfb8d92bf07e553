"""Lines that read from the right stand as the Unicode algorithm says; another implementation judges."""

from bidi import get_display
from hypothesis import example, given
from hypothesis import strategies as st

from ui.paper.bidi import levels, reads_right, visual_order

BRACKETS = str.maketrans("()[]{}", "||||||")

texts = st.text(st.sampled_from("אבגد عabcXY 123 ()[]{}.,-:/+£%"), max_size=24).map(str.strip)


def shown(text: str) -> str:
    """The characters as they stand, mirrored brackets aside."""
    return "".join(text[place] for place in visual_order(levels(text))).translate(BRACKETS)


@given(text=texts)
@example("שלום (Cohen) 5")
@example("محمد (Muhammad) 3-4, Main St.")
@example("Flat 2 (בית) 10")
def test_as_the_unicode_algorithm_says(text: str) -> None:
    """The same order as python-bidi's Rust implementation, written apart from the levels used here."""
    assert shown(text) == str(get_display(text)).translate(BRACKETS)


@given(text=st.text())
def test_every_character_keeps_a_place(text: str) -> None:
    """Any text at all, unassigned characters and marks included: one level each, and an order of them all."""
    assert len(levels(text)) == len(text)
    assert sorted(visual_order(levels(text))) == list(range(len(text)))


def test_plain_text_is_left_alone() -> None:
    """Text that reads from the left costs nothing."""
    assert not reads_right("Siân Ŵyn 王")
    assert visual_order(levels("Siân 12")) == list(range(7))
