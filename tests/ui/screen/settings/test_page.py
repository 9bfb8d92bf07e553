"""Settings: the council's policy, typed and taken back."""

from dataclasses import fields

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from allocation.model import Policy, ScoreBy
from allocation.model.policy import ADJUSTABLE_AIMS
from allocation.use_cases import chain, council
from allocation.use_cases.desk import Desk
from tests.ui.screen.conftest import Open, settle
from ui.screen.app import chosen_scheme
from ui.screen.messages import Tone
from ui.screen.settings.page import SettingsPage
from ui.screen.theme import Scheme
from ui.screen.window import Window
from ui.wording.policy import setting_meanings


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
    form.policy.entries["promote_after_days"].set_text("28")
    form.save()
    settle(qtbot, window)
    after = council.settings(desk).policy
    first, second, *rest = ADJUSTABLE_AIMS
    assert after.aims == (second, first, *rest[:-1])
    assert (after.promote_after_days, after.version) == (28, before.version + 1)
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert council.settings(desk).policy == before
    assert form.policy.entries["promote_after_days"].text() == ""


def test_the_value_aim_says_what_it_counts(window: Window) -> None:
    """Its sentence follows the setting at once: pence above the cheapest, or points short of the best."""
    form = the_page(window).form
    assert "cheapest" in form.aims.meaning("score")
    box = form.policy.entries["score_by"].field
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(ScoreBy.POINTS.value))
    box.activated.emit(box.currentIndex())
    assert "weighted points" in form.aims.meaning("score")


@pytest.mark.parametrize("days", ["soon", "0", "-3", "²"])
def test_days_that_are_no_days_are_refused(desk: Desk, window: Window, qtbot: QtBot, days: str) -> None:
    """The field says so, nothing is written."""
    form = the_page(window).form
    before = council.settings(desk)
    form.policy.entries["promote_after_days"].set_text(days)
    form.save()
    settle(qtbot, window)
    assert form.policy.entries["promote_after_days"].fault.text()
    assert council.settings(desk) == before


def test_the_chosen_scheme_is_remembered(window: Window) -> None:
    """Dark stays dark at the next start."""
    page = the_page(window)
    dark = next(button for button in page.schemes.buttons() if button.text() == "Dark")
    dark.click()
    QSettings().sync()
    assert page.context.theme.dark
    assert chosen_scheme() is Scheme.DARK


def test_every_setting_of_a_policy_is_explained_and_goes_through_the_form(
    desk: Desk, window: Window, qtbot: QtBot
) -> None:
    """No field of the policy is without an entry and a sentence; each that is typed is kept."""
    form = the_page(window).form
    fields_ = {field.name for field in fields(Policy)} - {"version"}
    assert set(form.policy.entries) | {"aims"} == fields_ == setting_meanings().keys()
    typed = {
        "share_weeks": "12",
        "budget_ceiling": "1500.50",
        "double_up_skill": "Hoist",
        "score_by": "points",
    }
    for name, text in typed.items():
        form.policy.entries[name].set_text(text)
    window.actions_["settings.save"].trigger()
    settle(qtbot, window)
    policy = council.settings(desk).policy
    assert (policy.share_weeks, policy.budget_ceiling) == (12, 150_050)
    assert (policy.double_up_skill, policy.score_by) == ("hoist", ScoreBy.POINTS)
    assert window.messages.history[-1].text == f"Policy saved as version {policy.version}"


def test_aims_are_moved_by_keys_and_numbered(window: Window, qtbot: QtBot) -> None:
    """Ctrl+Down moves an aim; one that is not ticked has no number, and the others close up."""
    aims = the_page(window).form.aims
    aims.setCurrentRow(0)
    qtbot.keyClick(aims, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    first, second, *rest = ADJUSTABLE_AIMS
    assert aims.aims() == (second, first, *rest)
    aims.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert [aims.number(row) for row in range(3)] == [None, 6, 7]


def test_a_part_of_the_day_in_use_stays(desk: Desk, window: Window, qtbot: QtBot) -> None:
    """Visits name it, so the field says so; a new one is added."""
    form = the_page(window).form
    before = council.settings(desk).bands
    form.bands.set_text("; ".join(before[1:]))
    form.save()
    settle(qtbot, window)
    assert before[0] in form.bands.fault.text()
    assert council.settings(desk).bands == before
    form.bands.set_text("; ".join((*before, "small hours")))
    form.save()
    settle(qtbot, window)
    assert council.settings(desk).bands == (*before, "small hours")


@pytest.mark.parametrize("bands", ["", "any; morning", "tea; Tea"])
def test_parts_of_the_day_are_each_named_once(desk: Desk, window: Window, qtbot: QtBot, bands: str) -> None:
    """None at all, “any”, or one twice is refused at the field."""
    form = the_page(window).form
    before = council.settings(desk)
    form.bands.set_text(bands)
    form.save()
    settle(qtbot, window)
    assert form.bands.fault.text()
    assert council.settings(desk) == before


def test_what_was_kept_is_verified(
    desk: Desk, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says how many acts stand, or which one was changed from outside."""
    verify = window.actions_["settings.verify"]
    verify.trigger()
    settle(qtbot, window)
    with desk.store.reading() as view:
        assert window.messages.history[-1].text.startswith(f"{view.head()} act")
    monkeypatch.setattr(chain, "verify", lambda _desk: chain.ChainReport(9, 3))
    verify.trigger()
    settle(qtbot, window)
    assert window.messages.history[-1].tone is Tone.FAULT
    assert "Act 3" in window.messages.history[-1].text


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_every_field_stands_whole_at_any_width(window: Window, qtbot: QtBot, size: tuple[int, int]) -> None:
    """What a setting means takes its own lines below its field, however wide the window is."""
    window.resize(*size)
    settle(qtbot, window)
    form = the_page(window).form
    for entry in (form.name, form.bands, *form.policy.entries.values()):
        assert entry.field.geometry().bottom() < entry.height()
        assert entry.field.height() >= entry.field.sizeHint().height()
