"""All faults of one try in a table: file, row, column and the sentence. Can be copied and saved."""

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from allocation.errors import Fault
from ui.screen.table.columns import Column
from ui.screen.table.model import RowsModel
from ui.screen.table.view import Table
from ui.screen.widgets import label
from ui.wording import _, ngettext
from ui.wording.faults import what

COLUMNS: tuple[Column[Fault], ...] = (
    Column("file", _("File"), lambda fault: fault.file, width=120),
    Column(
        "row", _("Row"), lambda fault: "" if fault.row is None else str(fault.row), width=56, figures=True
    ),
    Column("column", _("Column"), lambda fault: fault.column, width=130),
    Column("what", _("What is wrong, and what to write instead"), what, width=460),
)


class FaultList(QDialog):
    """Shows faults that do not fit the bar."""

    def __init__(self, faults: Sequence[Fault], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What is wrong"))
        self.resize(860, 480)
        self.model = RowsModel(COLUMNS, self)
        self.model.show(faults)
        table = Table(_("Faults"))
        table.setModel(self.model)
        table.fit()
        table.leave_out(each.id for each in COLUMNS if not any(each.text(fault) for fault in faults))
        table.setWordWrap(True)
        self.table = table
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        count = ngettext(
            "{count} fault. Nothing was changed.", "{count} faults. Nothing was changed.", len(faults)
        )
        column.addWidget(label(count.format(count=len(faults)), "head"))
        column.addWidget(table, 1)
        column.addWidget(buttons)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.resizeRowsToContents()
