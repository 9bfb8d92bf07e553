"""The few dialogs: what went wrong on our side, many faults at once, and the keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from allocation.errors import Fault, WorldError
from allocation.intake.codes import Code
from allocation.use_cases.desk import Desk
from tests.ui.screen.conftest import Open, settle
from ui.screen.crash import CrashReport
from ui.screen.faultlist import FaultList
from ui.screen.operation import Job
from ui.screen.pages import PAGES
from ui.screen.settings.page import SettingsPage
from ui.screen.shortcuts import Shortcuts

quiet = pytest.mark.qt_log_ignore("This plugin does not support")


@quiet
def test_our_mistake_is_reported_and_the_window_goes_on(desk: Desk, open_window: Open, qtbot: QtBot) -> None:
    """The report can be copied whole; afterwards the window works as before."""
    window = open_window(desk, (SettingsPage,))
    window.operations.run(lambda _job: dict[str, int]()["missing"], title="Counting")
    qtbot.waitUntil(lambda: window.findChild(CrashReport) is not None)
    report = window.findChild(CrashReport)
    assert report is not None
    copy = next(button for button in report.findChildren(QPushButton) if "Copy" in button.text())
    copy.click()
    assert "KeyError" in QGuiApplication.clipboard().text()
    report.accept()
    came: list[int] = []
    window.operations.run(lambda _job: 1, on_success=came.append)
    qtbot.waitUntil(lambda: came == [1])


@quiet
def test_many_faults_are_one_message_and_one_list(desk: Desk, open_window: Open, qtbot: QtBot) -> None:
    """The bar says the first and how many more; Show all lists every one with its place."""
    window = open_window(desk, (SettingsPage,))
    faults = [Fault(Code.EMPTY_CELL, "visits.csv", row, "minutes") for row in range(2, 7)]

    def fail(_job: Job) -> None:
        raise WorldError(*faults)

    window.operations.run(fail)
    settle(qtbot, window)
    message = window.messages.history[-1]
    assert "row 2" in message.text
    assert "4 more" in message.text
    assert message.take is not None
    message.take()
    dialog = window.findChild(FaultList)
    assert dialog is not None
    assert [dialog.model.index(row, 1).data() for row in range(5)] == ["2", "3", "4", "5", "6"]
    dialog.reject()


@quiet
def test_the_list_of_shortcuts_is_complete(desk: Desk, open_window: Open, qtbot: QtBot) -> None:
    """Every bound action with keys is listed with them: the list is made from the actions themselves."""
    window = open_window(desk, PAGES)
    dialog = Shortcuts(window.actions_, window)
    qtbot.addWidget(dialog)
    texts = {found.text() for found in dialog.findChildren(QLabel)}
    for spec, action in window.actions_.bound():
        if spec.keys:
            assert spec.title.rstrip("…") in texts
            assert action.shortcut().toString(QKeySequence.SequenceFormat.NativeText) in texts
    assert window.actions_["undo"].shortcut() == QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Z)
