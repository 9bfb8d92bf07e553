"""The records page: found again, read, printed, saved, withdrawn."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QInputDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from allocation.engine.process import EngineProcess
from allocation.lists import RecordKind
from allocation.model import Effort
from allocation.record.results import ResultsStatement
from allocation.use_cases import issuing, records, rounds
from allocation.use_cases.desk import Desk
from tests.desks import issue_statements
from tests.ui.screen.conftest import settle
from tests.ui.screen.desks import a_desk, open_window
from ui import paper
from ui.screen.records import papers
from ui.screen.records.columns import state
from ui.screen.records.page import RecordsPage
from ui.screen.records.pdf_view import a4_printer, print_pages
from ui.screen.theme import Theme
from ui.screen.window import Window

LONG = 60_000


def issue_some(desk: Desk, count: int) -> dict[str, str]:
    """Allocate and issue some packages at the first step; record numbers by package."""
    key = rounds.freeze_round(desk).id
    view = rounds.allocate(desk, key, Effort(), EngineProcess(), lambda _progress: None, lambda: False)
    awards = view.plan.awards
    wanted = [
        package.package
        for package in view.round_.packages
        if len(package.parts) == 1 and (award := awards[package.package, 1]) is not None and award.step == 1
    ]
    return issuing.issue(desk, view.id, view.version, wanted[:count], paper).numbers


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Window]:
    """The window on a council that has issued three records."""
    with a_desk(tmp_path) as desk:
        issue_some(desk, 3)
        made = open_window(qtbot, theme, desk, (RecordsPage,))
        made.go("records")
        settle(qtbot, made)
        yield made
        made.close()


@pytest.fixture
def page(window: Window) -> RecordsPage:
    """Its records page."""
    assert isinstance(window.page, RecordsPage)
    return window.page


def test_the_newest_record_is_read_first(
    page: RecordsPage, window: Window, qtmodeltester: ModelTester
) -> None:
    """The list has every record, newest first, and its pages are those that were issued, byte for byte."""
    desk = window.context.services.desk
    found = records.records(desk).rows
    assert [row.number for row in page.model.rows] == [row.number for row in found]
    assert page.row == found[0]
    assert page.preview.pages.data == records.record_pages(desk, found[0].id)
    assert page.preview.pages.document.pageCount() >= 1
    qtmodeltester.check(page.model)


def test_the_providers_paper_is_a_click_away(page: RecordsPage, window: Window, qtbot: QtBot) -> None:
    """The other paper of the same record is shown when it is chosen."""
    page.preview.papers.button(1).click()
    settle(qtbot, window)
    assert page.row is not None
    desk = window.context.services.desk
    assert page.preview.pages.data == records.record_pages(desk, page.row.id, "confirmation")


def test_a_record_is_found_by_its_package(page: RecordsPage, window: Window, qtbot: QtBot) -> None:
    """Searching narrows the list to what fits; what fits nothing leaves an empty preview."""
    wanted = page.model.rows[-1]
    page.search.setText(wanted.package)
    settle(qtbot, window)
    assert [row.number for row in page.model.rows] == [wanted.number]
    page.search.setText("no such record")
    settle(qtbot, window)
    assert page.model.rows == []
    assert page.preview.pages.data == b""


def test_all_selected_records_are_printed_in_one_job(
    page: RecordsPage, window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is printed is every page of every selected record, on A4, through one printer."""
    target = tmp_path / "printed.pdf"
    printer = a4_printer("three records")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    monkeypatch.setattr(papers, "ask_printer", lambda _title, _parent: printer)
    page.table.selectAll()
    window.context.actions["records.print"].trigger()
    settle(qtbot, window)
    desk = window.context.services.desk
    sources = [records.record_pages(desk, row.id) for row in page.model.rows]
    pages = sum(len(PdfReader(_open(data, tmp_path)).pages) for data in sources)
    printed = PdfReader(target).pages
    assert len(printed) == pages
    assert abs(float(printed[0].mediabox.width) - 595) < 3
    assert str(pages) in window.messages.history[-1].text


def test_each_page_is_printed_the_way_it_lies(tmp_path: Path) -> None:
    """Wide pages among upright ones are neither squeezed nor turned back."""
    target = tmp_path / "printed.pdf"
    printer = a4_printer("both")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    day = date(2026, 6, 30)
    nothing = ResultsStatement("Westhaven", "Alder", "", date(2026, 4, 1), day, day, ())
    wide, upright = (
        paper.results_statement(nothing),
        paper.waiting_list("Westhaven", "List", "", ["a"], [["b"]]),
    )
    assert print_pages([wide, upright, wide], printer) == 3
    pages = PdfReader(target).pages
    wider = [page.mediabox.width > page.mediabox.height for page in pages]
    turned = [page.rotation % 180 != 0 for page in pages]
    assert [one != other for one, other in zip(wider, turned, strict=True)] == [True, False, True]


def _open(data: bytes, folder: Path) -> Path:
    path = folder / "one.pdf"
    path.write_bytes(data)
    return path


def test_saved_files_are_the_issued_bytes(
    page: RecordsPage, window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One record is saved where the person says, several into a folder, named by number and not by person."""
    desk = window.context.services.desk
    target = tmp_path / "one.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))
    window.context.actions["records.save"].trigger()
    settle(qtbot, window)
    assert page.row is not None
    assert target.read_bytes() == records.record_pages(desk, page.row.id)
    folder = tmp_path / "several"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(folder))
    page.table.selectAll()
    window.context.actions["records.save"].trigger()
    settle(qtbot, window)
    assert {each.name for each in folder.iterdir()} == {f"{row.number}.pdf" for row in page.model.rows}


def test_a_disk_that_refuses_is_said_in_a_sentence(
    page: RecordsPage, window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages that cannot be written are no crash of ours: the bar says which file, nothing else happens."""
    target = tmp_path / "not-there" / "one.pdf"
    begun: list[object] = []

    def chosen(_parent: object, _title: str, where: str, _kinds: str) -> tuple[str, str]:
        begun.append(Path(where).parent)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    window.context.actions["records.save"].trigger()
    settle(qtbot, window)
    assert "one.pdf" in window.messages.history[-1].text
    assert "Saved" not in window.messages.history[-1].text
    assert begun
    assert Path.cwd() not in begun


def test_a_withdrawn_record_stays_in_the_list(
    page: RecordsPage, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Withdrawing asks for the reason; the record stands as withdrawn, and its pages can still be read."""
    assert page.row is not None
    number = page.row.number
    monkeypatch.setattr(QInputDialog, "getText", lambda *_given: ("Issued to the wrong provider", True))
    page.withdraw()
    settle(qtbot, window)
    row = next(row for row in page.model.rows if row.number == number)
    assert row.withdrawn
    assert records.record_pages(window.context.services.desk, row.id).startswith(b"%PDF-")


def test_a_corrected_record_names_what_took_its_place(
    page: RecordsPage, window: Window, qtbot: QtBot
) -> None:
    """Issued again, the earlier record says which one corrected it, the later one which it corrects."""
    desk, first = window.context.services.desk, page.model.rows[-1]
    view = rounds.round_view(desk, rounds.rounds(desk)[0].id)
    later = issuing.issue(desk, view.id, view.version, [first.package], paper).numbers[first.package]
    page.ask()
    settle(qtbot, window)
    said = {row.number: state(row) for row in page.model.rows}
    assert said[first.number] == f"corrected by {later}"
    assert said[later] == f"corrects {first.number}"


def test_a_statement_is_read_beside_records(
    page: RecordsPage, window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kind narrows the list; a statement has one paper, is saved by its number, and cannot be withdrawn."""
    day = date(2026, 6, 30)
    drawn = paper.results_statement(
        ResultsStatement("Westhaven", "Alder", "", date(2026, 4, 1), day, day, ())
    )
    issue_statements(window.context.services.desk, 1, pages=drawn)
    page.ask()
    settle(qtbot, window)
    assert page.count.text() == "4 records"
    page.kind.choose(RecordKind.STATEMENT)
    settle(qtbot, window)
    assert [row.number for row in page.model.rows] == ["S2026-00001"]
    assert page.model.index(0, 1).data() == "Apr–Jun 2026"
    page.table.setCurrentIndex(page.model.index(0, 0))
    settle(qtbot, window)
    assert page.preview.pages.data == drawn
    assert not any(button.isVisible() for button in page.preview.papers.buttons())
    actions = window.context.actions
    assert not any(actions[name].isEnabled() for name in ("records.withdraw", "records.correct"))
    target = tmp_path / "statement.pdf"
    suggested: list[str] = []

    def chosen(_parent: object, _title: str, where: str, _kinds: str) -> tuple[str, str]:
        suggested.append(Path(where).name)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    actions["records.save"].trigger()
    settle(qtbot, window)
    assert (suggested, target.read_bytes()) == (["S2026-00001.pdf"], drawn)
    page.kind.choose(None)
    settle(qtbot, window)
    assert page.model.total == 4
