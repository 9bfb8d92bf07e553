"""Every fault of what was read, by file, row and column; can be saved for whoever made the files."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from allocation.errors import Fault
from ui.screen.context import Context
from ui.screen.faultlist import COLUMNS
from ui.screen.files import free_path, open_file
from ui.screen.stylesheet import look
from ui.screen.table.model import RowsModel
from ui.screen.table.view import Table
from ui.screen.widgets import label
from ui.wording import _, ngettext
from ui.wording.faults import sentence


class FaultsPanel(QWidget):
    """Read again once the file is mended."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.head = label(looks="head", wrap=True)
        self.model: RowsModel[Fault] = RowsModel(COLUMNS, self)
        self.table = Table(_("Faults"), context.theme)
        self.table.setModel(self.model)
        self.table.fit()
        self.selected = label(wrap=True)
        self.table.selectionModel().currentRowChanged.connect(self._say)
        self.again = QPushButton(_("Read again"))
        look(self.again, "main")
        self.save = QPushButton(_("Save this list"))
        self.save.clicked.connect(self.save_list)
        self.back = QPushButton(_("Choose something else"))
        foot = QHBoxLayout()
        foot.setSpacing(12)
        for button in (self.again, self.save, self.back):
            foot.addWidget(button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(self.table, 1)
        column.addWidget(self.selected)
        column.addLayout(foot)

    def show_faults(self, source: str, faults: Sequence[Fault]) -> None:
        """Show them all."""
        words = ngettext(
            "{file} has {count} fault. Nothing was changed.",
            "{file} has {count} faults. Nothing was changed.",
            len(faults),
        )
        self.head.setText("✕ " + words.format(file=source, count=f"{len(faults):,}"))
        self.model.show(faults)
        self.table.selectRow(0)
        self.table.setFocus()

    def _say(self) -> None:
        """The selected fault in full, as long as it may be."""
        index = self.table.currentIndex()
        self.selected.setText(sentence(self.model.rows[index.row()]) if index.isValid() else "")

    def save_list(self) -> None:
        """Save the list as a spreadsheet among the person's documents."""
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        rows = [[column.text(fault) for column in COLUMNS] for fault in self.model.rows]

        def work(_job: object) -> Path:
            from ui.spreadsheet.write import write_table

            path = free_path(folder, "faults", "xlsx")
            write_table(path, [column.title for column in COLUMNS], rows)
            return path

        def saved(path: Path) -> None:
            text = _("Saved {file} in {folder}").format(file=path.name, folder=folder.name)
            self._context.messages.say(text, offer=_("Open"), take=lambda: open_file(path))

        self._context.operations.run(work, on_success=saved, title=_("Saving the list…"))
