"""The book's paper for a meeting, drawn from the plan as it stands."""

from allocation.moving import book_summary
from allocation.record import Issue
from allocation.use_cases.moving import BookView
from ui import paper
from ui.screen.records.papers import Sheets
from ui.wording import _


def draw_book(seen: BookView, version: str) -> Sheets:
    """The pages of a book, and the version that made them. Slow for a big one: not for the GUI thread."""
    view = seen.view
    issue = Issue(numbers=view.issued, version=version)
    summary = book_summary(view.round_, seen.book, view.verdict, issue, view.result)
    return Sheets(_("Book {day}").format(day=view.day.isoformat()), paper.book_summary(summary))
