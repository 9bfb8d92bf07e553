"""What is typed and not kept is asked about once, before it is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from allocation.use_cases.desk import Desk
from tests.ui.screen.conftest import Open, settle
from ui.screen.contracts.page import ContractsPage
from ui.screen.leaving import LeaveDialog
from ui.screen.page import Page
from ui.screen.providers.page import ProvidersPage
from ui.screen.settings.page import SettingsPage
from ui.screen.waiting.page import WaitingPage
from ui.screen.window import Window

Type = Callable[[Any], None]

EDITORS: dict[str, tuple[type[Page], Callable[[Any], QWidget], Type]] = {
    "contracts.edit": (
        ContractsPage,
        lambda page: page.editor,
        lambda editor: editor.entries["name"].set_text("Another"),
    ),
    "waiting.new": (
        WaitingPage,
        lambda page: page.form,
        lambda form: form.entries["package"].set_text("NEW"),
    ),
    "providers.return": (
        ProvidersPage,
        lambda page: page.form,
        lambda form: form.model.setData(form.model.index(0, 0), "8"),
    ),
}
"""By the action that opens it: the page, the editor, and something typed into it."""


def opened(action: str, window: Window, qtbot: QtBot) -> tuple[Page, Any, Type]:
    """The editor behind an action, open and filled."""
    _page, editor_of, typing = EDITORS[action]
    editor: Any = editor_of(window.page)
    with qtbot.waitSignal(editor.opened):
        window.actions_[action].trigger()
    settle(qtbot, window)
    return window.page, editor, typing


@pytest.mark.parametrize("action", EDITORS)
def test_an_editor_is_left_with_one_question_where_something_was_typed(
    action: str, desk: Desk, open_window: Open, qtbot: QtBot, asked_to_leave: list[str]
) -> None:
    """Untouched, an editor closes without a word; with something typed, after one question that names it."""
    window = open_window(desk, (EDITORS[action][0],))
    page, editor, typing = opened(action, window, qtbot)
    assert page.unsaved() == ""
    editor.leave()
    assert not asked_to_leave
    assert page.title() == page.name

    page, editor, typing = opened(action, window, qtbot)
    typing(editor)
    assert page.unsaved() == editor.title()
    editor.leave()
    assert asked_to_leave == [editor.title()]
    assert page.title() == page.name
    assert page.unsaved() == ""


@pytest.mark.parametrize("action", EDITORS)
def test_who_stays_finds_what_was_typed(
    action: str, desk: Desk, open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer to keep typing leaves the editor as it was."""
    window = open_window(desk, (EDITORS[action][0],))
    page, editor, typing = opened(action, window, qtbot)
    typing(editor)
    with monkeypatch.context() as answer:
        answer.setattr(LeaveDialog, "ask", lambda _what, _parent: False)
        editor.leave()
    assert page.title() == editor.title()
    assert page.unsaved() == editor.title()


def test_closing_the_window_asks_once_for_all_that_was_typed(
    desk: Desk, open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, asked_to_leave: list[str]
) -> None:
    """Two pages with something typed are one question; to keep typing goes to the first of them."""
    window = open_window(desk, (WaitingPage, SettingsPage))
    _page, form, typing = opened("waiting.new", window, qtbot)
    typing(form)
    window.go("settings")
    settle(qtbot, window)
    settings = window.page
    assert isinstance(settings, SettingsPage)
    assert settings.unsaved() == ""
    settings.form.name.set_text("Another Council")
    with monkeypatch.context() as answer:
        answer.setattr(LeaveDialog, "ask", lambda _what, _parent: False)
        assert not window.close()
    assert window.isVisible()
    assert window.page.id == "waiting"
    assert window.close()
    assert asked_to_leave == ["New referral", "Settings"]


def test_enter_and_escape_keep_typing(qtbot: QtBot) -> None:
    """Whoever presses a key without reading loses nothing."""
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = LeaveDialog(["New referral"], parent)
    assert dialog.defaultButton() is dialog.keep
    assert dialog.escapeButton() is dialog.keep
    assert "New referral" in dialog.text()
