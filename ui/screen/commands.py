"""What the window's own actions do: search, refresh, the list of shortcuts, and where faults are shown."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple, Protocol

from PySide6.QtWidgets import QMainWindow, QMessageBox

from allocation.errors import WorldError
from allocation.lists import PackageQuery, PackageRow, Page
from allocation.use_cases import providers, undoing, waiting_list
from allocation.use_cases.desk import Desk, Done
from allocation.use_cases.providers import ProviderRow
from ui.screen.changes import EVERYTHING, Kind
from ui.screen.context import Context
from ui.screen.crash import CrashReport
from ui.screen.faultlist import FaultList
from ui.screen.finder import Answer, Finder, Found
from ui.screen.page import Page as ScreenPage
from ui.screen.shortcuts import Shortcuts
from ui.screen.widgets import apart
from ui.screen.write import write
from ui.wording import _, ngettext
from ui.wording.acts import sentence as act_sentence
from ui.wording.care import STATES
from ui.wording.faults import sentence

MOST_FOUND = 8
"""Packages, and providers, that the search lists."""


class Frame(Protocol):
    """What of the window the commands need."""

    pages: list[ScreenPage]

    @property
    def page(self) -> ScreenPage:
        """The page in sight."""

    def refresh(self, changed: frozenset[Kind] = EVERYTHING) -> None:
        """Read again."""


class Commands:
    """Bound to one window for as long as it lives."""

    def __init__(self, context: Context, window: QMainWindow, frame: Frame) -> None:
        self._context = context
        self._window = window
        self._frame = frame
        actions = context.actions
        actions.bind("find", self.find, window)
        actions.bind("undo", self.undo, window)
        actions.bind("redo", self.redo, window)
        actions.bind("import.open", lambda: context.go("intake", ""), window)
        actions.bind("refresh", lambda: frame.refresh(EVERYTHING), window)
        actions.bind("detail.toggle", self.toggle_detail, window)
        actions.bind("shortcuts", lambda: Shortcuts(actions, window).open(), window)
        actions.bind("about", self.about, window)
        actions.bind("quit", window.close, window)
        context.operations.faulted.connect(self.tell)
        context.operations.crashed.connect(lambda doing, report: CrashReport(window, doing, report).open())

    def undo(self) -> None:
        """Undo what was done last, as a new act; what cannot be undone says why."""
        desk = self._context.services.desk
        write(
            self._context,
            lambda _job: _then_said(desk, undoing.undo),
            lambda did: did.words,
            offer="redo",
        )

    def redo(self) -> None:
        """Bring back what was undone last."""
        desk = self._context.services.desk
        write(self._context, lambda _job: _then_said(desk, undoing.redo), lambda did: did.words)

    def find(self) -> None:
        """Open the search."""
        Finder(self._window, self._at_hand, self._look_up).open()

    def toggle_detail(self) -> None:
        """Show or hide the right-hand part of the page in sight."""
        detail = self._frame.page.detail()
        if detail is not None:
            detail.setVisible(not detail.isVisible())

    def about(self) -> None:
        """Say what this is."""
        QMessageBox.about(
            self._window,
            _("About Lotwise"),
            _("Lotwise places care-at-home packages with providers, and shows why.\n\nLicence: EUPL-1.2."),
        )

    def tell(self, error: WorldError) -> None:
        """Say one fault in the bar, or how many there are and where to see them."""
        first = sentence(error.faults[0])
        if len(error.faults) == 1:
            self._context.messages.fault(first)
            return
        more = len(error.faults) - 1
        text = ngettext("{first} ({more} more)", "{first} ({more} more)", more).format(first=first, more=more)
        self._context.messages.fault(
            text, offer=_("Show all"), take=lambda: FaultList(error.faults, self._window).open()
        )

    def _at_hand(self, text: str) -> Sequence[Found]:
        wanted = text.casefold()
        pages = [
            Found(page.name, partial(self._context.go, page.id, ""))
            for page in self._frame.pages
            if wanted in page.name.casefold()
        ]
        actions = [
            Found(f"{spec.title.rstrip('…')}   {spec.keys}", action.trigger)
            for spec, action in self._context.actions.bound()
            if action.isEnabled() and wanted and wanted in spec.title.casefold()
        ]
        return [*pages, *actions]

    def _look_up(self, text: str, answer: Answer) -> None:
        desk, go = self._context.services.desk, self._context.go
        wanted = PackageQuery(text=text, states=(), limit=MOST_FOUND)

        def found(read: tuple[Page[PackageRow], tuple[ProviderRow, ...]]) -> None:
            packages, providing = read
            answer(
                [
                    *(Found(_package(row), partial(go, "waiting", row.id)) for row in packages.rows),
                    *(Found(row.name, partial(go, "providers", row.id)) for row in providing[:MOST_FOUND]),
                ]
            )

        self._context.operations.run(
            lambda _job: (waiting_list.packages(desk, wanted), providers.providers(desk, text)),
            on_success=found,
        )


class _Did(NamedTuple):
    """What was undone or done again, and what to say of it."""

    done: Done
    words: str


def _then_said(desk: Desk, act: Callable[[Desk], Done]) -> _Did:
    """Do it, and find in the history what it undid."""
    done = act(desk)
    [line] = undoing.history(desk, 1)
    return _Did(done, act_sentence(line))


def _package(row: PackageRow) -> str:
    words = (row.reference, apart(row.name), row.area_name or row.area, STATES[row.state])
    return " · ".join(word for word in words if word)
