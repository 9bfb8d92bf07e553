"""Draws off the GUI thread, one after another; of what is asked for meanwhile only the newest is drawn."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from ui.screen.operation import Job, Operation, Operations

T = TypeVar("T")
Asked = tuple[Callable[[Job], Any], Callable[[Any], None]]


class Drawing(QObject):
    """A search tells of plans faster than a large board is drawn: those in between are left out."""

    def __init__(self, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._under_way: Operation[Any] | None = None
        self._next: Asked | None = None

    def ask(self, make: Callable[[Job], T], then: Callable[[T], None]) -> None:
        """Call `then` on the GUI thread with what `make` gives, unless something newer is asked for first."""
        self._next = (make, then)
        if self._under_way is None or self._under_way.ended:
            self._begin()

    def _begin(self) -> None:
        if self._next is None:
            return
        (make, then), self._next = self._next, None

        def made(value: Any) -> None:
            self._begin()
            then(value)

        self._under_way = self._operations.run(make, on_success=made)
