"""What is on screen while the memory is opened: the empty frame, where and as large as the window will be."""

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from ui.screen.topstrip import TopStrip
from ui.screen.widgets import label
from ui.wording import _


class Opening(QMainWindow):
    """The first paint: it needs no page, no database and no heavy library."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(_("Lotwise"))
        self.resize(1280, 720)
        geometry = QSettings().value("window/geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)
        words = label(_("Opening…"), "quiet")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        strip = TopStrip()
        strip.search.setEnabled(False)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(strip)
        column.addWidget(words, 1)
        self.setCentralWidget(centre)
