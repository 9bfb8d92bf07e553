"""Every action, declared once: id, title, keys, group. Menus, buttons and the list of shortcuts follow.

A page binds its actions to what they do and to when they are enabled. The same keys may serve on several
pages: Qt gives a shortcut to the page that is visible.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui.wording import _


@dataclass(frozen=True, slots=True)
class Spec:
    """What an action is called, everywhere, and its keys (Qt's portable text, `Ctrl+N`; empty for none)."""

    id: str
    title: str
    keys: str = ""
    group: str = ""


CATALOGUE: tuple[Spec, ...] = (
    Spec("find", _("Search"), "Ctrl+K", _("Everywhere")),
    Spec("undo", _("Undo"), "Ctrl+Z", _("Everywhere")),
    Spec("redo", _("Redo"), "Ctrl+Shift+Z", _("Everywhere")),
    Spec("import.open", _("Bring in files…"), "Ctrl+O", _("Everywhere")),
    Spec("refresh", _("Refresh"), "F5", _("Everywhere")),
    Spec("detail.toggle", _("Show or hide the detail"), "F4", _("Everywhere")),
    Spec("shortcuts", _("Keyboard shortcuts"), "F1", _("Everywhere")),
    Spec("about", _("About Lotwise"), "", _("Everywhere")),
    Spec("quit", _("Quit"), "Ctrl+Q", _("Everywhere")),
    Spec("waiting.new", _("New referral…"), "Ctrl+N", _("Waiting")),
    Spec("waiting.ask", _("Whom to ask now"), "Ctrl+Return", _("Waiting")),
    Spec("waiting.edit", _("Correct referral…"), "Ctrl+E", _("Waiting")),
    Spec("waiting.note", _("Add note…"), "Ctrl+M", _("Waiting")),
    Spec("waiting.refusal", _("Record a refusal…"), "Ctrl+Shift+R", _("Waiting")),
    Spec("waiting.start", _("Care began…"), "Ctrl+Shift+B", _("Waiting")),
    Spec("waiting.rest", _("Care rests…"), "", _("Waiting")),
    Spec("waiting.go_on", _("Care goes on…"), "", _("Waiting")),
    Spec("waiting.outcome", _("Record outcomes…"), "", _("Waiting")),
    Spec("waiting.onward", _("Make the onward package"), "", _("Waiting")),
    Spec("waiting.close", _("Close package…"), "Ctrl+Del", _("Waiting")),
    Spec("waiting.reopen", _("Reopen package"), "", _("Waiting")),
    Spec("waiting.erase", _("Erase this person…"), "", _("Waiting")),
    Spec("waiting.search", _("Search this list"), "Ctrl+F", _("Waiting")),
    Spec("waiting.sheet", _("Save list as spreadsheet"), "Ctrl+Shift+S", _("Waiting")),
    Spec("waiting.paper", _("Save list as PDF"), "Ctrl+Shift+P", _("Waiting")),
    Spec("waiting.names", _("Show names"), "Ctrl+Shift+N", _("Waiting")),
    Spec("waiting.clear", _("Clear filters"), "Ctrl+Shift+F", _("Waiting")),
    Spec("offers.answer", _("Record the answer…"), "Ctrl+Return", _("Offers")),
    Spec("offers.package", _("Open the package"), "", _("Offers")),
    Spec("offers.withdraw", _("Take the offer back…"), "", _("Offers")),
    Spec("offers.search", _("Search this list"), "Ctrl+F", _("Offers")),
    Spec("providers.return", _("Type a return…"), "Ctrl+R", _("Providers")),
    Spec("providers.note", _("Add note…"), "Ctrl+M", _("Providers")),
    Spec("providers.suspend", _("Suspend…"), "", _("Providers")),
    Spec("providers.statement", _("Payment by results…"), "", _("Providers")),
    Spec("providers.outcomes", _("Save outcomes as spreadsheet"), "", _("Providers")),
    Spec("providers.search", _("Search this list"), "Ctrl+F", _("Providers")),
    Spec("providers.register", _("Update grades from the register…"), "", _("Providers")),
    Spec("round.next", _("Allocate"), "Ctrl+Return", _("Round")),
    Spec("round.new", _("New round from today’s waiting list"), "Ctrl+Shift+R", _("Round")),
    Spec("round.again", _("Allocate again"), "Ctrl+Shift+A", _("Round")),
    Spec("round.further", _("Search further"), "Ctrl+Shift+F", _("Round")),
    Spec("round.anew", _("Replan with fewest changes"), "Ctrl+Shift+L", _("Round")),
    Spec("round.answer", _("Record an answer…"), "Ctrl+Shift+D", _("Round")),
    Spec("round.stop", _("Stop and keep the best"), "Ctrl+.", _("Round")),
    Spec("round.move", _("Move package…"), "Ctrl+M", _("Round")),
    Spec("round.unplace", _("Take off the plan…"), "Ctrl+Del", _("Round")),
    Spec("round.what_if", _("What if…"), "Ctrl+Shift+W", _("Round")),
    Spec("round.authorise", _("Authorise proposals…"), "Ctrl+Shift+U", _("Round")),
    Spec("round.issue", _("Issue records…"), "Ctrl+I", _("Round")),
    Spec("round.summary", _("Summary for the meeting…"), "Ctrl+P", _("Round")),
    Spec("round.view", _("Board or table"), "Ctrl+T", _("Round")),
    Spec("round.find", _("Find a package"), "Ctrl+F", _("Round")),
    Spec("round.open_all", _("Open every lot"), "Ctrl++", _("Round")),
    Spec("round.close_all", _("Close every lot"), "Ctrl+-", _("Round")),
    Spec("round.earlier", _("Earlier rounds…"), "", _("Round")),
    Spec("contracts.edit", _("Amend contract…"), "Ctrl+E", _("Contracts")),
    Spec("contracts.new", _("New contract…"), "Ctrl+N", _("Contracts")),
    Spec("contracts.scheme", _("Load a ready-made scheme…"), "", _("Contracts")),
    Spec("contracts.paper", _("Contract on paper…"), "Ctrl+P", _("Contracts")),
    Spec("contracts.sheet", _("Save contract as workbook…"), "Ctrl+Shift+S", _("Contracts")),
    Spec("contracts.files", _("Save contract as files…"), "", _("Contracts")),
    Spec("contracts.remove", _("Remove contract"), "", _("Contracts")),
    Spec("contracts.search", _("Search this list"), "Ctrl+F", _("Contracts")),
    Spec("moving.new", _("Move a book…"), "Ctrl+Return", _("Moving")),
    Spec("moving.again", _("Allocate again"), "Ctrl+Shift+A", _("Moving")),
    Spec("moving.stop", _("Stop and keep the best"), "Ctrl+.", _("Moving")),
    Spec("moving.round", _("Open on the round’s board"), "Ctrl+B", _("Moving")),
    Spec("moving.paper", _("Book for the meeting…"), "Ctrl+P", _("Moving")),
    Spec("moving.sheet", _("Save book as spreadsheet"), "Ctrl+Shift+S", _("Moving")),
    Spec("records.print", _("Print…"), "Ctrl+P", _("Records")),
    Spec("records.save", _("Save as PDF…"), "Ctrl+S", _("Records")),
    Spec("records.correct", _("Correct on the round page"), "", _("Records")),
    Spec("records.withdraw", _("Withdraw…"), "", _("Records")),
    Spec("records.search", _("Search this list"), "Ctrl+F", _("Records")),
    Spec("settings.save", _("Save settings"), "Ctrl+S", _("Settings")),
    Spec("settings.verify", _("Verify what was kept"), "", _("Settings")),
)


class Actions(QObject):
    """The actions that pages have bound, as Qt's own."""

    unseen = Signal(object)
    """An action is about to act on its owner, which is out of sight: bring it forward."""

    def __init__(self, parent: QObject, catalogue: Iterable[Spec] = CATALOGUE) -> None:
        super().__init__(parent)
        self._specs = {spec.id: spec for spec in catalogue}
        self._bound: dict[str, QAction] = {}
        self._enabled: dict[str, Callable[[], bool]] = {}

    def bind(
        self,
        id_: str,
        act: Callable[[], object],
        owner: QWidget,
        enabled: Callable[[], bool] | None = None,
        *,
        checked: bool | None = None,
    ) -> QAction:
        """Say what a declared action does. `owner` is the page (or the window) whose being visible it needs.

        `checked` makes it one that is on or off, starting so.
        """
        spec = self._specs[id_]
        action = QAction(spec.title, owner)
        action.setObjectName(id_)
        if spec.keys:
            action.setShortcut(QKeySequence(spec.keys))
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{spec.title.rstrip('…')} ({keys})")
        if checked is not None:
            action.setCheckable(True)
            action.setChecked(checked)
        action.triggered.connect(lambda _checked=False: self._act(act, owner))
        owner.addAction(action)
        self._bound[id_] = action
        if enabled is not None:
            self._enabled[id_] = enabled
            action.setEnabled(enabled())
        return action

    def update(self) -> None:
        """Ask each action again whether it is enabled. Call it when a selection has changed."""
        for id_, enabled in self._enabled.items():
            self._bound[id_].setEnabled(enabled())

    def _act(self, act: Callable[[], object], owner: QWidget) -> None:
        if not owner.isVisible():
            self.unseen.emit(owner)
        act()

    def __getitem__(self, id_: str) -> QAction:
        return self._bound[id_]

    def menu(self, ids: Iterable[str], parent: QWidget) -> QMenu:
        """A menu of bound actions; an empty id is a line between."""
        menu = QMenu(parent)
        for id_ in ids:
            if id_:
                menu.addAction(self._bound[id_])
            else:
                menu.addSeparator()
        return menu

    def bound(self) -> list[tuple[Spec, QAction]]:
        """Every bound action in the catalogue's order, for the search and the list of shortcuts."""
        return [(spec, self._bound[id_]) for id_, spec in self._specs.items() if id_ in self._bound]
