"""Words on paper: text as typed in one of a few styles, broken into lines, as a piece of a ReportLab page.

ReportLab's own paragraphs read markup, know one font at a time and break on a name that looks like a tag;
these draw what was typed.
"""

from dataclasses import dataclass, replace
from typing import Any, Literal

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from ui.paper.cells import clean
from ui.paper.fonts import face
from ui.paper.lines import Line, Run, lines, text_width


@dataclass(frozen=True, slots=True)
class Style:
    """How words look. Sizes in points; `grey` 0 is black."""

    size: float
    leading: float
    bold: bool = False
    grey: float = 0
    align: Literal["left", "right", "centre"] = "left"


TITLE = Style(19, 23, bold=True)
HEADING = Style(11, 15, bold=True)
STRONG = Style(12, 15, bold=True)
STRONG_FIGURE = Style(12, 15, bold=True, align="right")
TEXT = Style(9.5, 12.5)
TEXT_BOLD = Style(9.5, 12.5, bold=True)
ROW = Style(8.5, 11)
ROW_BOLD = Style(8.5, 11, bold=True)
ROW_FIGURE = Style(8.5, 11, align="right")
ROW_FIGURE_BOLD = Style(8.5, 11, bold=True, align="right")
ROW_CENTRE = Style(8.5, 11, align="centre")
FINE_ROW = Style(7.8, 10.5)
FINE_FIGURE = Style(7.8, 10.5, align="right")
LABEL = Style(7.5, 10, grey=0.35)
LABEL_FIGURE = Style(7.5, 10, grey=0.35, align="right")
LABEL_CENTRE = Style(7.5, 10, grey=0.35, align="centre")


SMALLEST = 0.7
"""The least that a head or foot shrinks to, of its size, before it is cut."""


class Words(Flowable):
    """Text in a style. It wraps to any width and splits between any two lines."""

    def __init__(self, text: str, style: Style = TEXT, made: tuple[Line, ...] | None = None) -> None:
        super().__init__()
        self.text = text
        self.style = style
        self.lines = made or ()
        self._made_for: float | None = None
        self._fixed = made is not None

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """Break into lines of the width; the size that they take."""
        if not self._fixed and self._made_for != available_width:
            self.lines = lines(self.text, available_width / self.style.size * 1000, bold=self.style.bold)
            self._made_for = available_width
        self.width, self.height = available_width, len(self.lines) * self.style.leading
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """What fits in the height, and the rest."""
        self.wrap(available_width, available_height)
        count = int(available_height / self.style.leading + 1e-6)
        if count >= len(self.lines):
            return [self]
        if count < 1:
            return []
        first, rest = self.lines[:count], self.lines[count:]
        return [Words(self.text, self.style, first), Words(self.text, self.style, rest)]

    def draw(self) -> None:
        """Draw every line."""
        style = self.style
        first = self.height - (style.leading + style.size * 0.72) / 2
        for number, line in enumerate(self.lines):
            draw_line(self.canv, line, style, 0, first - number * style.leading, self.width)


def draw_line(canvas: Any, line: Line, style: Style, x: float, y: float, width: float) -> None:
    """Draw one line on its baseline within a width that starts at x."""
    scale = style.size / 1000
    slack = width - line.width * scale
    x += {"left": 0.0, "right": slack, "centre": slack / 2}[style.align]
    canvas.setFillGray(style.grey)
    for run in line.runs:
        if run.glyphs is None:
            _draw_plain(canvas, run, style.size, x, y)
        else:
            face(run.font).reportlab  # noqa: B018 - registers the font on first use
            _draw_glyphs(canvas, run, style.size, x, y)
        x += run.width * scale


def _draw_plain(canvas: Any, run: Run, size: float, x: float, y: float) -> None:
    """Draw characters as they stand, by the operators of PDF 32000-1, 9.4."""
    pieces = canvas.encoded(face(run.font).reportlab, run.text)
    shown = " ".join(f"{name} {size:.2f} Tf {text} Tj" for name, text in pieces)
    canvas.addLiteral(f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {shown} ET")


def _draw_glyphs(canvas: Canvas, run: Run, size: float, x: float, y: float) -> None:
    """Place shaped glyphs one by one.

    Text that reads from the left lies under the words that it stands for (ActualText), because its glyphs may
    stand in another order; readers turn what reads from the right around themselves.
    """
    scale = size / 1000
    if not run.rtl:
        typed = run.text.encode("utf-16-be").hex().upper()
        canvas.addLiteral(f"/Span <</ActualText <FEFF{typed}>>> BDC")
    text = canvas.beginText()
    text.setFont(run.font, size)
    for glyph in run.glyphs or ():
        text.setTextOrigin(x + glyph.dx * scale, y + glyph.dy * scale)
        text.textOut(glyph.char)
        x += glyph.advance * scale
    canvas.drawText(text)
    if not run.rtl:
        canvas.addLiteral("EMC")


def draw_words(canvas: Any, text: str, style: Style, x: float, y: float, width: float) -> None:
    """Draw text on one line of a head or foot: smaller where it must be, then cut with an ellipsis."""
    line = " ".join(clean(text).split())
    wide = text_width(line, bold=style.bold) * style.size / 1000
    if wide > width:
        style = replace(style, size=style.size * max(SMALLEST, width / wide))
    if wide * SMALLEST > width:
        style = replace(style, align="left")
        (kept, *_rest) = lines(line, (width / style.size - 1) * 1000, bold=style.bold)
        draw_line(canvas, kept, style, x, y, width)
        x += kept.width * style.size / 1000
        line = "…"
    draw_line(canvas, lines(line, float("inf"), bold=style.bold)[0], style, x, y, width)
