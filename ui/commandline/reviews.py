"""`reviews` and `statement`: care that is to be reviewed, and what results earned."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from rich.table import Table

from allocation.model import CareOutcomes
from allocation.use_cases.desk import Desk
from allocation.use_cases.issued_statements import Quarter, issue_statement, statement_pages
from allocation.use_cases.issuing import Heading
from allocation.use_cases.review_rows import ToReview
from ui.commandline.new_file import write_new
from ui.commandline.terminal import out
from ui.wording import _
from ui.wording.figures import money
from ui.wording.results import (
    LINE_HEADS,
    SUM_HEADS,
    due_sentence,
    issue_state,
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


def write_outcomes(found: Iterable[CareOutcomes], path: Path) -> None:
    """Write what was recorded to a new file, by its ending. Raises `WorldError` where it cannot be."""
    from ui.spreadsheet.write_outcomes import outcomes_bytes

    write_new(path, outcomes_bytes(found, path))
    out().print(_("Written to {folder}").format(folder=path))


def show_statement(found: Quarter) -> None:
    """Show a statement, contract by contract, and whether it was issued."""
    console, made = out(), found.now
    console.print(f"{made.provider} · {quarter(made.first, made.last)} · {money(made.earned)}")
    for each in made.contracts:
        console.print(f"\n{each.name or each.contract}")
        if each.lines:
            console.print(_table(LINE_HEADS, map(line_cells, each.lines)))
            console.print(_table(SUM_HEADS, sum_rows(each)))
        if due := due_sentence(each):
            console.print(due)
    if not made.contracts:
        console.print(nothing_reviewed(made))
    console.print(issue_state(found))


def write_statement(desk: Desk, found: Quarter, path: Path) -> None:
    """Write a statement to a new PDF or workbook, by its ending: the issued pages where they still hold,
    else a draft that says so. Raises `WorldError` where it cannot be.
    """
    from ui.paper import results_statement
    from ui.spreadsheet.results import statement_workbook

    if path.suffix.casefold() != ".pdf":
        write_new(path, statement_workbook(found.now))
    else:
        write_new(path, statement_pages(desk, found.key) if found.same else results_statement(found.now))
    out().print(_("Written to {folder}").format(folder=path))


def issue(desk: Desk, provider: str, first: date, version: str) -> None:
    """Issue a quarter's statement and say its number. Raises `WorldError`."""
    from ui import paper

    made = issue_statement(desk, provider, first, paper, Heading(version=version))
    out().print(_("Issued as {number}").format(number=made.number))


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head)
    for row in rows:
        table.add_row(*row)
    return table
