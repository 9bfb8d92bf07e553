"""Text to lines of placed runs: breaks, direction and shapes, in thousandths of an em."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from ui.paper.bidi import levels, visual_order
from ui.paper.cells import Cell, cells, clean
from ui.paper.fonts import Glyph
from ui.wording.figures import together

Levelled = tuple[Cell, int]

NO_LINE_START = set("、。，．）」』】〉》！？：；ー々っゃゅょッャュョ％")
NO_LINE_END = set("（「『【〈《")
BREAK_AFTER = set("-–—/")


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one font and one direction. `glyphs` is None where each character is its own glyph."""

    font: str
    text: str
    width: float
    glyphs: tuple[Glyph, ...] | None
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line's runs, from the left."""

    runs: tuple[Run, ...]
    width: float


@lru_cache(maxsize=8192)
def lines(text: str, width: float, *, bold: bool = False) -> tuple[Line, ...]:
    """The text in lines of at most this width; a piece wider than a line is broken where it must be.

    Figures stay whole (`together`), and are drawn with plain spaces, so that a reader finds them.
    """
    found: list[Line] = []
    for paragraph in clean(together(text)).split("\n"):
        found.extend(_paragraph(paragraph, width, bold))
    return tuple(found)


def text_width(text: str, *, bold: bool = False) -> float:
    """The width of the text on one line."""
    return max(line.width for line in lines(text, float("inf"), bold=bold))


def _paragraph(text: str, width: float, bold: bool) -> Iterator[Line]:
    made = cells(text, bold=bold)
    ranks = levels("".join(cell.text[0] for cell in made))
    row: list[Levelled] = []
    used = 0.0
    for piece in _pieces(list(zip(made, ranks, strict=True))):
        trimmed = _width(tuple(_trimmed(piece)))
        if row and used + trimmed > width:
            yield _line(row)
            row, used = [], 0.0
        *full, rest = _forced(piece, width) if trimmed > width else [piece]
        yield from map(_line, full)
        row.extend(rest)
        used += _width(tuple(rest))
    yield _line(row)


def _pieces(row: list[Levelled]) -> Iterator[list[Levelled]]:
    """Stretches that no line breaks, each with the spaces after it."""
    piece: list[Levelled] = []
    for number, (cell, level) in enumerate(row):
        piece.append((cell, level))
        after = row[number + 1][0] if number + 1 < len(row) else None
        if after and not after.space and _may_break(cell, after):
            yield piece
            piece = []
    if piece:
        yield piece


def _may_break(cell: Cell, after: Cell) -> bool:
    if cell.space or (cell.text in BREAK_AFTER and after.text.isalpha()):
        return True
    if cell.text in NO_LINE_END or after.text in NO_LINE_START:
        return False
    return _unspaced(cell.text) or _unspaced(after.text)


def _unspaced(text: str) -> bool:
    """Whether it is of a script that is written without spaces and breaks between any two characters."""
    if text < "\u3000":
        return False
    return unicodedata.name(text[0], "").startswith(("CJK UNIFIED", "CJK COMPAT", "HIRAGANA", "KATAKANA"))


def _forced(piece: list[Levelled], width: float) -> list[list[Levelled]]:
    """A piece broken between cells into rows of at most the width, at least one cell each.

    A row is measured whole: letters that join take another width than the same letters one by one.
    """
    rows: list[list[Levelled]] = [[]]
    for item in piece:
        if rows[-1] and not item[0].space and _width((*rows[-1], item)) > width:
            rows.append([])
        rows[-1].append(item)
    return rows


def _trimmed(row: Sequence[Levelled]) -> Sequence[Levelled]:
    end = len(row)
    while end and row[end - 1][0].space:
        end -= 1
    return row[:end]


def _line(row: list[Levelled]) -> Line:
    runs = tuple(_runs(_trimmed(row)))
    return Line(runs, sum(run.width for run in runs))


def _width(row: tuple[Levelled, ...]) -> float:
    if all(cell.simple and not level for cell, level in row):
        return sum(cell.face.advance(cell.text) for cell, _ in row)
    return _shaped_width(row)


@lru_cache(maxsize=4096)
def _shaped_width(row: tuple[Levelled, ...]) -> float:
    return sum(run.width for run in _runs(row))


def _runs(row: Sequence[Levelled]) -> Iterator[Run]:
    """The row's runs as they stand from the left."""
    grouped = [
        (key, "".join(cell.text for cell, _ in group).replace("\u00a0", " "))
        for key, group in groupby(row, key=lambda item: (item[0].face, item[1], item[0].simple))
    ]
    for number in visual_order([level for (_, level, _), _ in grouped]):
        (face, level, simple), text = grouped[number]
        if simple and not level % 2:
            yield Run(face.name, text, sum(map(face.advance, text)), None)
        else:
            rtl = bool(level % 2)
            glyphs = face.shape(text, rtl=rtl)
            yield Run(face.name, text, sum(glyph.advance for glyph in glyphs), glyphs, rtl)
