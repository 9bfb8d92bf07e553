"""The pages of one record beside the list, and which of its papers is looked at."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from allocation.use_cases.records import What
from ui.screen.records.pdf_view import Pages
from ui.screen.stylesheet import look
from ui.screen.widgets import Elided
from ui.wording import _

PAPERS: tuple[tuple[What, str], ...] = (
    ("record", _("Council’s record")),
    ("confirmation", _("Provider’s confirmation")),
)


class Preview(QWidget):
    """`chosen` carries which paper is wanted: "record" or "confirmation"."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        look(self, "panel")
        self.title = Elided()
        look(self.title, "head")
        self.pages = Pages()
        self.papers = QButtonGroup(self)
        choose = QHBoxLayout()
        choose.setSpacing(8)
        for number, (_what, words) in enumerate(PAPERS):
            button = QPushButton(words)
            button.setCheckable(True)
            button.setChecked(number == 0)
            self.papers.addButton(button, number)
            choose.addWidget(button)
        choose.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addLayout(choose)
        column.addWidget(self.pages, 1)
        column.addStretch(0)
        self.papers.idClicked.connect(lambda number: self.chosen.emit(PAPERS[number][0]))
        self.show_pages("", b"")

    @property
    def what(self) -> What:
        """Which paper is looked at."""
        return PAPERS[self.papers.checkedId()][0]

    def show_pages(self, title: str, data: bytes, *, one_paper: bool = False) -> None:
        """Show one paper; empty bytes: none is selected. With `one_paper` there is no other to choose."""
        self.title.setText(title or _("Select a record."))
        self.pages.show_pages(data)
        self.pages.setVisible(bool(data))
        for button in self.papers.buttons():
            button.setEnabled(bool(data))
            button.setVisible(not one_paper)
