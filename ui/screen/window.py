"""The frame: pages on the left, title row and page in the middle, messages and progress at the foot."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QMimeData, QSettings, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from allocation.use_cases import council, waiting_list
from allocation.use_cases.council import Notice
from ui.screen.actions import Actions
from ui.screen.bar import Bar
from ui.screen.changes import EVERYTHING, Kind
from ui.screen.commands import Commands
from ui.screen.context import Context
from ui.screen.leaving import LeaveDialog
from ui.screen.messages import Messages
from ui.screen.navigation import Navigation
from ui.screen.notice import NoticeBar
from ui.screen.operation import Operations
from ui.screen.page import Page
from ui.screen.services import Services
from ui.screen.theme import Theme
from ui.screen.titlerow import TitleRow
from ui.screen.topstrip import TopStrip
from ui.wording import _
from ui.wording.figures import day

COUNTED = {"today": "follow_ups", "waiting": "waiting"}
"""The figures that the navigation shows from the start, by page."""


SHOWN_IN_FRAME = frozenset({Kind.COUNCIL, Kind.PACKAGES, Kind.NOTES})
"""What the frame itself shows: the council's name, and how many wait and are to be followed up."""


class Window(QMainWindow):
    """Made by `app.run`, or by a test with its own services and pages; `open_last` shows the first page."""

    def __init__(self, services: Services, theme: Theme, pages: Sequence[type[Page]]) -> None:
        super().__init__()
        self.setWindowTitle(_("Lotwise"))
        self.setMinimumSize(1024, 640)
        self.setAcceptDrops(True)
        self.operations = Operations(self)
        self.messages = Messages(self)
        self.actions_ = Actions(self)
        self.context = Context(services, self.operations, self.messages, self.actions_, theme, self.go)
        self.strip = TopStrip()
        self.notice = NoticeBar(self.context)
        self.navigation = Navigation(theme)
        self.title_row = TitleRow(self.actions_)
        self.stack = QStackedWidget()
        self.bar = Bar(self.messages, self.operations)
        self._greeted = False
        self._stale: dict[Page, frozenset[Kind]] = {}
        self.pages: list[Page] = []
        self._lay_out()
        self.commands = Commands(self.context, self, self)
        self.strip.search.clicked.connect(self.commands.find)
        for kind in pages:
            self._add(kind(self.context))
        self.operations.changed.connect(self.refresh)
        self.actions_.unseen.connect(self._bring_forward)
        self.navigation.chosen.connect(self._show)

    @property
    def page(self) -> Page:
        """The page in sight."""
        return self.pages[self.stack.currentIndex()]

    def go(self, id_: str, key: str = "") -> None:
        """Open a page, and there the thing with that key."""
        place = next(place for place, page in enumerate(self.pages) if page.id == id_)
        self.navigation.setCurrentRow(place)
        if key:
            self.pages[place].reveal(key)

    def refresh(self, changed: frozenset[Kind] = EVERYTHING) -> None:
        """Have the page in sight read again what concerns it, and the others once they are shown."""
        for page in self.pages:
            self._stale[page] = self._stale[page] | (changed & page.concerns)
        if changed & SHOWN_IN_FRAME:
            self._read_council()
        self._freshen(self.page)

    def open_last(self) -> None:
        """Open where the person left off, as large and where it was."""
        self._read_council()
        settings = QSettings()
        self.resize(1280, 720)
        geometry = settings.value("window/geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)
        last = settings.value("window/page", "")
        places = [place for place, page in enumerate(self.pages) if page.id == last]
        self.navigation.setCurrentRow(places[0] if places else 0)
        self.navigation.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does; outside dialogs Qt leaves that out."""
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QPushButton):
            focused.click()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.go("intake", path)

    def closeEvent(self, event: QCloseEvent) -> None:
        unsaved = {page.unsaved(): page for page in self.pages if page.unsaved()}
        if unsaved and not LeaveDialog.ask(list(unsaved), self):
            self.go(next(iter(unsaved.values())).id)
            event.ignore()
            return
        self.operations.close()
        settings = QSettings()
        settings.setValue("window/geometry", self.saveGeometry())
        settings.setValue("window/page", self.page.id)
        super().closeEvent(event)

    def _read_council(self) -> None:
        desk = self.context.services.desk
        self.operations.run(
            lambda _job: (council.settings(desk).name, council.notice(desk), waiting_list.counts(desk)),
            on_success=lambda read: self._show_council(*read),
        )

    def _show_council(self, name: str, notice: Notice | None, counts: dict[str, int]) -> None:
        today = self.context.services.desk.clock.today()
        monday = today - timedelta(days=today.weekday())
        self.strip.say(name, _("Week of {day}").format(day=day(monday)))
        self.setWindowTitle(f"{name} – {_('Lotwise')}" if name else _("Lotwise"))
        self.notice.show_notice(notice)
        if not counts["providers"] and not self._greeted and any(page.id == "intake" for page in self.pages):
            self.go("intake")
        self._greeted = True
        for place, page in enumerate(self.pages):
            if page.id in COUNTED:
                self.navigation.count_of(place, counts[COUNTED[page.id]] or None)

    def _add(self, page: Page) -> None:
        place = len(self.pages)
        self.pages.append(page)
        self._stale[page] = EVERYTHING
        self.stack.addWidget(page)
        self.navigation.add(page.name)
        page.counted.connect(lambda count: self.navigation.count_of(place, count))
        page.titled.connect(lambda _title: self.title_row.show_page(page) if page is self.page else None)

    def _bring_forward(self, owner: QWidget) -> None:
        """What an action of a page does is seen, from wherever it was asked for."""
        if isinstance(owner, Page):
            self.go(owner.id)

    def _show(self, place: int) -> None:
        if place < 0:
            return
        self.stack.setCurrentIndex(place)
        page = self.pages[place]
        self.title_row.show_page(page)
        self._freshen(page)
        self.actions_.update()

    def _freshen(self, page: Page) -> None:
        stale, self._stale[page] = self._stale[page], frozenset()
        if stale:
            page.refresh(stale)

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title_row)
        column.addWidget(self.stack, 1)
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.navigation)
        across.addWidget(middle, 1)
        centre = QWidget()
        whole = QVBoxLayout(centre)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.strip)
        whole.addWidget(self.notice)
        whole.addLayout(across, 1)
        whole.addWidget(self.bar)
        self.setCentralWidget(centre)


def dropped(data: QMimeData) -> str:
    """The path of the one file or folder that is dropped, or nothing."""
    urls = data.urls()
    return urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else ""
