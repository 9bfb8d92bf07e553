"""Text as typed to cells: the least pieces that a font can draw and a line can break between.

A cell is a character with the marks and joiners that belong to it (roughly a grapheme cluster of UAX 29),
and the font that draws all of it. What has no glyph in any shipped font prints as its code, [U+13000],
never as a box.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ui.paper.fonts import REGULAR, UNJOINED, Face, face, face_for, fallbacks

LINE_ENDS = str.maketrans(dict.fromkeys("\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n") | {"\t": " "})

JOINERS = "\u200c\u200d"

VISIBLE_FORMAT = {*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x08E2, 0x110BD}
"""Format characters that have a shape of their own."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A character with what belongs to it, and the font that draws it."""

    text: str
    face: Face

    @property
    def space(self) -> bool:
        """Whether a line may end here and drop it."""
        return self.text == " "

    @property
    def simple(self) -> bool:
        """Whether its glyph does not depend on its neighbours."""
        return len(self.text) == 1 and self.face.name in UNJOINED


def clean(text: str) -> str:
    """The text without what has no shape (controls, direction marks), every line end a newline.

    Marks that turn the direction of text would let a name reorder the page. A broken half of a character (a
    lone surrogate) prints as the sign that stands for one.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(LINE_ENDS)
    return "".join(kept for char in text if (kept := _kept(char)))


def _kept(char: str) -> str:
    kind = unicodedata.category(char)
    if kind == "Cs":
        return "\N{REPLACEMENT CHARACTER}"
    if char == "\n" or kind not in ("Cc", "Cf"):
        return char
    tag = 0xE0020 <= ord(char) <= 0xE007F
    return char if char in JOINERS or tag or ord(char) in VISIBLE_FORMAT else ""


def cells(text: str, *, bold: bool) -> list[Cell]:
    """The cells of one line of cleaned text."""
    if text.isascii():
        return [_cell(char, bold=bold) for char in text]
    return [cell for cluster in _clusters(text) for cell in _drawn(cluster, bold=bold)]


def _cell(char: str, *, bold: bool) -> Cell:
    return Cell(char, face_for(char, bold=bold) or face(REGULAR))


def _clusters(text: str) -> Iterator[str]:
    cluster = ""
    for char in text:
        if cluster and not _extends(cluster, char):
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster


def _extends(cluster: str, char: str) -> bool:
    """Whether the character belongs to what stands before it."""
    code = ord(char)
    if unicodedata.category(char)[0] == "M" or char in JOINERS or 0xE0020 <= code <= 0xE007F:
        return cluster != " "
    if 0x1F3FB <= code <= 0x1F3FF or 0x1160 <= code <= 0x11FF:  # skin tones; vowels and finals of Hangul
        return True
    if 0x1F1E6 <= code <= 0x1F1FF:  # two regional indicators are one flag
        return len(cluster) == 1 and 0x1F1E6 <= ord(cluster) <= 0x1F1FF
    return cluster.endswith("\u200d") and unicodedata.category(char) == "So"


def _drawn(cluster: str, *, bold: bool) -> Iterator[Cell]:
    """A cluster in one font if any has all of it, else character by character."""
    if len(cluster) > 1:
        cluster = unicodedata.normalize("NFC", cluster)
        shown = [ord(char) for char in cluster if not _ignorable(char)]
        first = face_for(cluster[0], bold=bold)
        for each in (first, *fallbacks()):
            if each and all(code in each.coverage for code in shown):
                yield Cell("".join(c for c in cluster if ord(c) in each.coverage), each)
                return
    for char in cluster:
        if found := face_for(char, bold=bold):
            yield Cell(char, found)
        elif unicodedata.category(char) == "Zs":
            yield _cell(" ", bold=bold)
        elif not _ignorable(char):
            for sign in f"[U+{ord(char):04X}]":
                yield _cell(sign, bold=bold)


def _ignorable(char: str) -> bool:
    """Whether a font may leave it out: joiners, selectors of variants and tags have no shape of their own."""
    code = ord(char)
    return (
        char in JOINERS
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0020 <= code <= 0xE007F
        or 0xE0100 <= code <= 0xE01EF
    )
