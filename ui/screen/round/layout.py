"""Where each item of the board stands at a width: heads across, bars and cards in lines that wrap.

Pure geometry, so that nothing can overlap: each item starts below or right of the one before. All in pixels.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect

from ui.screen.round.items import Item, Silent, Unplaced
from ui.screen.round.picture import AwardRow, Card, LotGroup, StepGroup

MARGIN = 16
LOT_HEIGHT = 36
HEAD_HEIGHT = 28
LINE = 28
CARD_HEIGHT = 28
GAP = 8
INDENT = 20
BAR_WIDTH = 128
WIDEST_BAR = 176
LOT_SPACE = 12


@dataclass(frozen=True, slots=True)
class Layout:
    """One rectangle an item, and how high they are together."""

    rects: tuple[QRect, ...]
    height: int


def lay_out(items: list[Item], width: int, card_width: Callable[[Card], int]) -> Layout:
    """Lay the items out at a width. `card_width` says how wide a card would like to be."""
    rects: list[QRect] = []
    top = MARGIN
    x = 0
    in_cards = False
    inner = max(1, width - 2 * MARGIN)
    for item in items:
        value = item.value
        if isinstance(value, Card):
            left = MARGIN + 2 * INDENT
            wide = min(card_width(value), max(1, width - left - MARGIN))
            if not in_cards:
                x, in_cards = left, True
            elif x + wide > width - MARGIN:
                x, top = left, top + CARD_HEIGHT + GAP
            rects.append(QRect(x, top, wide, CARD_HEIGHT))
            x += wide + GAP
            continue
        if in_cards:
            top, in_cards = top + CARD_HEIGHT + GAP, False
        if isinstance(value, LotGroup | Unplaced):
            top += LOT_SPACE if rects else 0
            rects.append(QRect(MARGIN, top, inner, LOT_HEIGHT))
        elif isinstance(value, AwardRow):
            rects.append(QRect(MARGIN + INDENT, top, inner - INDENT, row_height(value, width)))
        else:
            shift = INDENT if isinstance(value, Silent) else 0
            rects.append(QRect(MARGIN + shift, top, inner - shift, HEAD_HEIGHT))
        top += rects[-1].height() + (4 if isinstance(value, AwardRow | StepGroup) else 0)
    bottom = top + (CARD_HEIGHT if in_cards else 0) + MARGIN
    return Layout(tuple(rects), bottom)


def row_height(row: AwardRow, width: int) -> int:
    """How high an award's row is: as many lines as its bars need beside the name."""
    return LINE * max(1, -(-len(row.bars or ()) // bars_a_line(width)))


def name_width(width: int) -> int:
    """How much a provider's name gets; on a wide board enough for a verdict in words beside it."""
    return 212 if width < 900 else 276


def bars_a_line(width: int) -> int:
    """How many bars stand beside a provider's name at a width."""
    room = width - 2 * MARGIN - INDENT - name_width(width)
    return max(1, room // (BAR_WIDTH + GAP))


def bar_step(width: int) -> int:
    """How far one bar stands from the next: the room is shared out, up to a width that still reads well."""
    room = width - 2 * MARGIN - INDENT - name_width(width)
    return max(BAR_WIDTH + GAP, min(WIDEST_BAR, room // bars_a_line(width)))


def bar_rect(row: QRect, number: int, width: int) -> QRect:
    """Where bar `number` of a row stands."""
    line, column = divmod(number, bars_a_line(width))
    step = bar_step(width)
    left = row.left() + name_width(width) + column * step
    return QRect(left, row.top() + line * LINE, step - GAP, LINE)
