"""`reviews` and `statement`: care that is to be reviewed, and what results earned."""

from collections.abc import Iterable
from pathlib import Path

from rich.table import Table

from allocation.record.results import ResultsStatement
from allocation.use_cases.review_rows import ToReview
from ui.commandline.new_file import write_new
from ui.commandline.terminal import out
from ui.wording import _
from ui.wording.figures import money
from ui.wording.results import (
    LINE_HEADS,
    SUM_HEADS,
    due_sentence,
    line_cells,
    nothing_reviewed,
    quarter,
    sum_rows,
    why_to_review,
)


def list_due(due: Iterable[ToReview]) -> None:
    """Show what is to be reviewed, and why."""
    rows = [(each.reference, each.provider_name, why_to_review(each)) for each in due]
    if not rows:
        out().print(_("No care is to be reviewed within the week."))
        return
    out().print(_table((_("Package"), _("Provider"), _("Why")), rows))


def show_statement(made: ResultsStatement) -> None:
    """Show a statement, contract by contract."""
    console = out()
    console.print(f"{made.provider} · {quarter(made.first, made.last)} · {money(made.earned)}")
    for found in made.contracts:
        console.print(f"\n{found.name or found.contract}")
        if found.lines:
            console.print(_table(LINE_HEADS, map(line_cells, found.lines)))
            console.print(_table(SUM_HEADS, sum_rows(found)))
        if due := due_sentence(found):
            console.print(due)
    if not made.contracts:
        console.print(nothing_reviewed(made))


def write_statement(made: ResultsStatement, path: Path) -> None:
    """Write a statement to a new PDF or workbook, by its ending. Raises `WorldError` where it cannot be."""
    from ui.paper import results_statement
    from ui.spreadsheet.results import statement_workbook

    draw = results_statement if path.suffix.casefold() == ".pdf" else statement_workbook
    write_new(path, draw(made))
    out().print(_("Written to {folder}").format(folder=path))


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head)
    for row in rows:
        table.add_row(*row)
    return table
