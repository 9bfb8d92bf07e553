"""Tables on paper: rows under a head that repeats, and labelled values.

Rules are thin and black, never boxes. ReportLab splits a table between rows; splitting inside a row
fails on some contents (5.1: an `IndexError`), so a row that is too tall for its page goes in as
several, before the table is made.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from reportlab.lib.colors import Color, black
from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table, TableStyle

from ui.paper.columns import PAGE, fitted
from ui.paper.words import HEADING, LABEL, LABEL_CENTRE, LABEL_FIGURE, ROW, TEXT, TEXT_BOLD, Style, Words

Cell = str | Words | list[Words]
"""Text in its column's style, words in their own, or several of these one under another."""

HAIRLINE = Color(0.6, 0.6, 0.6)

LABELS = {"left": LABEL, "right": LABEL_FIGURE, "centre": LABEL_CENTRE}

BETWEEN = 7.0
"""Points between two columns."""

TALLEST = 24
"""Lines of a row that stay on one page; a taller row may break after every `CHUNK` lines."""

CHUNK = 12

LONG = 150
"""Letters from which a labelled value has the page's width to itself."""

PLAIN: list[Any] = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), BETWEEN),
    ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
]


def heading(text: str, keep: float = 60) -> list[Flowable]:
    """A heading, kept on one page with at least `keep` points of what follows."""
    return [CondPageBreak(keep + 25), Spacer(0, 7), Words(text, HEADING), Spacer(0, 2)]


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    styles: Sequence[Style] | None = None,
    widths: Sequence[float] | None = None,
    *,
    strong_last: bool = False,
    gap: float = 2.3,
    page: float = PAGE,
) -> Table:
    """Rows under a head; text takes its column's style. `widths` are shares of the page, else columns fit
    their text. `gap` is points above and below a row, `page` the width that columns fill.
    """
    chosen = styles or [ROW] * len(head)
    labels = [[Words(text, LABELS[style.align])] for text, style in zip(head, chosen, strict=True)]
    body = [[_words(cell, style) for cell, style in zip(row, chosen, strict=True)] for row in rows]
    points = _shares(widths) if widths else fitted([labels, *body], BETWEEN, page)
    made: list[list[list[Words]]] = [labels]
    rules = [
        *PLAIN,
        ("TOPPADDING", (0, 0), (-1, -1), gap),
        ("BOTTOMPADDING", (0, 0), (-1, -1), gap),
        ("LINEABOVE", (0, 0), (-1, 0), 0.8, black),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, black),
        ("LINEBELOW", (0, -1), (-1, -1), 0.8, black),
    ]
    for number, row in enumerate(body, 1):
        start = len(made)
        made.extend(_chunks(row, points))
        last = len(made) - 1
        rules += [("BOTTOMPADDING", (0, place), (-1, place), 0) for place in range(start, last)]
        rules += [("TOPPADDING", (0, place), (-1, place), 0) for place in range(start + 1, last + 1)]
        if number < len(body):
            strong = strong_last and number == len(body) - 1
            rules.append(
                ("LINEBELOW", (0, last), (-1, last), 0.8 if strong else 0.35, black if strong else HAIRLINE)
            )
    return _made(made, points, rules, repeat=1)


def facts(pairs: Sequence[tuple[str, str]], columns: int = 4, strong: Sequence[str] = ()) -> list[Flowable]:
    """Labelled values, small grey labels above.

    A value that is empty prints as a dash; a long one has the page's width to itself.
    """
    story: list[Flowable] = []
    for long, group in groupby(pairs, key=lambda pair: len(pair[1]) > LONG):
        cells = [
            [Words(label, LABEL), Words(value or "–", TEXT_BOLD if label in strong else TEXT)]
            for label, value in group
        ]
        if long:
            story += [piece for cell in cells for piece in (*cell, Spacer(0, 3))]
            continue
        cells += [[Words("", LABEL)] for _ in range(-len(cells) % columns)]
        rows = [cells[start : start + columns] for start in range(0, len(cells), columns)]
        story.append(_made(rows, _shares([1] * columns), PLAIN, repeat=0))
    return story


def signatures(labels: Sequence[str]) -> Table:
    """Lines to sign on, each over its label."""
    cells: list[list[Words]] = []
    widths: list[float] = []
    rules = list(PLAIN)
    for label in labels:
        if cells:
            cells.append([])
            widths.append(0.25)
        rules.append(("LINEABOVE", (len(cells), 0), (len(cells), 0), 0.5, black))
        cells.append([Words(label, LABEL)])
        widths.append(3)
    return _made([cells], _shares(widths), rules, repeat=0)


def _words(cell: Cell, style: Style) -> list[Words]:
    if isinstance(cell, str):
        return [Words(cell, style)]
    return cell if isinstance(cell, list) else [cell]


def _shares(widths: Sequence[float]) -> list[float]:
    unit = PAGE / sum(widths)
    return [width * unit for width in widths]


def _chunks(row: list[list[Words]], points: Sequence[float]) -> Iterator[list[list[Words]]]:
    """The row, or its lines in several rows where it is too tall to stay together."""
    for cell, width in zip(row, points, strict=True):
        for words in cell:
            words.wrap(width - BETWEEN, 0)
    tallest = max(sum(len(words.lines) for words in cell) for cell in row)
    if tallest <= TALLEST:
        yield row
        return
    for start in range(0, tallest, CHUNK):
        yield [list(_slice(cell, start, start + CHUNK)) for cell in row]


def _slice(cell: list[Words], start: int, end: int) -> Iterator[Words]:
    """The cell's lines from start to end, across its words."""
    for words in cell:
        count = len(words.lines)
        if start < count and end > 0:
            yield Words(words.text, words.style, words.lines[max(start, 0) : end])
        start, end = start - count, end - count


def _made(rows: list[list[list[Words]]], points: Sequence[float], rules: Sequence[Any], repeat: int) -> Table:
    return Table(rows, colWidths=list(points), repeatRows=repeat, style=TableStyle(rules), hAlign="LEFT")
