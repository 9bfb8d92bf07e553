"""Nothing on the board overlaps or leaves it, at any width."""

from hypothesis import given
from hypothesis import strategies as st

from tests.ui.screen.round.conftest import week
from ui.screen.round.items import Folding, items
from ui.screen.round.layout import bar_rect, lay_out
from ui.screen.round.picture import AwardRow, picture

WEEK = week()
ITEMS = items(picture(WEEK.problem.index, WEEK.plan), Folding(), lambda _card: "no room")


@given(width=st.integers(340, 2400), wish=st.integers(80, 900))
def test_items_stand_apart_and_inside(width: int, wish: int) -> None:
    """Every item lies inside the board, none touches another, and tops never go back up."""
    layout = lay_out(ITEMS, width, lambda _card: wish)
    tops = [rect.top() for rect in layout.rects]
    assert tops == sorted(tops)
    for rect in layout.rects:
        assert rect.left() >= 0
        assert rect.right() < width
        assert rect.bottom() < layout.height
        assert rect.width() > 0
    for place, rect in enumerate(layout.rects):
        for other in layout.rects[place + 1 :]:
            if other.top() > rect.bottom():
                break
            assert not rect.intersects(other)


@given(width=st.integers(520, 2400))
def test_bars_stand_apart_and_inside_their_row(width: int) -> None:
    """The bars of a row lie inside it and do not touch."""
    layout = lay_out(ITEMS, width, lambda _card: 160)
    for item, rect in zip(ITEMS, layout.rects, strict=True):
        if isinstance(item.value, AwardRow):
            bars = [bar_rect(rect, number, width) for number in range(len(item.value.bars or ()))]
            assert all(rect.contains(bar) for bar in bars)
            assert not any(
                bar.intersects(other) for place, bar in enumerate(bars) for other in bars[place + 1 :]
            )
