"""Pages to look at, print or save, where no record of them is kept: a summary, a contract's terms."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.screen.context import Context
from ui.screen.operation import Job, Lane
from ui.screen.records.papers import Sheets, print_sheets, save_sheets
from ui.screen.records.pdf_view import Pages
from ui.screen.stylesheet import look
from ui.screen.widgets import Elided
from ui.wording import _


class PagesDialog(QDialog):
    """Shows the pages; `said` is what was done with them, for the message bar."""

    def __init__(self, sheets: Sheets, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(sheets.name)
        self.resize(760, max(640, parent.window().height() * 9 // 10))
        self.said = ""
        self.sheets = sheets
        self.pages = Pages()
        self.pages.show_pages(sheets.data)
        title = Elided(sheets.name)
        look(title, "head")
        self.print = QPushButton(_("Print…"))
        look(self.print, "main")
        self.save = QPushButton(_("Save…"))
        self.close_it = QPushButton(_("Close"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(title, 1)
        for button in (self.close_it, self.save, self.print):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.pages, 1)
        self.print.clicked.connect(lambda: self._done(print_sheets([sheets], self)))
        self.save.clicked.connect(lambda: self._done(save_sheets([sheets], self)))
        self.close_it.clicked.connect(self.reject)

    def _done(self, words: str) -> None:
        if words:
            self.said = words
            self.accept()

    @classmethod
    def ask(cls, sheets: Sheets, parent: QWidget) -> str:
        """Show the pages until they are printed, saved or closed; gives what to say of it, "" for nothing."""
        dialog = cls(sheets, parent)
        dialog.exec()
        dialog.pages.clear()
        dialog.deleteLater()
        return dialog.said


def draw_and_show(
    context: Context,
    parent: QWidget,
    draw: Callable[[Job], Sheets],
    title: str,
    lane: Lane = Lane.MEMORY,
) -> None:
    """Draw pages off the GUI thread, and show them to be printed or saved; the bar says what was done."""

    def shown(sheets: Sheets) -> None:
        if words := PagesDialog.ask(sheets, parent):
            context.messages.say(words)

    context.operations.run(draw, on_success=shown, title=title, lane=lane)
