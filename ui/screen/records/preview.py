"""The pages of one record beside the list: which paper, print, save."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from allocation.use_cases.records import What
from ui.screen.records.pdf_view import Pages, ask_printer, print_pages, save_pages
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
    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        look(self, "panel")
        self.name = ""
        self.title = Elided(_("Select a record to see its pages."))
        look(self.title, "head")
        self.pages = Pages()
        self.papers = QButtonGroup(self)
        self.print = QPushButton(_("Print…"))
        self.save = QPushButton(_("Save…"))
        self.print.clicked.connect(self.print_it)
        self.save.clicked.connect(self.save_it)
        choose = QHBoxLayout()
        choose.setSpacing(8)
        for number, (_what, words) in enumerate(PAPERS):
            button = QPushButton(words)
            button.setCheckable(True)
            button.setChecked(number == 0)
            self.papers.addButton(button, number)
            choose.addWidget(button)
        choose.addStretch(1)
        do = QHBoxLayout()
        do.setSpacing(8)
        do.addWidget(self.title, 1)
        do.addWidget(self.print)
        do.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(do)
        column.addLayout(choose)
        column.addWidget(self.pages, 1)
        self.papers.idClicked.connect(lambda number: self.chosen.emit(PAPERS[number][0]))
        self.show_pages("", b"")

    @property
    def what(self) -> What:
        """Which paper is looked at."""
        return PAPERS[self.papers.checkedId()][0]

    def show_pages(self, name: str, data: bytes) -> None:
        """Show one paper; `name` is what its file is called, without a personal name."""
        self.name = name
        self.title.setText(name or _("Select a record to see its pages."))
        self.pages.show_pages(data)
        for widget in (self.print, self.save, *self.papers.buttons()):
            widget.setEnabled(bool(data))

    def print_it(self) -> None:
        """Through the system's print dialog."""
        if not self.pages.data:
            return
        printer = ask_printer(self.name, self)
        if printer is not None:
            self.setCursor(Qt.CursorShape.BusyCursor)
            count = print_pages(self.pages.data, printer)
            self.unsetCursor()
            self.told.emit(_("{name}: {count} pages sent to the printer").format(name=self.name, count=count))

    def save_it(self) -> None:
        """As a PDF, where the person says."""
        if not self.pages.data:
            return
        path, _kind = QFileDialog.getSaveFileName(
            self, _("Save pages"), f"{self.name}.pdf", _("PDF files (*.pdf)")
        )
        if path:
            save_pages(self.pages.data, Path(path))
            self.told.emit(_("Saved {file}").format(file=Path(path).name))
