"""The page: A4 with 18 mm margins, the council's head, a title that says what it is, and at the foot the
record number, the check code and "page 1 of 2", counted anew for each document of a bundle.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.rl_accel import escapePDF
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate

from ui.paper.cells import clean
from ui.paper.columns import MARGIN
from ui.paper.embedding import EmbeddedFont
from ui.paper.words import LABEL, LABEL_FIGURE, STRONG, TEXT, TITLE, Style, Words, draw_words
from ui.wording import _

rl_config.useA85 = 0
"""Compressed streams as they are, a quarter smaller than as text, which nothing reads any more."""

CREST, CREST_MORE = 15 * mm, 5 * mm
"""The crest's height, and what it adds to the head."""

FIRST_HEAD = 30.5 * mm
NEXT_HEAD = 11 * mm

REFERENCE = Style(12, 15, bold=True, align="right")
FINE = Style(8, 10, grey=0.35)
FINE_RIGHT = Style(8, 10, grey=0.35, align="right")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands round a document's pages. `reference` and `code` are empty where it has none."""

    council: str
    unit: str
    title: str
    subtitle: str = ""
    reference: str = ""
    code: str = ""
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One document of a bundle: it starts a page and counts its own. `wide`: its pages lie on their side."""

    head: Head
    story: Sequence[Flowable]
    wide: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of its pages."""
        return (A4[1], A4[0]) if self.wide else A4


class _CountedCanvas(Canvas):
    """Holds the pages back until their number is known, then writes "page x of y" on each."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self._encoded: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self._held: list[dict[str, Any]] = []
        self.section = 0
        self.section_page = 0
        self.section_name = ""
        self.section_right = A4[0] - MARGIN

    def encoded(self, font: EmbeddedFont, text: str) -> list[tuple[str, str]]:
        """Text as operators take it: pieces, each a subset of the font by its name and a string in it.

        ReportLab's own `drawString` measures and encodes each text anew; a book of thousands of pages says
        the same few hundred things on each, so a document encodes each once.
        """
        key = (font.fontName, text)
        if key not in self._encoded:
            document = self._doc  # type: ignore[attr-defined]
            self._encoded[key] = [
                (font.getSubsetInternalName(subset, document), f"({escapePDF(piece)})")
                for subset, piece in font.splitString(text, document)
            ]
        return self._encoded[key]

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Hold the page."""
        self._held.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        """Write all pages."""
        held, totals = self._held, Counter(page["section"] for page in self._held)
        for page in held:
            self.__dict__.update(page)
            words = _("Page {page} of {pages}").format(page=self.section_page, pages=totals[self.section])
            draw_words(self, words, FINE_RIGHT, self.section_right - 40 * mm, MARGIN - 4 * mm, 40 * mm)
            if self.section_page == 1 and len(totals) > 1:
                self.bookmarkPage(f"section-{self.section}")
                self.addOutlineEntry(clean(self.section_name), f"section-{self.section}")
            super().showPage()
        super().save()


def pdf(sections: Sequence[Section], title: str, crest: bytes | None = None) -> bytes:
    """One PDF of all sections; byte for byte the same for the same sections.

    Without any it is one page that says so.
    """
    out = BytesIO()
    author = clean(sections[0].head.council) if sections else ""
    document = BaseDocTemplate(
        out, pagesize=A4, invariant=1, title=clean(title), author=author, creator="Lotwise", lang="en-GB"
    )
    picture = ImageReader(BytesIO(crest)) if crest else None
    story: list[Flowable] = []
    for number, section in enumerate(sections):
        document.addPageTemplates(_templates(number, section, picture))
        if number:
            story += [NextPageTemplate(f"{number}-first"), PageBreak()]
        story += [NextPageTemplate(f"{number}-next"), *section.story]
    if not sections:
        document.addPageTemplates(_templates(0, Section(Head("", "", title), []), picture))
        story.append(Words(_("Nothing to print."), TEXT))
    document.build(story, canvasmaker=_CountedCanvas)
    return out.getvalue()


def _templates(number: int, section: Section, crest: ImageReader | None) -> list[PageTemplate]:
    """The section's first page and its further ones."""
    made = []
    width, height = section.size
    for name, head, draw in (
        ("first", FIRST_HEAD + (CREST_MORE if crest else 0), partial(_first_page, section, number, crest)),
        ("next", NEXT_HEAD, partial(_next_page, section)),
    ):
        room = height - 2 * MARGIN - head - 4 * mm
        frame = Frame(MARGIN, MARGIN + 4 * mm, width - 2 * MARGIN, room, 0, 0, 0, 0)
        made.append(PageTemplate(f"{number}-{name}", [frame], onPage=draw, pagesize=section.size))
    return made


def _first_page(
    section: Section, number: int, crest: ImageReader | None, canvas: Any, _document: Any
) -> None:
    head = section.head
    canvas.section, canvas.section_page = number, 1
    canvas.section_name = " ".join((head.title, head.reference or head.subtitle))
    canvas.section_right = right = section.size[0] - MARGIN
    top, left, side = section.size[1] - MARGIN, MARGIN, 58 * mm
    if crest:
        canvas.drawImage(crest, left, top - CREST, CREST, CREST, preserveAspectRatio=True, mask="auto")
        left += CREST + 4 * mm
    draw_words(canvas, head.council, STRONG, left, top - 4.5 * mm, right - side - left)
    draw_words(canvas, head.unit, FINE, left, top - 9 * mm, right - side - left)
    draw_words(canvas, head.reference, REFERENCE, right - side, top - 4.5 * mm, side)
    if head.code:
        words = _("check code {code}").format(code=head.code)
        draw_words(canvas, words, LABEL_FIGURE, right - side, top - 9 * mm, side)
    if crest:
        top -= CREST_MORE
    _rule(canvas, top - 12 * mm, 1.2)
    base = top - 20.5 * mm
    draw_words(canvas, head.title, TITLE, MARGIN, base, right - MARGIN)
    draw_words(canvas, head.subtitle, TEXT, MARGIN, base - 5.5 * mm, right - MARGIN)
    _foot(canvas, head)


def _next_page(section: Section, canvas: Any, _document: Any) -> None:
    head, top = section.head, section.size[1] - MARGIN
    canvas.section_page += 1
    width = canvas.section_right - MARGIN
    words = " · ".join(filter(None, (head.council, head.title)))
    draw_words(canvas, words, FINE, MARGIN, top - 3 * mm, width * 0.7)
    draw_words(canvas, head.reference, FINE_RIGHT, MARGIN + width * 0.7, top - 3 * mm, width * 0.3)
    _rule(canvas, top - 5.5 * mm, 0.5)
    _foot(canvas, head)


def _foot(canvas: Any, head: Head) -> None:
    _rule(canvas, MARGIN, 0.4)
    words = [head.reference, _("check code {code}").format(code=head.code) if head.code else "", head.foot]
    foot = " · ".join(word for word in words if word)
    draw_words(canvas, foot, LABEL, MARGIN, MARGIN - 4 * mm, canvas.section_right - MARGIN - 40 * mm)


def _rule(canvas: Any, y: float, thickness: float) -> None:
    canvas.setStrokeGray(0)
    canvas.setLineWidth(thickness)
    canvas.line(MARGIN, y, canvas.section_right, y)
