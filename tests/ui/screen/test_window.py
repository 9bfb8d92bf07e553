"""The frame: every page reachable, everything named, nothing forgotten."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from allocation.acts.rows import EndReason
from allocation.lists import PackageQuery
from allocation.use_cases import council, referrals, waiting_list
from allocation.use_cases.desk import Desk
from tests.ui.screen.conftest import Open, settle
from ui.screen.crash import report_text
from ui.screen.finder import Finder
from ui.screen.navigation import COUNT
from ui.screen.pages import PAGES
from ui.screen.theme import Scheme, Theme
from ui.screen.waiting.page import WaitingPage
from ui.screen.window import Window, dropped
from ui.screen.write import write

CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit)


def _name(control: QWidget) -> str:
    words = control.text() if isinstance(control, QAbstractButton) else ""
    return control.accessibleName() or words


def _ours(control: QWidget) -> bool:
    """Not a part that Qt made inside another control (the list of a combo box, the field of a spin box)."""
    name = control.objectName()
    inside = control.parent()
    made_by_qt = inside is not None and inside.metaObject().className() == "QComboBoxPrivateContainer"
    return not (
        name.startswith("qt_")
        or made_by_qt
        or isinstance(inside, QComboBox | QAbstractItemView | QAbstractSpinBox)
    )


def test_every_control_has_a_name(desk: Desk, open_window: Open, qtbot: QtBot) -> None:
    """A screen reader can say what each control of each page is."""
    window = open_window(desk, PAGES)
    for page in window.pages:
        window.go(page.id)
        settle(qtbot, window)
    unnamed = [
        f"{type(control).__name__} in {type(control.parent()).__name__}"
        for kind in CONTROLS
        for control in window.findChildren(kind)
        if _ours(control) and control.focusPolicy() is not Qt.FocusPolicy.NoFocus and not _name(control)
    ]
    assert not unnamed


def test_every_page_opens_from_the_keyboard(desk: Desk, open_window: Open, qtbot: QtBot) -> None:
    """Down in the list of pages shows each page in turn, with its title."""
    window = open_window(desk, PAGES)
    window.navigation.setCurrentRow(0)
    for place in range(1, len(window.pages)):
        qtbot.keyClick(window.navigation, Qt.Key.Key_Down)
        assert window.page is window.pages[place]
        assert window.title_row.title.text() == window.page.title()
    settle(qtbot, window)


def test_no_two_actions_of_a_page_share_keys(desk: Desk, open_window: Open) -> None:
    """A shortcut means one thing on a page, and the window's own keys are nobody else's."""
    window = open_window(desk, PAGES)
    taken: dict[tuple[QWidget, str], str] = {}
    own = {spec.keys for spec, action in window.actions_.bound() if action.parent() is window and spec.keys}
    for spec, action in window.actions_.bound():
        owner = action.parent()
        if not spec.keys or not isinstance(owner, QWidget):
            continue
        assert (owner, spec.keys) not in taken, f"{spec.id} and {taken.get((owner, spec.keys))}"
        assert owner is window or spec.keys not in own, spec.id
        taken[owner, spec.keys] = spec.id


def test_the_first_start_says_invented_data_only_until_read(
    empty_desk: Desk, open_window: Open, qtbot: QtBot
) -> None:
    """The notice stands under the top, goes when it is accepted, and does not come back."""
    window = open_window(empty_desk, PAGES)
    assert window.notice.isVisible()
    assert "pseudonymised" in window.notice.words.text()
    qtbot.mouseClick(window.notice.accept, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert not window.notice.isVisible()
    assert council.notice(empty_desk) is None


def test_the_council_and_the_week_stand_at_the_top(desk: Desk, open_window: Open) -> None:
    """One sees at once whose desk this is."""
    window = open_window(desk, (WaitingPage,))
    assert council.settings(desk).name in window.strip.place.text()
    assert "1 June 2026" in window.strip.place.text()


def test_a_dropped_file_is_taken_one_at_a_time() -> None:
    """One local file or folder is brought in; several, or a web address, are not."""
    one, two, web = QMimeData(), QMimeData(), QMimeData()
    one.setUrls([QUrl.fromLocalFile("/somewhere/round")])
    two.setUrls([QUrl.fromLocalFile("/somewhere/a"), QUrl.fromLocalFile("/somewhere/b")])
    web.setUrls([QUrl("https://example.org/round")])
    assert dropped(one) == "/somewhere/round"
    assert not dropped(two)
    assert not dropped(web)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_search_finds_a_package_and_opens_it(desk: Desk, open_window: Open, qtbot: QtBot) -> None:
    """Ctrl+K, a reference, Enter: the package is selected on its page."""
    window = open_window(desk, PAGES)
    page = next(page for page in window.pages if isinstance(page, WaitingPage))
    window.go("waiting")
    settle(qtbot, window)
    row = page.model.rows[7]
    window.go("settings")
    window.commands.find()
    finder = window.findChild(Finder)
    assert finder is not None
    qtbot.keyClicks(finder.field, row.reference)
    qtbot.waitUntil(lambda: bool(finder.list.count()) and row.reference in finder.list.item(0).text())
    qtbot.keyClick(finder.field, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.page is page
    assert page.row is not None
    assert page.row.id == row.id


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_search_that_finds_nothing_says_so(desk: Desk, open_window: Open, qtbot: QtBot) -> None:
    """The list says it in words, and Enter on these does nothing."""
    window = open_window(desk, PAGES)
    window.commands.find()
    finder = window.findChild(Finder)
    assert finder is not None
    qtbot.keyClicks(finder.field, "qqqqq")
    qtbot.waitUntil(lambda: finder.list.count() == 1)
    assert finder.list.item(0).text() == "Nothing found."
    qtbot.keyClick(finder.field, Qt.Key.Key_Return)
    assert finder.isVisible()


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_scheme_changes_at_once(desk: Desk, open_window: Open, theme: Theme, scheme: Scheme) -> None:
    """Light and dark can be chosen while working, and widgets that paint themselves hear of it."""
    window = open_window(desk, (WaitingPage,))
    heard: list[str] = []
    theme.changed.connect(lambda: heard.append(theme.tokens.name))
    theme.choose(scheme)
    assert theme.tokens.name == scheme.value
    assert heard[-1] == scheme.value
    assert window.palette().window().color() == theme.colour("window")


def test_a_report_of_our_mistake_quotes_no_value() -> None:
    """Where it went wrong is in the report, what the error said of somebody's data is not."""
    trace = 'Traceback (most recent call last):\n  File "x.py", line 1, in f\nValueError: Mrs Brown is 81\n'
    report = report_text("Saving", trace)
    assert "x.py" in report
    assert "ValueError" in report
    assert "Brown" not in report


def test_nothing_is_clipped_at_the_smallest_size(desk: Desk, open_window: Open, qtbot: QtBot) -> None:
    """At 1280 by 720 every page fits: no page asks for more room than it gets, no button cuts its words."""
    window: Window = open_window(desk, PAGES)
    for page in window.pages:
        window.go(page.id)
        settle(qtbot, window)
        assert window.width() == 1280, page.id
        cut = [
            button.text()
            for button in page.findChildren(QAbstractButton)
            if button.isVisible() and button.width() < button.minimumSizeHint().width()
        ]
        assert not cut, page.id


def test_an_empty_desk_leads_to_bringing_in(empty_desk: Desk, open_window: Open) -> None:
    """The first start shows where to begin: files, or an invented council."""
    window = open_window(empty_desk, PAGES)
    assert window.page.id == "intake"


def test_enter_presses_the_button_that_has_the_focus(
    empty_desk: Desk, open_window: Open, qtbot: QtBot
) -> None:
    """As on the web and in dialogs: Enter does what Space does."""
    window = open_window(empty_desk, PAGES)
    window.notice.accept.setFocus()
    qtbot.keyClick(window.notice.accept, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert council.notice(empty_desk) is None


def test_the_figures_beside_the_pages_follow_from_anywhere(
    desk: Desk, open_window: Open, qtbot: QtBot
) -> None:
    """A package that is closed while its page is out of sight no longer counts as waiting."""
    window = open_window(desk, PAGES)
    window.go("settings")
    settle(qtbot, window)
    row = waiting_list.packages(desk, PackageQuery()).rows[0]
    place = next(place for place, page in enumerate(window.pages) if page.id == "waiting")
    assert window.navigation.item(place).data(COUNT) == 24
    write(
        window.context,
        lambda _job: referrals.close_package(desk, row.id, row.version, EndReason.OTHER),
        "Closed",
    )
    settle(qtbot, window)
    assert window.navigation.item(place).data(COUNT) == 23
