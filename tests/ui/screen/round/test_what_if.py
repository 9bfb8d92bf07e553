"""The questions of the round page: asked and answered in the window, nothing kept by asking."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from allocation.model import Effort, StoppedBy
from allocation.problem.terms import terms
from allocation.use_cases import providers, rounds
from tests.desks import HandClock, solve_round
from tests.ui.screen.conftest import settle
from tests.ui.screen.desks import a_desk, open_window
from ui.screen.round.page import RoundPage
from ui.screen.theme import Theme
from ui.screen.window import Window
from ui.wording.what_if import nothing_scarce

LONG = 60_000


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Window]:
    """The window on a council whose round was allocated."""
    with a_desk(tmp_path) as desk:
        # two rounds: which is the newer one is told by the clock, so it has to go on
        made = open_window(qtbot, theme, replace(desk, clock=HandClock()), (RoundPage,))
        made.go("round")
        page = made.page
        assert isinstance(page, RoundPage)
        settle(qtbot, made)
        qtbot.mouseClick(page.start.button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: page.view is not None and page.view.result is not None, timeout=LONG)
        settle(qtbot, made)
        yield made
        made.close()


@pytest.fixture
def page(window: Window) -> RoundPage:
    """Its round page."""
    assert isinstance(window.page, RoundPage)
    return window.page


def asked(qtbot: QtBot, window: Window, page: RoundPage, button: QPushButton) -> list[str]:
    """Press a question's button; gives the answer's lines."""
    page.what_if.open()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    return page.what_if.panel.texts()


def test_questions_are_answered_and_keep_nothing(qtbot: QtBot, window: Window, page: RoundPage) -> None:
    """Why not there, what would place it, what is scarce: answers in words, and the round is as it was."""
    view = page.view
    assert view is not None
    panel = page.what_if.panel
    assert panel.texts() == ["The answer will stand here. Asking changes nothing in the plan."]
    placed = next(row.card for row in page.body.views.rows.rows if row.card.award is not None)
    waiting = [row.card for row in page.body.views.rows.rows if row.card.award is None]
    page.body.views.select(*placed.key)
    settle(qtbot, window)
    assert panel.place.count() >= 1
    lines = asked(qtbot, window, page, panel.there)
    assert lines[1].startswith(f"{placed.package} with ")
    assert len(lines) >= 3
    for card in waiting[:2]:
        page.body.views.select(*card.key)
        settle(qtbot, window)
        lines = asked(qtbot, window, page, panel.what_places)
        assert any(line.startswith(("Solved again: ", "No single change")) for line in lines)
    panel.hours.setCurrentIndex(panel.hours.findData(420))
    lines = asked(qtbot, window, page, panel.what_scarce)
    assert lines[0].startswith("What 7 h more a week")
    assert lines[-1] in ("That is all that was found.", nothing_scarce(420))
    assert rounds.round_view(window.context.services.desk, view.id).version == view.version


def test_what_was_not_tried_is_not_called_in_vain(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    """For a package of several parts the answer says that nothing is tried, not that nothing would do."""
    with a_desk(tmp_path, seed=4) as desk:
        view = solve_round(desk)
        several = next(each.package for each in view.problem.packages if len(each.parts) > 1)
        assert view.plan.awards[several, 1] is None
        window = open_window(qtbot, theme, desk, (RoundPage,))
        window.go("round")
        settle(qtbot, window)
        page = window.page
        assert isinstance(page, RoundPage)
        page.body.views.select(several)
        settle(qtbot, window)
        lines = asked(qtbot, window, page, page.what_if.panel.what_places)
        assert lines == ["What would place it", "This is not tried for packages of several parts."]
        window.close()


def test_a_new_round_with_few_changes_says_what_changed(
    qtbot: QtBot, window: Window, page: RoundPage
) -> None:
    """Where nothing happened since, a new round from the plan in hand leaves everybody where they were."""
    before = page.view
    assert before is not None
    page.anew()
    qtbot.waitUntil(
        lambda: page.view is not None and page.view.id != before.id and page.view.result is not None,
        timeout=LONG,
    )
    settle(qtbot, window)
    assert page.view is not None
    assert page.view.plan == before.plan
    lines = asked(qtbot, window, page, page.what_if.panel.what_changed)
    assert "Nobody is elsewhere: the plans are the same." in lines


def test_what_the_first_plan_changed_is_nothing(qtbot: QtBot, window: Window, page: RoundPage) -> None:
    """With no plan before it, the answer says so."""
    lines = asked(qtbot, window, page, page.what_if.panel.what_changed)
    assert lines[-1] == "There is no plan before this one."


def test_a_search_that_was_ended_can_go_on(qtbot: QtBot, window: Window, page: RoundPage) -> None:
    """Where every aim is settled nothing offers to search further; where the work ended before, the panel
    does, and what is found then starts from the plan in sight and is no worse.
    """
    more = page.body.aims.more
    assert more.isHidden()
    page.search.start(Effort(work=1))
    settle(qtbot, window)
    ended = page.view
    assert ended is not None
    assert ended.result is not None
    assert ended.result.stopped_by is StoppedBy.WORK
    assert not more.isHidden()
    more.click()
    assert more.isHidden()
    settle(qtbot, window)
    view = page.view
    assert view is not None
    assert view.result is not None
    assert view.result.effort.start == ended.plan
    assert view.result.stopped_by is StoppedBy.DONE
    known = terms(view.problem)
    before, after = (
        [known.signed(aim, each.value) for aim, each in enumerate(result.aims)]
        for result in (ended.result, view.result)
    )
    assert after >= before


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_after_a_decline_one_button_plans_anew(qtbot: QtBot, window: Window, page: RoundPage) -> None:
    """A decline is typed on the plan; the page says so, and its one button makes a plan with few changes, in
    which who declined has nothing of it, and tells who is elsewhere and what each change bought.
    """
    before = page.view
    assert before is not None
    assert page.since.strip.isHidden()
    card = next(row.card for row in page.body.views.rows.rows if row.card.award is not None)
    assert card.award is not None
    page.body.views.select(*card.key)
    settle(qtbot, window)
    window.context.actions["round.answer"].trigger()
    settle(qtbot, window)
    form = page.answering.form
    assert form is not None
    form.reason.set_text("no morning workers there")
    qtbot.mouseClick(form.keep, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert page.answering.dialog is not None
    strip = page.since.strip
    qtbot.waitUntil(strip.isVisible, timeout=LONG)
    assert f"ruled out for package {card.package}" in strip.words.text()
    qtbot.mouseClick(strip.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: page.view is not None and page.view.id != before.id and page.view.result is not None,
        timeout=LONG,
    )
    settle(qtbot, window)
    assert page.view is not None
    there = page.view.plan.awards[card.key]
    assert there is None or there.provider != card.award.provider
    lines = page.what_if.panel.texts()
    assert lines[0] == "What the new plan changed"
    assert any(line.startswith(f"{line[0]} ") and f" {card.package}: " in line for line in lines)
    assert page.body.tabs.currentWidget() is page.what_if.panel
    assert strip.isHidden()


def test_what_each_change_bought_is_a_table(qtbot: QtBot, window: Window, page: RoundPage) -> None:
    """After the loss of a provider that has several packages: a line for each number of changes, the last of
    them that of the new plan.
    """
    view = page.view
    assert view is not None
    held = Counter(each.award.provider for each in view.plan if each.award is not None)
    desk = window.context.services.desk
    label, _count = held.most_common(2)[1]  # after whose loss there is a choice
    key = next(row.id for row in providers.providers(desk) if row.provider == label)
    providers.suspend(desk, key, desk.clock.today() - timedelta(days=60), "lost", "a manager")
    page.anew()
    qtbot.waitUntil(
        lambda: page.view is not None and page.view.id != view.id and page.view.result is not None,
        timeout=LONG,
    )
    settle(qtbot, window)
    lines = page.what_if.panel.texts()
    assert "What that buys" in lines
    first = lines.index("the fewest changes that were found")
    fewest = int(lines[first - 2])
    more = [int(line) for line in lines if line.startswith("+") and line[1:].isdigit()]
    assert more
    assert page.view is not None
    before = view.plan.awards
    elsewhere = {
        each.package for each in page.view.plan if before.get((each.package, each.part)) != each.award
    }
    assert fewest + sum(more) == len(elsewhere)
