"""Our own faults: a report that can be read, copied and sent, and the window goes on.

Nothing is lost: what was being written was kept whole or not at all. The report holds the traceback, versions
and no data of packages or people: error texts are left out of it line by line where they quote values.
"""

import platform
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from ui.screen.widgets import label
from ui.wording import _


class CrashReport(QDialog):
    """Says that it is our mistake, that nothing was lost, and gives the report to copy."""

    def __init__(self, parent: QWidget | None, doing: str, report: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("A mistake in Lotwise"))
        self.resize(720, 420)
        self.report = report_text(doing, report)
        text = QPlainTextEdit(self.report)
        text.setReadOnly(True)
        text.setAccessibleName(_("The report"))
        buttons = QDialogButtonBox()
        copy = buttons.addButton(_("Copy the report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report))
        close = buttons.addButton(_("Go on working"), QDialogButtonBox.ButtonRole.AcceptRole)
        close.clicked.connect(self.accept)
        close.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(_("This is our mistake, not yours."), "head"))
        column.addWidget(
            label(
                _("What you did last was not kept, all before it was. Please send us this report."),
                wrap=True,
            )
        )
        column.addWidget(text, 1)
        column.addWidget(buttons)


def report_text(doing: str, trace: str) -> str:
    """The report: what was being done, versions, and where it went wrong, without the error's own words.

    An error may quote a value that somebody typed, so only its kind is kept.
    """
    lines = []
    for line in trace.splitlines():
        if line.startswith((" ", "Traceback")) or not line.strip():
            lines.append(line)
        else:
            lines.append(line.split(":", 1)[0])
    where = f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} {platform.release()}"
    return "\n".join((f"Lotwise: {doing}", where, "", *lines))


class Uncaught(QObject):
    """Takes what no one caught on the GUI thread, in place of Python's hook, which `restore` gives back."""

    caught = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before = sys.excepthook
        sys.excepthook = self._take

    def restore(self) -> None:
        """Put the hook back that stood before."""
        sys.excepthook = self._before

    def _take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        self.caught.emit("".join(traceback.format_exception(kind, error, trace)))
