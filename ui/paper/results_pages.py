"""A provider's statement of payment by results: every review of the quarter, and what it earned."""

from collections.abc import Iterator

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from allocation.record import check_code
from allocation.record.results import ContractResults, ResultsStatement
from ui.paper.columns import WIDE_PAGE
from ui.paper.sheet import Head, Section
from ui.paper.tables import facts, heading, signatures, table
from ui.paper.words import ROW, ROW_BOLD, ROW_FIGURE, STRONG, TEXT, Words
from ui.wording import _
from ui.wording.decisions import instant
from ui.wording.figures import day, money
from ui.wording.results import (
    LINE_HEADS,
    SUM_HEADS,
    due_sentence,
    line_cells,
    nothing_reviewed,
    quarter,
    reckoning,
    statement_title,
    sum_rows,
)


def section(made: ResultsStatement) -> Section:
    """The statement as a document, on its side: its lines are long."""
    head = Head(
        council=made.council,
        unit=made.unit,
        title=statement_title(),
        subtitle=f"{made.provider} · {quarter(made.first, made.last)}",
        reference=_("Statement {number}").format(number=made.number) if made.number else _("Not issued"),
        code=check_code(made) if made.number else "",
    )
    return Section(head, list(_story(made)), wide=True)


def _story(made: ResultsStatement) -> Iterator[Flowable]:
    yield from facts(
        [
            (_("Registration"), made.registration),
            (_("Issued by"), made.by or _("nobody yet")),
            (_("On"), instant(made.at) if made.at else day(made.day)),
            (_("In place of"), _("statement {number}").format(number=made.corrects) if made.corrects else ""),
            (_("Earned in the quarter"), money(made.earned)),
        ],
        strong=[_("Earned in the quarter")],
    )
    for found in made.contracts:
        yield from _contract(found)
    if not made.contracts:
        yield Words(nothing_reviewed(made), TEXT)
        return
    yield Spacer(0, 8)
    yield Words(_("Earned in the quarter: {sum}").format(sum=money(made.earned)), STRONG)
    yield CondPageBreak(80)
    yield Spacer(0, 30)
    yield signatures([_("For the council: name"), _("Signature"), _("Date")])


def _contract(found: ContractResults) -> Iterator[Flowable]:
    title = " · ".join(word for word in (found.name or found.contract, found.reference) if word)
    yield from heading(title)
    if found.lines:
        styles = [ROW_BOLD, ROW, ROW, *[ROW_FIGURE] * 8]
        rows = [list(line_cells(line)) for line in found.lines]
        yield table(list(LINE_HEADS), rows, styles, page=WIDE_PAGE)
        yield Spacer(0, 6)
        sums = [list(row) for row in sum_rows(found)]
        yield table(
            list(SUM_HEADS), sums, [ROW_BOLD, ROW, ROW_FIGURE, ROW_FIGURE], [2, 5, 1.2, 1.2], page=WIDE_PAGE
        )
        yield Spacer(0, 4)
    if due := due_sentence(found):
        yield Words(due, TEXT)
        yield Spacer(0, 4)
    yield from (Words(sentence, ROW) for sentence in reckoning(found))
