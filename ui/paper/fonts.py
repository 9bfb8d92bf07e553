"""The shipped fonts on paper: which one draws a character, and how a run of them becomes placed glyphs.

ReportLab embeds TrueType fonts and HarfBuzz shapes (joins, reorders, stacks) the scripts that need it.
ReportLab's own shaping numbers the glyphs that no character has in the order in which a process first met
them, so a reprint in another process would differ; here such a glyph's number follows from the font alone.
"""

from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from ui.paper.embedding import GLYPH_CODES, EmbeddedFont

FOLDER = Path(__file__).parents[2] / "resources" / "fonts"

REGULAR, BOLD = "NotoSans-Regular", "NotoSans-Bold"

_FIRST = (REGULAR, "DroidSansFallbackFull", "NanumGothicCoding")
_LAST = ("NotoSansSymbols-Regular", "NotoSansSymbols2-Regular", "NotoEmoji-Regular")

UNJOINED = {REGULAR, BOLD, "DroidSansFallbackFull", "NanumGothicCoding", *_LAST[:2]}
"""Fonts whose characters stand one after another: they need shaping only where a mark sits on a letter."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph of a run: the character that ReportLab knows it by, and its place in thousandths of an em."""

    char: str
    advance: float
    dx: float
    dy: float


@dataclass(frozen=True)
class Face:
    """One font file: its coverage and its shapes, read on first use."""

    name: str
    path: Path
    _advances: dict[str, float] = field(default_factory=dict, compare=False)

    @cached_property
    def _face(self) -> Any:
        import uharfbuzz

        return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(self.path)))

    @cached_property
    def _font(self) -> Any:
        import uharfbuzz

        return uharfbuzz.Font(self._face)

    @cached_property
    def coverage(self) -> frozenset[int]:
        """The characters that it has a glyph for."""
        return frozenset(self._face.unicodes)

    @cached_property
    def reportlab(self) -> Any:
        """The font as ReportLab knows it, registered under `name`."""
        from reportlab.pdfbase import pdfmetrics

        font = EmbeddedFont(self.name, str(self.path))
        pdfmetrics.registerFont(font)
        return font

    @cached_property
    def _characters(self) -> dict[int, str]:
        """The first character of each glyph that one has."""
        found: dict[int, str] = {}
        for code in sorted(self.coverage, reverse=True):
            if code > 0x20:
                found[self.reportlab.face.charToGlyph[code]] = chr(code)
        return found

    def advance(self, char: str) -> float:
        """How far a character that stands alone moves on, in thousandths of an em."""
        known = self._advances.get(char)
        if known is None:
            known = self._advances[char] = self.reportlab.face.getCharWidth(ord(char))
        return known

    def shape(self, text: str, *, rtl: bool) -> tuple[Glyph, ...]:
        """The glyphs of a run in the order in which they are drawn, from the left."""
        import uharfbuzz

        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        uharfbuzz.shape(self._font, buffer)
        scale = 1000 / self._face.upem
        return tuple(
            Glyph(
                self._known_as(info.codepoint),
                place.x_advance * scale,
                place.x_offset * scale,
                place.y_offset * scale,
            )
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        )

    def _known_as(self, glyph: int) -> str:
        """The character of a glyph; where it has none a private one, made known to ReportLab's subsetting."""
        if known := self._characters.get(glyph):
            return known
        face = self.reportlab.face
        code = GLYPH_CODES + glyph
        if code not in face.charToGlyph:
            face.charToGlyph[code] = glyph
            face.charWidths[code] = self._font.get_glyph_h_advance(glyph) * 1000 / self._face.upem
        return chr(code)


@cache
def face(name: str) -> Face:
    """A shipped font by its file's name."""
    return Face(name, FOLDER / f"{name}.ttf")


@cache
def fallbacks() -> tuple[Face, ...]:
    """Every font in the order in which a character looks for its glyph; bold falls back to these as well."""
    names = sorted(path.stem for path in FOLDER.glob("*.ttf"))
    others = [name for name in names if name not in (*_FIRST, BOLD, *_LAST)]
    return tuple(face(name) for name in (*_FIRST, *others, *_LAST))


@cache
def face_for(char: str, *, bold: bool) -> Face | None:
    """The font that draws a character, or None where no shipped font has it."""
    chosen = (face(BOLD), *fallbacks()) if bold else fallbacks()
    return next((each for each in chosen if ord(char) in each.coverage), None)
