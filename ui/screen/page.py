"""What a page is to the frame: a widget with a title, at most one main action, and a way to refresh."""

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from ui.screen.changes import Kind
from ui.screen.context import Context


class Page(QWidget):
    """Subclass it, fill it in `__init__`, and list it in `pages.py`.

    `id` is also the key of its settings, `name` its word in the navigation, `concerns` the kinds of data it
    shows. `main` and `more` are ids of actions; the page binds them in its `__init__`.
    """

    id: ClassVar[str]
    name: ClassVar[str]
    concerns: ClassVar[frozenset[Kind]] = frozenset()
    main: ClassVar[str] = ""
    more: ClassVar[tuple[str, ...]] = ()

    titled = Signal(str)
    """The title row should read this."""

    counted = Signal(object)
    """The figure beside the page's name in the navigation: an int, or None for no figure."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setAccessibleName(self.name)

    def title(self) -> str:
        """What stands above the page. Emit `titled` when it changes."""
        return self.name

    def main_action(self) -> str:
        """The id of the main action now; a page with a form open may have another, or none."""
        return self.main

    def refresh(self, changed: frozenset[Kind]) -> None:
        """Read again what `changed` concerns. Called on the page's first showing with everything, later only
        with kinds that are in `concerns`, at once or (for a page out of sight) on its next showing.
        """

    def reveal(self, key: str) -> None:
        """Select the thing with this key, as the search or a link asks."""

    def unsaved(self) -> str:
        """What is being typed here and not kept yet, by its title; empty where nothing would be lost."""
        return ""

    def detail(self) -> QWidget | None:
        """The part on the right, which F4 shows or hides, where the page has one."""
        return None


def narrowed(table: QWidget, search: QWidget, *others: QWidget) -> QWidget:
    """A list with what narrows it in a row above: the search widest, then the others."""
    above = QHBoxLayout()
    above.setContentsMargins(20, 8, 16, 8)
    above.setSpacing(12)
    above.addWidget(search, 3)
    for each in others:
        above.addWidget(each)
    above.addStretch(1)
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(above)
    column.addWidget(table, 1)
    return body


SHARE = 26
"""Of a hundred: what the right part has on a large screen."""


def with_detail(page: QWidget, detail: QWidget, *, wide: int = 368, share: int = SHARE) -> QSplitter:
    """A page's body with the detail of what is selected on its right, `wide` pixels until it is dragged.

    Where the window is wide it has `share` of a hundred.
    """
    splitter = _Split(wide, share)
    splitter.addWidget(page)
    splitter.addWidget(detail)
    splitter.setStretchFactor(0, 1)
    splitter.setStretchFactor(1, 0)
    splitter.setCollapsible(0, False)
    splitter.setCollapsible(1, False)
    detail.setMinimumWidth(300)
    return splitter


class _Split(QSplitter):
    """Keeps the right part's width, or its share where the window is wide, until a person drags it."""

    def __init__(self, wide: int, share: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._wide, self._share = wide, share
        self.splitterMoved.connect(self._moved)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wide:
            wide = max(self._wide, self.width() * self._share // 100)
            self.setSizes([max(1, self.width() - wide), wide])

    def _moved(self) -> None:
        self._wide = 0
