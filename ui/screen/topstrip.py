"""The strip at the top: whose desk this is, which week, and the way into the search."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from ui.screen.stylesheet import look
from ui.screen.widgets import Elided, label
from ui.wording import _


class TopStrip(QFrame):
    """`Lotwise · Westhaven Council · Week of 1 June 2026` and the search."""

    def __init__(self) -> None:
        super().__init__()
        look(self, "top")
        self.setFixedHeight(44)
        self.place = Elided()
        self.place.setAccessibleName(_("Council and week"))
        self.search = QPushButton(_("Search   Ctrl+K"))
        self.search.setAccessibleName(_("Search packages, providers, pages and actions"))
        name = label(_("Lotwise"), "head")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 16, 0)
        row.setSpacing(16)
        row.addWidget(name)
        row.addWidget(self.place, 1)
        row.addWidget(self.search)

    def say(self, *words: str) -> None:
        """Show the council and the week."""
        self.place.setText(" · ".join(word for word in words if word))
