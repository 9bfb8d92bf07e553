"""Fonts in a PDF as ReportLab embeds them, with a table from glyphs to text that every reader can read."""

from typing import Any

from reportlab.pdfbase.ttfonts import TTFont

GLYPH_CODES = 0xF0000
"""Glyphs that no character has are known to ReportLab as private characters from here, by glyph number."""


class EmbeddedFont(TTFont):
    """A TrueType font whose characters past U+FFFF are written as UTF-16, and whose private glyphs are left
    out.

    ReportLab 5.1 writes such characters as five digits, which readers report as broken. The text of private
    glyphs is written beside them, as ActualText.
    """

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab's name
        """Embed the subsets that a document uses."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        names = [self.getSubsetInternalName(number, doc)[1:] for number in range(len(subsets))]
        super().addObjects(doc)
        for name, subset in zip(names, subsets, strict=True):
            font = doc.idToObject["BasicFonts"].dict[name]
            doc.idToObject[font.ToUnicode.name].content = _to_unicode(font.BaseFont, subset)


def _to_unicode(name: str, subset: list[int]) -> str:
    """The CMap of a subset (PDF 32000-1, 9.10.3)."""
    known = [(place, code) for place, code in enumerate(subset) if 0x20 <= code < GLYPH_CODES]
    pairs = [f"<{place:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>" for place, code in known]
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
