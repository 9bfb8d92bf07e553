"""A form in the place of a page: read, typed, kept with all its faults at once, left with a question."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from allocation.errors import Fault, WorldError
from ui.screen.context import Context
from ui.screen.leaving import LeaveDialog
from ui.screen.stylesheet import look
from ui.screen.write import write
from ui.wording import _

D = TypeVar("D")
R = TypeVar("R")


class PageForm(QWidget, Generic[D]):
    """Subclass it for a draft that can be compared.

    `finished` carries what was saved, or nothing where the person went back; `opened` says that it is filled.
    """

    finished = Signal(str)
    opened = Signal()

    def __init__(self, context: Context, save: str) -> None:
        super().__init__()
        self.context = context
        self._shown: D | None = None
        self.save_button = QPushButton(save)
        look(self.save_button, "main")
        self.save_button.setToolTip(_("{save} (Ctrl+S)").format(save=save))
        self.save_button.clicked.connect(self.save)
        self.back = QPushButton(_("Go back"))
        self.back.clicked.connect(self.leave)
        self.shortcut("Ctrl+S", self.save)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back, where no field or table has a use for it."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def title(self) -> str:
        """What is being typed."""
        raise NotImplementedError

    def draft(self) -> D:
        """What is typed now."""
        raise NotImplementedError

    def save(self) -> None:
        """Keep what is typed, or show every fault at its field; nothing that was typed is lost."""
        raise NotImplementedError

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Say each fault where it is."""
        raise NotImplementedError

    def finish_editing(self) -> None:
        """Take what stands in an open cell, before anything is compared or kept."""

    @property
    def ready(self) -> bool:
        """Whether it is filled, and nothing of it is being kept just now."""
        return self._shown is not None and self.save_button.isEnabled()

    def unsaved(self) -> bool:
        """Whether something was typed since it was opened."""
        self.finish_editing()
        return self._shown is not None and self.draft() != self._shown

    def leave(self) -> None:
        """Go back; what was typed is asked about once."""
        if not self.unsaved() or LeaveDialog.ask([self.title()], self):
            self.finished.emit("")

    def read(self, work: Callable[[], R], fill: Callable[[R], None]) -> None:
        """Read, off the GUI thread, what is to be typed over, and fill the form with it."""
        self._shown = None
        self.save_button.setEnabled(False)

        def filled(found: R) -> None:
            fill(found)
            self._shown = self.draft()
            self.save_button.setEnabled(True)
            self.opened.emit()

        self.context.operations.run(lambda _job: work(), on_success=filled)

    def keep(
        self, work: Callable[[], Any], said: str | Callable[[Any], str], key: Callable[[Any], str]
    ) -> None:
        """Write by a use case, off the GUI thread. `key`: what of its answer the page goes on with."""
        self.save_button.setEnabled(False)
        write(
            self.context,
            lambda _job: work(),
            said,
            on_success=lambda kept: self._kept(key(kept)),
            on_failure=self._failed,
        )

    def shortcut(self, keys: str, act: Callable[[], object]) -> None:
        """Keys that serve while the form has the focus."""
        QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _kept(self, key: str) -> None:
        self.save_button.setEnabled(True)
        self.finished.emit(key)

    def _failed(self, error: WorldError) -> None:
        self.save_button.setEnabled(True)
        self.show_faults(error.faults)
