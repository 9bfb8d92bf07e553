"""Starts the window: the frame is on screen first, then the memory is opened and the pages filled."""

import gc
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager

from PySide6.QtCore import QCoreApplication, QSettings, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from allocation.errors import WorldError
from ui.screen.crash import CrashReport, Uncaught
from ui.screen.fonts import load_scripts
from ui.screen.icons import icon_path
from ui.screen.interrupt import on_interrupt
from ui.screen.opening import Opening
from ui.screen.services import Services
from ui.screen.theme import Scheme, Theme
from ui.wording import _

FAILED = 1
INTERRUPTED = 130
"""The exit code after a second Ctrl+C. Qt's `quit` would ask the window again; its `exit` does not."""


def run(opening: Callable[[], AbstractContextManager[Services]]) -> int:
    """Show the window, work until it is closed, and return the exit code.

    `opening()` gives the outside for as long as its block lasts. A memory that cannot be
    opened is said in a plain sentence.
    """
    application = make_application()
    theme = Theme(application, chosen_scheme())
    frame = Opening()
    frame.show()
    application.processEvents()
    try:
        with opening() as services:
            return _work(application, services, theme, frame)
    except WorldError as error:
        from ui.wording.faults import sentence

        frame.close()
        sentences = "\n\n".join(sentence(fault) for fault in error.faults)
        QMessageBox.critical(None, _("Lotwise cannot start"), sentences)
        return FAILED


def _work(application: QApplication, services: Services, theme: Theme, frame: Opening) -> int:
    from ui.screen.pages import PAGES
    from ui.screen.window import Window

    gc.freeze()  # what is loaded stays loaded: looking through it would hold the window up at each collection
    window = Window(services, theme, PAGES)
    uncaught = Uncaught(window)
    uncaught.caught.connect(lambda report: CrashReport(window, "", report).open())
    window.open_last()
    window.show()
    frame.close()
    QTimer.singleShot(0, load_scripts)
    try:
        with on_interrupt(window.close, lambda: application.exit(INTERRUPTED)):
            return application.exec()
    finally:
        uncaught.restore()
        window.operations.close()


def make_application() -> QApplication:
    """Qt's application object with our name, under which window comfort is kept (QSettings)."""
    QCoreApplication.setApplicationName("Lotwise")
    QCoreApplication.setOrganizationName("Lotwise")
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)  # noqa: S101 - narrows for mypy; nobody else makes one
    application.setQuitOnLastWindowClosed(True)
    application.setWindowIcon(QIcon(str(icon_path("lotwise"))))
    return application


def chosen_scheme() -> Scheme:
    """Light, dark or as the system, as chosen in Settings."""
    return Scheme(str(QSettings().value("window/scheme", Scheme.SYSTEM.value)))
