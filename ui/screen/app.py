"""Starts the window: shown first, everything heavy after."""

import sys

from PySide6.QtCore import QCoreApplication, QSettings, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from ui.screen.crash import CrashReport, Uncaught
from ui.screen.fonts import load_scripts
from ui.screen.icons import icon_path
from ui.screen.pages import PAGES
from ui.screen.services import Services
from ui.screen.theme import Scheme, Theme
from ui.screen.window import Window


def run(services: Services) -> int:
    """Show the window, work until it is closed, and return the exit code."""
    application = make_application()
    theme = Theme(application, chosen_scheme())
    window = Window(services, theme, PAGES)
    window.open_last()
    uncaught = Uncaught(window)
    uncaught.caught.connect(lambda report: CrashReport(window, "", report).open())
    window.show()
    QTimer.singleShot(0, load_scripts)
    try:
        return application.exec()
    finally:
        uncaught.restore()


def make_application() -> QApplication:
    """Qt's application object with our name, under which window comfort is kept (QSettings)."""
    QCoreApplication.setApplicationName("Lotwise")
    QCoreApplication.setOrganizationName("Lotwise")
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)  # noqa: S101 - narrows for mypy; nobody else makes one
    application.setWindowIcon(QIcon(str(icon_path("lotwise"))))
    return application


def chosen_scheme() -> Scheme:
    """Light, dark or as the system, as chosen in Settings."""
    return Scheme(str(QSettings().value("window/scheme", Scheme.SYSTEM.value)))
