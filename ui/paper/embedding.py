"""Fonts in a PDF as ReportLab embeds them: glyphs of their own, told to every reader as text.

ReportLab knows glyphs by characters. One that shaping chose, which no character has, is given a
private character together with the text that it stands for. Its number is not written anywhere:
ReportLab 5.1's own shaping writes it, in the order in which a process first met the glyphs, so that
a reprint elsewhere would differ.
"""

from itertools import count
from typing import Any

from reportlab.pdfbase.ttfonts import TTFont

FIRST_PRIVATE = 0xF0000
"""Private characters begin here."""


class EmbeddedFont(TTFont):
    """A TrueType font that takes glyphs of any text, and tells readers that text as UTF-16.

    ReportLab writes characters past U+FFFF as five digits, which readers report as broken.
    """

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path)
        self._private: dict[tuple[int, str], int] = {}
        self._numbers = count(FIRST_PRIVATE)
        self._texts: dict[int, str] = {}

    def known_as(self, glyph: int, text: str) -> str:
        """The character by which to draw a glyph that stands for this text (empty: for none of its own)."""
        if len(text) == 1 and self.face.charToGlyph.get(ord(text)) == glyph:
            return text
        code = self._private.get((glyph, text))
        if code is None:
            code = self._private[glyph, text] = next(self._numbers)
            self._texts[code] = text
            self.face.charToGlyph[code] = glyph
            self.face.charWidths[code] = self.face.hmetrics[glyph][0] * 1000 / self.face.unitsPerEm
        return chr(code)

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab's name
        """Embed the subsets that a document uses."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        names = [self.getSubsetInternalName(number, doc)[1:] for number in range(len(subsets))]
        super().addObjects(doc)
        for name, subset in zip(names, subsets, strict=True):
            font = doc.idToObject["BasicFonts"].dict[name]
            texts = [self._texts.get(code, chr(code)) if code >= 0x20 else "" for code in subset]
            doc.idToObject[font.ToUnicode.name].content = _to_unicode(font.BaseFont, texts)


def _to_unicode(name: str, texts: list[str]) -> str:
    """The CMap of a subset (PDF 32000-1, 9.10.3)."""
    pairs = [
        f"<{place:02X}> <{text.encode('utf-16-be').hex().upper()}>"
        for place, text in enumerate(texts)
        if text
    ]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    mapped = [line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")]
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *mapped,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        )
    )
