"""Tables on paper: rows under a head that repeats, and labelled values. Rules are thin and black, never
boxes.
"""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import Color, black
from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table, TableStyle

from ui.paper.words import HEADING, LABEL, LABEL_CENTRE, LABEL_FIGURE, ROW, TEXT, TEXT_BOLD, Style, Words

Cell = str | Words | list[Words]
"""Text in its column's style, words in their own, or several of these one under another."""

HAIRLINE = Color(0.6, 0.6, 0.6)

LABELS = {"left": LABEL, "right": LABEL_FIGURE, "centre": LABEL_CENTRE}

TIGHT: list[Any] = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 7),
    ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 2.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
]


def heading(text: str, keep: float = 60) -> list[Flowable]:
    """A heading, kept on one page with at least `keep` points of what follows."""
    return [CondPageBreak(keep + 27), Spacer(0, 9), Words(text, HEADING), Spacer(0, 3)]


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    styles: Sequence[Style] | None = None,
    *,
    strong_last: bool = False,
) -> Table:
    """Rows under a head. Widths are shares of the page; text takes its column's style, right for figures."""
    chosen = styles or [ROW] * len(head)
    labels = [Words(text, LABELS[style.align]) for text, style in zip(head, chosen, strict=True)]
    body = [
        [
            Words(cell, style) if isinstance(cell, str) else cell
            for cell, style in zip(row, chosen, strict=True)
        ]
        for row in rows
    ]
    rules = [
        *TIGHT,
        ("LINEABOVE", (0, 0), (-1, 0), 0.8, black),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, black),
        ("LINEBELOW", (0, 1), (-1, -1), 0.35, HAIRLINE),
        ("LINEBELOW", (0, "splitlast"), (-1, "splitlast"), 0.35, HAIRLINE),
        ("LINEBELOW", (0, -1), (-1, -1), 0.8, black),
    ]
    if strong_last:
        rules.append(("LINEABOVE", (0, -1), (-1, -1), 0.8, black))
    return _made([labels, *body], widths, rules, repeat=1)


def facts(pairs: Sequence[tuple[str, str]], columns: int = 4, strong: Sequence[str] = ()) -> Table:
    """Labelled values, small grey labels above; a value that is empty prints as a dash."""
    cells = [
        [Words(label, LABEL), Words(value or "–", TEXT_BOLD if label in strong else TEXT)]
        for label, value in pairs
    ]
    cells += [[Words("", LABEL)]] * (-len(cells) % columns)
    rows = [cells[start : start + columns] for start in range(0, len(cells), columns)]
    return _made(rows, [1] * columns, TIGHT, repeat=0)


def signatures(labels: Sequence[str]) -> Table:
    """Lines to sign on, each over its label."""
    cells: list[Words | str] = []
    widths: list[float] = []
    rules = list(TIGHT)
    for label in labels:
        if cells:
            cells.append("")
            widths.append(0.25)
        rules.append(("LINEABOVE", (len(cells), 0), (len(cells), 0), 0.5, black))
        cells.append(Words(label, LABEL))
        widths.append(3)
    return _made([cells], widths, rules, repeat=0)


def _made(rows: Sequence[list[Any]], widths: Sequence[float], rules: Sequence[Any], repeat: int) -> Table:
    from ui.paper.sheet import WIDTH

    unit = WIDTH / sum(widths)
    return Table(
        rows,
        colWidths=[width * unit for width in widths],
        repeatRows=repeat,
        splitInRow=1,
        style=TableStyle(rules),
        hAlign="LEFT",
    )
