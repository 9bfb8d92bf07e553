"""How wide the columns of a table are: as wide as their text wants, and no narrower than its longest word."""

from collections.abc import Sequence

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from ui.paper.lines import text_width
from ui.paper.words import Words

MARGIN = 18 * mm
PAGE, WIDE_PAGE = A4[0] - 2 * MARGIN, A4[1] - 2 * MARGIN
"""Points between the margins, upright and on its side."""

WIDEST, WIDEST_WORD = 230.0, 110.0
"""Points that one cell and one word may claim: a name of 5,000 letters claims no more."""

NEVER_BROKEN = 72.0
"""Points up to which a column keeps each of its cells on one line: a date, a priority, hours."""

MEASURED = 200
"""Letters of a cell that are measured."""


def fitted(rows: Sequence[Sequence[list[Words]]], between: float, page: float = PAGE) -> list[float]:
    """Widths in points that fill the page. Where the text wants more than there is, each column gets its
    longest word and a share of the rest by what it still wants, as a browser lays out a table; short ones
    stay whole as long as that leaves room for the others.
    """
    columns = list(zip(*rows, strict=True))
    most = [max(_wanted(cell) for cell in column) + between for column in columns]
    words = [max(_longest(cell) for cell in column) + between for column in columns]
    least = [min(word, want) for word, want in zip(words, most, strict=True)]
    whole = [want if want <= NEVER_BROKEN + between else low for low, want in zip(least, most, strict=True)]
    if sum(whole) < page:
        least = whole
    if sum(least) >= page:
        return [width * page / sum(least) for width in least]
    if sum(most) <= page:
        return [width * page / sum(most) for width in most]
    spare, wish = page - sum(least), sum(most) - sum(least)
    return [low + spare * (high - low) / wish for low, high in zip(least, most, strict=True)]


def _wanted(cell: list[Words]) -> float:
    return min(max((_width(words, words.text) for words in cell), default=0.0), WIDEST)


def _longest(cell: list[Words]) -> float:
    found = (_width(words, word) for words in cell for word in words.text[:MEASURED].split())
    return min(max(found, default=0.0), WIDEST_WORD)


def _width(words: Words, text: str) -> float:
    return text_width(text[:MEASURED], bold=words.style.bold) * words.style.size / 1000 + 0.01
