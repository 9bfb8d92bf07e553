"""The shipped fonts on paper: which one draws a character, and how a run of them becomes placed glyphs.

HarfBuzz shapes (joins, reorders, stacks) the scripts that need it; `embedding`
is how ReportLab then has the font.
"""

from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from ui.paper.embedding import EmbeddedFont

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
    def reportlab(self) -> EmbeddedFont:
        """The font as ReportLab knows it, registered under `name`."""
        from reportlab.pdfbase import pdfmetrics

        font = EmbeddedFont(self.name, str(self.path))
        pdfmetrics.registerFont(font)
        return font

    def advance(self, char: str) -> float:
        """How far a character that stands alone moves on, in thousandths of an em."""
        known = self._advances.get(char)
        if known is None:
            known = self._advances[char] = self.reportlab.face.charWidths[ord(char)]
        return known

    def shape(self, text: str, *, rtl: bool) -> tuple[Glyph, ...]:
        """The glyphs of a run in the order in which they are drawn, from the left."""
        import uharfbuzz

        buffer = uharfbuzz.Buffer()
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        uharfbuzz.shape(self._font, buffer)
        scale = 1000 / self._face.upem
        clusters = [info.cluster for info in buffer.glyph_infos]
        ends = dict(pairwise((*sorted(set(clusters)), len(text))))
        told = {start: text[start:end] for start, end in ends.items()}
        return tuple(
            Glyph(
                self.reportlab.known_as(info.codepoint, told.pop(info.cluster, "")),
                place.x_advance * scale,
                place.x_offset * scale,
                place.y_offset * scale,
            )
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        )


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
