"""Settings: the council's policy, typed and taken back."""

import pytest
from PySide6.QtCore import QSettings, Qt
from pytestqt.qtbot import QtBot

from allocation.model.policy import ADJUSTABLE_AIMS
from allocation.use_cases import council
from allocation.use_cases.desk import Desk
from tests.ui.screen.conftest import Open, settle
from ui.screen.app import chosen_scheme
from ui.screen.settings.page import SettingsPage
from ui.screen.theme import Scheme
from ui.screen.window import Window


@pytest.fixture
def window(desk: Desk, open_window: Open) -> Window:
    """A window on the settings of a small council."""
    return open_window(desk, (SettingsPage,))


def the_page(window: Window) -> SettingsPage:
    """The page of a window that has no other."""
    page = window.page
    assert isinstance(page, SettingsPage)
    return page


def test_saving_what_is_shown_changes_no_policy(desk: Desk, window: Window, qtbot: QtBot) -> None:
    """Every setting goes through the form unchanged."""
    before = council.settings(desk)
    the_page(window).form.save()
    settle(qtbot, window)
    assert council.settings(desk).policy == before.policy


def test_a_policy_is_changed_by_the_next_version_and_undone(desk: Desk, window: Window, qtbot: QtBot) -> None:
    """Aims are moved and switched off, the wait promotes; Undo brings back the old policy, also on screen."""
    form = the_page(window).form
    before = council.settings(desk).policy
    form.aims.setCurrentRow(0)
    form.down.click()
    form.aims.item(4).setCheckState(Qt.CheckState.Unchecked)
    form.promote.set_text("28")
    form.save()
    settle(qtbot, window)
    after = council.settings(desk).policy
    first, second, *rest = ADJUSTABLE_AIMS
    assert after.aims == (second, first, *rest[:-1])
    assert (after.promote_after_days, after.version) == (28, before.version + 1)
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert council.settings(desk).policy == before
    assert form.promote.text() == ""


@pytest.mark.parametrize("days", ["soon", "0", "-3", "²"])
def test_days_that_are_no_days_are_refused(desk: Desk, window: Window, qtbot: QtBot, days: str) -> None:
    """The field says so, nothing is written."""
    form = the_page(window).form
    before = council.settings(desk)
    form.promote.set_text(days)
    form.save()
    settle(qtbot, window)
    assert form.promote.fault.text()
    assert council.settings(desk) == before


def test_the_chosen_scheme_is_remembered(window: Window) -> None:
    """Dark stays dark at the next start."""
    page = the_page(window)
    dark = next(button for button in page.schemes.buttons() if button.text() == "Dark")
    dark.click()
    QSettings().sync()
    assert page.context.theme.dark
    assert chosen_scheme() is Scheme.DARK
