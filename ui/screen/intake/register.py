"""The Care Inspectorate's register: pick the council areas, see what differs, take the grades over.

Beside it stands the grade table of the same areas, to be saved as a spreadsheet.
"""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from allocation.errors import Fault, WorldError
from allocation.intake.codes import Code
from allocation.intake.grade_table import GradeRow, grade_table
from allocation.intake.register import Register, Service
from allocation.use_cases import register as use_case
from allocation.use_cases.register import Difference, RegisterPreview
from ui.screen.context import Context
from ui.screen.files import free_path, open_file
from ui.screen.intake.register_columns import DIFFERENCES, TABLE
from ui.screen.operation import Operation
from ui.screen.stylesheet import look
from ui.screen.table.model import RowsModel
from ui.screen.table.view import Table
from ui.screen.widgets import label
from ui.screen.write import write
from ui.wording import _, ngettext
from ui.wording.register import difference_sentence, left_out

BESIDE = 24
"""What the list of areas needs beside its longest line: the scroll bar and the focus frame."""

NOTHING = RegisterPreview((), 0, (), ())


class RegisterPanel(QWidget):
    """`finished` tells that the grades were taken over."""

    finished = Signal()
    previewed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._register = Register()
        self._source = ""
        self._asked: Operation[RegisterPreview] | None = None
        self.head = label(looks="head", wrap=True)
        self.areas = QListWidget()
        self.areas.setAccessibleName(_("Council areas in the register"))
        self.areas.itemChanged.connect(self._ask)
        self.model: RowsModel[Difference] = RowsModel(DIFFERENCES, self)
        self.table = Table(_("What differs in the register"), context.theme)
        self.table.setModel(self.model)
        self.table.fit()
        self.counts: RowsModel[GradeRow] = RowsModel(TABLE, self)
        self.counted = Table(_("Services by type and lowest grade"), context.theme)
        self.counted.setModel(self.counts)
        self.counted.fit()
        self.told = label(wrap=True)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._tell())
        self.words = label(looks="quiet", wrap=True)
        self.names = QCheckBox(_("Take over the names as well"))
        self.names.toggled.connect(self._may_keep)
        self.keep = QPushButton(_("Take these grades over"))
        look(self.keep, "main")
        self.keep.clicked.connect(self.take_over)
        self.save = QPushButton(_("Save the grade table"))
        self.save.clicked.connect(self.save_table)
        self.back = QPushButton(_("Leave everything as it is"))
        self._preview = NOTHING
        self._lay_out()

    def show_register(self, source: str, register: Register) -> None:
        """Show the areas to pick from; those where services of our providers are registered are ticked."""
        self._register, self._source = register, source
        count = len(register.services)
        words = ngettext("{count} care-at-home service", "{count} care-at-home services", count)
        self.head.setText(f"{source}: " + words.format(count=f"{count:,}"))
        self._offer(())
        self._show(NOTHING)
        self.areas.setFocus()
        desk = self._context.services.desk
        self._context.operations.run(
            lambda _job: use_case.areas_of_providers(desk, register), on_success=self._offer_ours
        )

    def picked(self) -> tuple[str, ...]:
        """The ticked areas."""
        items = (self.areas.item(place) for place in range(self.areas.count()))
        ticked = [item for item in items if item.checkState() is Qt.CheckState.Checked]
        return tuple(str(item.data(Qt.ItemDataRole.UserRole)) for item in ticked)

    def take_over(self) -> None:
        """Take the register's grades over for our providers, and the names where that is ticked."""
        desk, source, names = self._context.services.desk, self._source, self.names.isChecked()
        services = self._register.of(self.picked())
        count = self._preview.grades
        words = ngettext("{count} grade taken over", "{count} grades taken over", count)
        write(
            self._context,
            lambda _job: use_case.apply_grades(desk, services, source, names=names),
            words.format(count=count),
            on_success=lambda _done: self.finished.emit(),
        )

    def save_table(self) -> None:
        """Write the grade table of each ticked area as one spreadsheet into the person's documents."""
        areas, register = self.picked(), self._register
        stem = f"grades-{Path(self._source).stem}"
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))

        def saved(path: Path) -> None:
            self._context.messages.say(
                _("Saved {file} in {folder}").format(file=path.name, folder=path.parent.name),
                offer=_("Open"),
                take=lambda: open_file(path),
            )

        self._context.operations.run(
            lambda _job: write_tables(register, areas, free_path(folder, stem, "xlsx")), on_success=saved
        )

    def _offer(self, ticked: tuple[str, ...]) -> None:
        self.areas.blockSignals(True)
        self.areas.clear()
        for area, services in self._register.areas.items():
            item = QListWidgetItem(f"{area}  ({services})")
            item.setData(Qt.ItemDataRole.UserRole, area)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if area in ticked else Qt.CheckState.Unchecked)
            self.areas.addItem(item)
        self.areas.blockSignals(False)
        self.areas.setFixedWidth(self.areas.sizeHintForColumn(0) + BESIDE)

    def _offer_ours(self, ours: tuple[str, ...]) -> None:
        if ours and not self.picked():
            self._offer(ours)
            self.areas.setCurrentRow(list(self._register.areas).index(ours[0]))
        self._ask()

    def _ask(self) -> None:
        if self._asked is not None:
            self._asked.drop()
        desk, register, areas = self._context.services.desk, self._register, self.picked()
        self._asked = self._context.operations.run(
            lambda _job: use_case.preview_register(desk, register, areas) if areas else NOTHING,
            on_success=self._show,
        )

    def _show(self, preview: RegisterPreview) -> None:
        self._preview = preview
        self.model.show(preview.differences)
        if preview.differences:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._tell()
        areas = self.picked()
        table = grade_table(_of(self._register, areas))
        self.counts.show([*table.rows, table.total] if areas else [])
        self.save.setEnabled(bool(areas))
        self.names.setVisible(bool(preview.names))
        self._may_keep()
        tick = _("Tick the council areas where your providers are registered.")
        self.table.say_when_empty(_("Nothing in the register differs from what is here.") if areas else tick)
        self.counted.say_when_empty(tick)
        self.words.setText(" ".join(left_out(preview)))
        self.words.setVisible(bool(self.words.text()))
        self.previewed.emit()

    def _tell(self) -> None:
        """Say the selected difference in a sentence: columns may be too narrow for what follows."""
        place = self.table.currentIndex()
        self.told.setText(difference_sentence(self.model.rows[place.row()]) if place.isValid() else "")
        self.told.setVisible(place.isValid() and self.tabs.currentIndex() == 0)

    def _may_keep(self) -> None:
        names = self.names.isChecked() and self._preview.names
        self.keep.setEnabled(bool(self._preview.grades or names))

    def _lay_out(self) -> None:
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.table, _("What differs"))
        self.tabs.addTab(self.counted, _("Grade table"))
        self.tabs.currentChanged.connect(lambda _place: self._tell())
        across = QSplitter()
        across.addWidget(self.areas)
        across.addWidget(self.tabs)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.keep)
        foot.addWidget(self.names)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(across, 1)
        column.addWidget(self.told)
        column.addWidget(self.words)
        column.addLayout(foot)


def write_tables(register: Register, areas: tuple[str, ...], path: Path) -> Path:
    """Write each area's grade table below the one before, the area in the first column; where to."""
    from ui.spreadsheet.write import write_table

    rows = [
        [area, *(column.cell(row) if column.cell else column.text(row) for column in TABLE)]
        for area in areas
        for table in [grade_table(_of(register, (area,)))]
        for row in (*table.rows, table.total)
    ]
    try:
        write_table(path, [_("Council area"), *(column.title for column in TABLE)], rows, sheet="Grades")
    except OSError as error:
        raise WorldError(Fault(Code.NOT_READABLE, path.name, facts={"why": error.strerror or ""})) from error
    return path


def _of(register: Register, areas: tuple[str, ...]) -> list[Service]:
    return [service for service in register.everything if service.area in areas]
