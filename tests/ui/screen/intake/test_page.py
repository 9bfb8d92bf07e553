"""Bringing in: nothing is kept before it was shown, faults change nothing, the register gives grades."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from allocation.use_cases import imports, providers, waiting_list
from allocation.use_cases.desk import Desk
from allocation.use_cases.register import GRADED, Differs
from tests.ui.screen.conftest import Open, settle
from ui.screen.intake.page import IntakePage
from ui.screen.window import Window
from ui.spreadsheet.read import read_tables


@pytest.fixture
def window(empty_desk: Desk, open_window: Open) -> Window:
    """A window on an empty desk."""
    return open_window(empty_desk, (IntakePage,))


def the_page(window: Window) -> IntakePage:
    """The page of a window that has no other."""
    page = window.page
    assert isinstance(page, IntakePage)
    return page


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """A copy of an example round folder."""
    return Path(shutil.copytree(root / "resources" / "examples" / "westhaven", tmp_path / "round"))


def test_an_empty_desk_offers_the_examples(
    empty_desk: Desk, window: Window, qtbot: QtBot, root: Path
) -> None:
    """The first start leads to an invented council, by the same preview as any file."""
    page = the_page(window)
    assert page.start.examples.isVisible()
    page.start.chosen.emit(str(root / "resources" / "examples" / "inverbrae"))
    settle(qtbot, window)
    assert page.stack.currentWidget() is page.preview
    assert imports.is_empty(empty_desk)


def test_a_folder_is_shown_before_it_is_kept(
    empty_desk: Desk, window: Window, qtbot: QtBot, folder: Path
) -> None:
    """The preview says what is new; only Bring in keeps it, by one act that Undo takes back."""
    page = the_page(window)
    window.go("intake", str(folder))
    settle(qtbot, window)
    assert page.stack.currentWidget() is page.preview
    added = {table.table: len(table.added) for table in page.preview.summary.rows}
    assert added["packages"] > 100
    assert imports.is_empty(empty_desk)
    qtbot.mouseClick(page.preview.keep, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert waiting_list.counts(empty_desk)["waiting"] > 100
    assert page.stack.currentWidget() is page.start
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert waiting_list.counts(empty_desk)["waiting"] == 0


def test_leaving_keeps_nothing(empty_desk: Desk, window: Window, qtbot: QtBot, folder: Path) -> None:
    """One can look at a file and leave everything as it is."""
    page = the_page(window)
    page.read(folder)
    settle(qtbot, window)
    qtbot.mouseClick(page.preview.back, Qt.MouseButton.LeftButton)
    assert page.stack.currentWidget() is page.start
    assert imports.is_empty(empty_desk)


def test_a_single_table_shows_what_changes_cell_by_cell(
    empty_desk: Desk, window: Window, qtbot: QtBot, folder: Path
) -> None:
    """A corrected table alone is brought in: the change is shown old to new, what it lacks is kept."""
    page = the_page(window)
    page.read(folder)
    settle(qtbot, window)
    page.preview.keep.click()
    settle(qtbot, window)
    file = folder / "areas.csv"
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    first = lines[1].split(",")
    file.write_text("\n".join([lines[0], ",".join([first[0], "Elsewhere", *first[2:]])]), encoding="utf-8")
    page.read(file)
    settle(qtbot, window)
    [table] = [table for table in page.preview.summary.rows if not table.quiet]
    assert table.table == "areas"
    assert len(table.missing) == len(lines) - 2
    assert page.preview.lines.rows[0].detail.endswith("→ Elsewhere")


def test_a_row_is_named_by_what_is_given_and_told_in_full(
    empty_desk: Desk, window: Window, qtbot: QtBot, folder: Path
) -> None:
    """A return's row is its provider and band, not a line of dots; what changes stands below."""
    page = the_page(window)
    page.read(folder)
    settle(qtbot, window)
    page.preview.keep.click()
    settle(qtbot, window)
    file = folder / "capacity.csv"
    file.write_text(
        file.read_text(encoding="utf-8-sig").replace("2026-06-01", "2026-06-03"), encoding="utf-8"
    )
    page.read(file)
    settle(qtbot, window)
    names = [line.name for line in page.preview.lines.rows]
    assert {"PR01 · whole week", "PR01 · whole week · double-up", "PR01 · bed"} <= set(names)
    page.preview.rows.selectRow(names.index("PR01 · bed"))
    assert page.preview.told.text().startswith("PR01 · bed: as at: ")
    assert page.preview.told.isVisible()


def test_the_bar_says_the_preview_s_own_figures(
    empty_desk: Desk, window: Window, qtbot: QtBot, folder: Path
) -> None:
    """What was brought in is counted as the preview counted it, and Undo says what it took back."""
    page = the_page(window)
    page.read(folder)
    settle(qtbot, window)
    rows = sum(len(table.added) for table in page.preview.summary.rows)
    assert page.preview.head.text() == f"round has no faults. It would add {rows} rows."
    page.preview.keep.click()
    settle(qtbot, window)
    assert window.messages.history[-1].text == f"round brought in: {rows} rows added"
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert window.messages.history[-1].text == "Undone: round brought in"
    window.actions_["redo"].trigger()
    settle(qtbot, window)
    assert window.messages.history[-1].text == "Done again: round brought in"


def test_a_second_enter_keeps_nothing(empty_desk: Desk, window: Window, qtbot: QtBot, folder: Path) -> None:
    """The keys go to the tables, so that an Enter left over from the file dialog brings nothing in."""
    page = the_page(window)
    page.read(folder)
    settle(qtbot, window)
    assert page.preview.tables.hasFocus()
    qtbot.keyClick(page.preview.tables, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert imports.is_empty(empty_desk)


def test_faults_are_listed_can_be_saved_and_nothing_is_kept(
    empty_desk: Desk,
    window: Window,
    qtbot: QtBot,
    folder: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each fault with its file, row and column; mended, the same folder is read again with one click."""
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _where: str(home / "Documents"))
    page = the_page(window)
    file = folder / "visits.csv"
    good = file.read_text(encoding="utf-8-sig")
    header, first, rest = good.split("\n", 2)
    place = header.strip().split(",").index("minutes")
    cells = first.split(",")
    cells[place] = "soon"
    file.write_text("\n".join([header, ",".join(cells), rest]), encoding="utf-8")
    page.read(folder)
    settle(qtbot, window)
    assert page.stack.currentWidget() is page.faults
    assert page.faults.table.hasFocus()
    [fault] = page.faults.model.rows
    assert (fault.file, fault.row, fault.column, fault.value) == ("visits.csv", 2, "minutes", "soon")
    page.faults.save.click()
    settle(qtbot, window)
    assert [path.name for path in (home / "Documents").iterdir()] == ["faults.xlsx"]
    assert imports.is_empty(empty_desk)
    file.write_text(good, encoding="utf-8")
    page.faults.again.click()
    settle(qtbot, window)
    assert page.stack.currentWidget() is page.preview


def test_the_register_gives_grades_for_the_areas_that_are_ticked(
    desk: Desk, open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    """Our providers' area is ticked; nothing changes until it is taken over, then ours has its grade."""
    row = next(row for row in providers.providers(desk) if row.registration)
    grade = 3 if row.grade != 3 else 5
    file = tmp_path / "register.csv"
    file.write_text(
        "CSNumber,CareService,Subtype,ServiceName,Council_Area_Name,MinGrade\n"
        f"{row.registration},Support Service,Care at Home,{row.name},Westhaven,{grade}\n"
        "CS2099999999,Support Service,Care at Home,Far Away Care,Elsewhere,6\n",
        encoding="utf-8",
    )
    window = open_window(desk, (IntakePage,))
    page = the_page(window)
    page.read_register(file)
    settle(qtbot, window)
    assert page.stack.currentWidget() is page.register
    areas = {
        page.register.areas.item(n).text(): page.register.areas.item(n)
        for n in range(page.register.areas.count())
    }
    assert list(areas) == ["Elsewhere  (1)", "Westhaven  (1)"]
    assert page.register.picked() == ("Westhaven",)
    areas["Westhaven  (1)"].setCheckState(Qt.CheckState.Unchecked)
    settle(qtbot, window)
    assert not page.register.keep.isEnabled()
    areas["Westhaven  (1)"].setCheckState(Qt.CheckState.Checked)
    settle(qtbot, window)
    [change] = [each for each in page.register.model.rows if each.kind in GRADED]
    assert change.found is not None
    assert (change.grade, change.found.grade) == (row.grade, grade)
    gone = {each.registration for each in page.register.model.rows if each.kind is Differs.GONE}
    assert gone == {each.registration for each in providers.providers(desk)} - {row.registration, ""}
    assert [each.services for each in page.register.counts.rows] == [1, 1]
    page.register.keep.click()
    settle(qtbot, window)
    assert next(each for each in providers.providers(desk) if each.id == row.id).grade == grade


def test_an_empty_workbook_is_saved_to_fill_in(
    empty_desk: Desk, window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saved where the person says, it is read back with every table; turning back writes nothing."""
    page, path = the_page(window), tmp_path / "monday"
    chosen = iter([("", ""), (str(path), "")])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: next(chosen))
    for _time in range(2):
        qtbot.mouseClick(page.start.template, Qt.MouseButton.LeftButton)
        settle(qtbot, window)
    assert [each.name for each in tmp_path.glob("monday*")] == ["monday.xlsx"]
    assert window.messages.history[-1].offer == "Open"
    assert "packages" in read_tables(path.with_suffix(".xlsx")).tables
    assert imports.is_empty(empty_desk)


def test_the_grade_table_is_saved_and_names_come_only_when_asked_for(
    desk: Desk, open_window: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Save writes a row a type for each ticked area; a name is taken over only with its box ticked."""
    row = next(row for row in providers.providers(desk) if row.registration)
    file = tmp_path / "register.csv"
    file.write_text(
        "CSNumber,CareService,Subtype,ServiceName,Council_Area_Name,MinGrade\n"
        f"{row.registration},Support Service,Care at Home,New Name,Westhaven,{row.grade or ''}\n"
        "CS2099999999,Care Home Service,Older People,Hame,Westhaven,6\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _where: str(tmp_path / "documents"))
    window = open_window(desk, (IntakePage,))
    page = the_page(window)
    page.read_register(file)
    settle(qtbot, window)
    page.register.save.click()
    settle(qtbot, window)
    [saved] = (tmp_path / "documents").iterdir()
    rows = CalamineWorkbook.from_path(str(saved)).get_sheet_by_index(0).to_python()
    assert [each[:2] for each in rows] == [
        ["Council area", "Type of service"],
        ["Westhaven", "Care Home Service"],
        ["Westhaven", "Care at home"],
        ["Westhaven", "All services"],
    ]
    assert not page.register.keep.isEnabled()
    page.register.names.setChecked(True)
    assert page.register.keep.isEnabled()
    page.register.keep.click()
    settle(qtbot, window)
    assert next(each for each in providers.providers(desk) if each.id == row.id).name == "New Name"
