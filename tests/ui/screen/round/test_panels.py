"""The page's parts by themselves: issue and authorise dialogs, the table's order, the aims, the verdict."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QHeaderView, QLineEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from allocation.check.moves import moves
from allocation.model import Aim
from tests.ui.screen.round.conftest import Week
from ui.screen.round.aims_panel import AimsPanel
from ui.screen.round.authorise_dialog import AuthoriseDialog
from ui.screen.round.body import Body
from ui.screen.round.drawn import draw
from ui.screen.round.issuable import issuables
from ui.screen.round.issue_dialog import IssueDialog
from ui.screen.round.package_panel import Explained, PackagePanel
from ui.screen.round.plan_table import COLUMNS, RECORD
from ui.screen.round.shown import Shown
from ui.screen.round.verdict_strip import VerdictStrip
from ui.screen.theme import Theme


def test_the_tables_model_is_sound(body: Body, qtmodeltester: ModelTester) -> None:
    """Qt's own tester finds nothing wrong with the plan's table, sorted either way."""
    qtmodeltester.check(body.views.rows)
    body.views.table.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    qtmodeltester.check(body.views.rows)


@pytest.mark.parametrize("column", range(len(COLUMNS)))
def test_the_table_sorts_by_what_a_column_means(body: Body, column: int) -> None:
    """Sorting by any column keeps every row; hours and cost sort as amounts, not as words."""
    before = {row.card.key for row in body.views.rows.rows}
    body.views.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    rows = body.views.rows.rows
    assert {row.card.key for row in rows} == before
    assert len(rows) == len(before)
    if COLUMNS[column].id == "hours":
        assert [row.card.minutes for row in rows] == sorted(row.card.minutes for row in rows)
    if COLUMNS[column].id == "cost":
        assert [row.weekly_cost or 0 for row in rows] == sorted(row.weekly_cost or 0 for row in rows)


def test_search_goes_from_find_to_find(body: Body, qtbot: QtBot, a_week: Week) -> None:
    """Enter selects the first package that fits, and on Enter again the next; a person's name finds too."""
    body.views.search.setText("WH-000")
    qtbot.keyClick(body.views.search, Qt.Key.Key_Return)
    first = body.card
    qtbot.keyClick(body.views.search, Qt.Key.Key_Return)
    assert first is not None
    assert body.card is not None
    assert body.card.key != first.key
    body.views.search.setText(a_week.people[first.package].name)
    qtbot.keyClick(body.views.search, Qt.Key.Key_Return)
    assert body.card.package == first.package


def test_board_and_table_show_the_same_selection(body: Body, a_week: Week) -> None:
    """What is selected on the board is the table's row, and still is when the plan is shown again."""
    package = max(row.card.package for row in body.views.rows.rows)

    def selected() -> str:
        return body.views.rows.rows[body.views.table.currentIndex().row()].card.package

    body.views.select(package)
    assert selected() == package
    body.views.table.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    assert selected() == package
    body.show_plan(draw(Shown(a_week.problem, a_week.plan, a_week.verdict, people=a_week.people)))
    assert selected() == package


def test_every_control_has_a_name(body: Body) -> None:
    """A screen reader finds a name on every field, button and list of the page."""
    kinds = (QLineEdit, QComboBox, QAbstractButton, QAbstractItemView)
    found = [each for kind in kinds for each in body.findChildren(kind)]
    assert len(found) > 10
    for widget in found:
        inside = widget.objectName().startswith("qt_") or isinstance(widget.parent(), QComboBox | QHeaderView)
        if isinstance(widget, QHeaderView) or inside or widget.focusPolicy() is Qt.FocusPolicy.NoFocus:
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name), widget


def test_proposals_cannot_be_ticked(qtbot: QtBot, a_week: Week) -> None:
    """In the issue dialog what waits for authority is shown, stays unticked, and the rest is chosen."""
    index = a_week.problem.index
    waiting = {
        each.package
        for each in a_week.plan
        if each.award and index.steps[each.award.contract, each.award.step].needs_authority
    }
    found = issuables(index, a_week.plan, waiting, {})
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = IssueDialog(found, "Morag", [], parent)
    dialog.all.click()
    assert set(dialog.chosen()) == {each.package for each in found if not each.barred}
    assert not waiting & set(dialog.chosen())
    assert waiting
    dialog.none.click()
    assert dialog.chosen() == ()
    assert not dialog.issue.isEnabled()


def test_an_issued_package_is_not_issued_again_by_chance(qtbot: QtBot, a_week: Week) -> None:
    """A package whose record stands is not ticked at first, and says which record another would correct."""
    index = a_week.problem.index
    first = issuables(index, a_week.plan, (), {})[0]
    found = issuables(index, a_week.plan, (), {first.package: "2026-00001"})
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = IssueDialog(found, "Morag", [], parent)
    assert first.package not in dialog.chosen()
    assert "2026-00001" in dialog.list.item(0).text()


def test_the_package_panel_says_that_a_proposal_waits_for_authority(body: Body) -> None:
    """In words at the package, beside the sign on its card; not once it needs none."""
    assert body.drawn is not None
    card = body.views.rows.rows[0].card
    for proposal in (True, False):
        body.explain(replace(card, proposal=proposal))
        said = any(text.startswith("! proposal") for text in body.package.texts())
        assert said is proposal


def test_the_package_panel_tells_a_direct_payment_from_what_no_award_covers(
    qtbot: QtBot, theme: Theme, a_week: Week
) -> None:
    """Neither has a ladder; only the latter is anything to look into."""
    panel = PackagePanel(theme)
    qtbot.addWidget(panel)
    for option, words in ((1, "direct payment"), (3, "No award covers")):
        package = replace(a_week.round_.packages[0], sds_option=option)
        panel.explain(Explained(package, None, ()))
        assert any(words in text for text in panel.texts())


def test_authority_needs_name_and_reason(qtbot: QtBot) -> None:
    """Without both the dialog stays, and marks the field that is empty."""
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = AuthoriseDialog("one package", parent)
    dialog.by.setText("Isla Reid")
    with qtbot.assertNotEmitted(dialog.accepted):
        dialog._accept()
    assert dialog.reason.property("faulty")
    assert dialog.fault.text()
    dialog.reason.setText("No room at lot 10")
    with qtbot.waitSignal(dialog.accepted):
        dialog._accept()


def test_progress_shows_each_aim(qtbot: QtBot, theme: Theme, a_week: Week) -> None:
    """Aims known so far have value and best possible, those to come a dash; stopping says so."""
    panel = AimsPanel(theme)
    qtbot.addWidget(panel)
    aims = (
        Aim("placed_critical", 12, 12, proven=True, proven_by="proven"),
        Aim("placed_substantial", 9, 11, proven=False, proven_by="bound"),
    )
    panel.show_progress(a_week.problem, aims, 1.5)
    shown = [[panel.model.index(row, column).data() for column in range(3)] for row in range(3)]
    assert shown[0] == ["Critical placed", "✓ 12", "12"]
    assert shown[1] == ["Substantial placed", "9", "11"]
    assert shown[2][1:] == ["–", "–"]
    panel.show_stopping()
    assert panel.state.text() == "Stopping…"


def test_a_fault_leads_to_its_package(qtbot: QtBot, a_week: Week) -> None:
    """Choosing a fault in the strip asks for the package that it is about."""
    from allocation.check import judge

    part = next(part for part in a_week.problem.parts if a_week.plan.awards[part.key] is not None)
    worse = judge(a_week.round_, a_week.plan.moved(*part.key, None))
    assert worse.faults
    strip = VerdictStrip()
    qtbot.addWidget(strip)
    qtbot.addWidget(strip.faults)
    strip.show_verdict(worse, {})
    with qtbot.waitSignal(strip.asked) as asked:
        strip.faults.itemActivated.emit(strip.faults.item(0))
    assert asked.args == [worse.faults[0].facts["package"]]


def test_what_was_issued_is_not_offered_elsewhere(body: Body, a_week: Week) -> None:
    """The move list names the record that stands instead of destinations; nothing can be dropped."""
    part = next(part for part in a_week.problem.parts if a_week.plan.awards[part.key] is not None)
    package, number = part.key
    found = moves(a_week.round_, a_week.plan, package, number)
    body.views.select(package, number)
    assert body.card is not None
    body.show_moves(body.card, found)
    assert body.move_panel.model.rows
    issued = {package: "2026-00001"}
    body.show_plan(draw(Shown(a_week.problem, a_week.plan, a_week.verdict, issued=issued)))
    body.show_moves(body.card, found)
    assert not body.move_panel.table.isVisibleTo(body.move_panel)
    assert "2026-00001" in body.move_panel.head.text()


def test_the_table_says_under_which_number_a_package_was_issued(body: Body, a_week: Week) -> None:
    """The column of record numbers stands there once something is issued, and not before."""
    column = next(place for place, each in enumerate(COLUMNS) if each.id == RECORD)
    assert body.views.table.isColumnHidden(column)
    package = next(row.card.package for row in body.views.rows.rows if row.card.award is not None)
    issued = {package: "2026-00001"}
    body.show_plan(draw(Shown(a_week.problem, a_week.plan, a_week.verdict, issued=issued)))
    assert not body.views.table.isColumnHidden(column)
    said = {
        row.card.package: body.views.rows.index(place, column).data()
        for place, row in enumerate(body.views.rows.rows)
    }
    assert {each: words for each, words in said.items() if words} == issued


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_enter_in_the_search_issues_nothing(qtbot: QtBot, a_week: Week) -> None:
    """What is issued has left the building: Enter after a search goes to the list, Ctrl+Enter issues."""
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = IssueDialog(issuables(a_week.problem.index, a_week.plan, (), {}), "Morag", [], parent)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.search.setFocus()
    qtbot.keyClicks(dialog.search, "WH-0001")
    with qtbot.assertNotEmitted(dialog.accepted):
        qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_the_detail_and_the_summary_say_what_was_issued(body: Body, a_week: Week) -> None:
    """The panel names the record, the line above the board counts them."""
    key = next(part.key for part in a_week.problem.parts if a_week.plan.awards[part.key] is not None)
    body.views.select(*key)
    assert "issued" not in body.summary.text()
    assert not any("issued" in text for text in body.package.texts())
    body.show_plan(draw(Shown(a_week.problem, a_week.plan, a_week.verdict, issued={key[0]: "2026-00001"})))
    assert body.summary.text().endswith("1\u00a0issued")
    assert "✓ issued as 2026-00001" in body.package.texts()
