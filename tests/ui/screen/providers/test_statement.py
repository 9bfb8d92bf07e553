"""A provider's payment by results for a quarter, beside the provider."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from allocation.use_cases import imports, reviews, waiting_list
from allocation.use_cases.desk import Desk
from tests.desks import HandClock, issue_first, pay_by_results
from tests.ui.paper.pages import page_texts
from tests.ui.screen.conftest import Open, settle
from ui.screen.providers import page as providers_page
from ui.screen.providers import statement
from ui.screen.providers.page import ProvidersPage
from ui.screen.providers.statement import IssueDialog
from ui.screen.records.dialog import PagesDialog
from ui.screen.records.papers import Sheets
from ui.spreadsheet.read import read_tables


@pytest.fixture
def reviewed(desk: Desk) -> str:
    """The provider of a package that was reviewed on the last of June under a contract paying a tenth."""
    package = issue_first(desk)
    pay_by_results(desk)
    assert isinstance(desk.clock, HandClock)
    desk.clock.day = date(2026, 7, 10)
    detail = waiting_list.package(desk, waiting_list.id_of(desk, package))
    (held,) = detail.care
    reviews.record_review(desk, detail.id, held.provider, date(2026, 6, 30), 4, 3)
    return held.provider


def test_the_quarter_that_ended_last_is_shown_issued_and_printed(
    desk: Desk,
    reviewed: str,
    open_window: Open,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its sums stand beside the provider. Before it is issued its paper is a draft, afterwards always the
    issued pages; another quarter says that it has nothing.
    """
    shown: list[Sheets] = []

    def look(sheets: Sheets, _parent: QWidget) -> str:
        shown.append(sheets)
        return ""

    monkeypatch.setattr(PagesDialog, "ask", look)
    monkeypatch.setattr(IssueDialog, "ask", lambda _made, _parent: True)
    monkeypatch.setattr(statement, "documents", lambda: tmp_path)
    window = open_window(desk, (ProvidersPage,))
    window.go("providers", reviewed)
    page = window.page
    assert isinstance(page, ProvidersPage)
    qtbot.waitUntil(lambda: page.row is not None and page.row.id == reviewed)
    settle(qtbot, window)
    assert page.panel.results.isVisible()
    page.panel.results.click()
    settle(qtbot, window)
    panel = page.panel.statement
    assert panel.isVisible()
    assert panel.shown is not None
    (found,) = panel.shown.now.contracts
    assert (panel.shown.now.first, found.outcomes) == (date(2026, 4, 1), (3 * found.outcomes_most + 2) // 4)
    panel.paper.click()
    settle(qtbot, window)
    panel.issue.click()
    settle(qtbot, window)
    assert not panel.issue.isVisible()
    assert "S2026-00001" in panel.state.text()
    panel.paper.click()
    settle(qtbot, window)
    draft, issued, again = shown
    assert "Not issued" in "".join(page_texts(draft.data))
    assert "3 of 4 achieved" in "".join(page_texts(issued.data))
    assert (issued, issued.name) == (again, "S2026-00001")
    panel.sheet.click()
    settle(qtbot, window)
    assert (tmp_path / "results-2026-04.xlsx").stat().st_size > 0
    monkeypatch.setattr(providers_page, "documents", lambda: tmp_path)
    window.context.actions["providers.outcomes"].trigger()
    settle(qtbot, window)
    read = imports.read_files(desk, read_tables(tmp_path / "outcomes.xlsx"))
    assert [(each.agreed, each.achieved) for each in read.outcomes] == [(4, 3)]
    assert imports.preview_import(desk, read).preview.quiet
    panel.quarter.set_text("2026-01-01")
    panel.read()
    settle(qtbot, window)
    assert "no care of this quarter" in panel.words.text()
    assert not panel.paper.isEnabled()
    assert not panel.issue.isVisible()
    panel.back.click()
    assert not panel.isVisible()
