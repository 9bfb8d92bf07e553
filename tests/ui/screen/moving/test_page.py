"""The moving page: three questions, the book before and after, each person's why, and the meeting's paper."""

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from allocation.moving import Fate, Why
from allocation.use_cases.desk import Desk
from tests.desks import bring_in_book
from tests.ui.screen.conftest import Open, settle
from ui.screen.moving.meeting import draw_book
from ui.screen.moving.page import BY_PROVIDER, MovingPage
from ui.screen.moving.saving import write_moves
from ui.screen.moving.words import so_far
from ui.screen.window import Window


@pytest.fixture
def live(empty_desk: Desk) -> Desk:
    """A desk on which everybody has care, half of it with providers of the new contract."""
    bring_in_book(empty_desk, 40)
    return empty_desk


def _page(window: Window) -> MovingPage:
    page = window.pages[0]
    assert isinstance(page, MovingPage)
    return page


def _released(window: Window, qtbot: QtBot, why: Why, what: str, start: str = "01/07/2026") -> MovingPage:
    """The page after the three questions were answered and the search has ended."""
    page = _page(window)
    page.form.why.set_text(str(why))
    page.form.why.edited.emit()
    settle(qtbot, window)
    if why is Why.HAND:
        page.form.packages.set_text(what)
    else:
        page.form.what.set_text(what)
    page.form.start.line.setText(start)
    page.form.save()
    settle(qtbot, window)
    return page


def test_a_provider_closes(live: Desk, open_window: Open, qtbot: QtBot) -> None:
    """Three answers are enough: whoever it has is placed anew, and each row says where to and why."""
    window = open_window(live, (MovingPage,))
    assert _page(window).asking
    page = _released(window, qtbot, Why.CLOSES, "PR01")
    assert not page.asking
    assert page.seen is not None
    assert page.seen.view.result is not None
    moving = [row for row in page.rows if row.line.holder == "PR01"]
    assert moving
    assert all(row.line.fate is not Fate.STAYS and row.why for row in moving)
    assert "40 packages" in page.told.text()


def test_what_is_offered_follows_why(live: Desk, open_window: Open, qtbot: QtBot) -> None:
    """Providers, contracts or lots: nothing that was offered before is left among them."""
    window = open_window(live, (MovingPage,))
    form = _page(window).form
    offered = {}
    for why in (Why.CLOSES, Why.SUPERSEDED, Why.LOTS):
        form.why.set_text(str(why))
        form.why.edited.emit()
        settle(qtbot, window)
        offered[why] = {form.what.box.itemData(place) for place in range(form.what.box.count())}
    assert "PR01" in offered[Why.CLOSES]
    assert offered[Why.SUPERSEDED] == {"OLD", "NEW"}
    assert "Spot" in offered[Why.LOTS]
    assert not offered[Why.LOTS] & (offered[Why.CLOSES] | offered[Why.SUPERSEDED])


def test_the_list_is_sifted(live: Desk, open_window: Open, qtbot: QtBot) -> None:
    """Who moves alone, or providers before and after; what is selected is told in the detail."""
    page = _released(open_window(live, (MovingPage,)), qtbot, Why.SUPERSEDED, "OLD")
    page.which.choose(Fate.MOVES)
    assert page.model.rows
    assert all(row.line.fate is Fate.MOVES for row in page.model.rows)
    assert page.model.rows[0].holder in page.panel.outcome.text()
    page.which.choose(BY_PROVIDER)
    assert sum(row.line.before for row in page.providers.rows) == 40


@pytest.mark.parametrize(
    ("why", "what", "start", "field"),
    [
        (Why.HAND, "", "01/07/2026", "packages"),
        (Why.HAND, "HK-9999", "01/07/2026", "packages"),
        (Why.CLOSES, "PR01", "01/05/2026", "start"),
        (Why.CLOSES, "PR01", "", "start"),
        (Why.CLOSES, "PR01", "soon", "start"),
    ],
)
def test_a_wrong_answer_is_said_at_its_question(
    live: Desk, open_window: Open, qtbot: QtBot, why: Why, what: str, start: str, field: str
) -> None:
    """Nothing is released; the form stays with the fault under the field that it is about."""
    page = _released(open_window(live, (MovingPage,)), qtbot, why, what, start)
    assert page.asking
    assert getattr(page.form, field).fault.text()


def test_the_book_goes_on_paper_and_into_a_sheet(
    live: Desk, open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    """The paper and the sheet are of the book in sight, and their names name nobody."""
    page = _released(open_window(live, (MovingPage,)), qtbot, Why.LOTS, "Spot")
    assert page.seen is not None
    sheets = draw_book(page.seen, "1.2.3")
    assert sheets.data.startswith(b"%PDF")
    assert date(2026, 6, 1).isoformat() in sheets.name
    path = write_moves(page.seen, tmp_path)
    assert path.name == "book-2026-06-01.xlsx"


def test_a_plan_under_way_is_counted(live: Desk, open_window: Open, qtbot: QtBot) -> None:
    """While a search goes on, the line says how many stay and move in the best plan so far."""
    page = _released(open_window(live, (MovingPage,)), qtbot, Why.CLOSES, "PR01")
    assert page.seen is not None
    view = page.seen.view
    open_ = {part.part.package for part in view.problem.parts}
    moved = sum(line.fate is Fate.MOVES for line in page.seen.book.lines if line.package in open_)
    assert f"{moved} move" in so_far(view.problem, view.plan)
