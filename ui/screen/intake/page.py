"""Bring in files: choose or drop, then every fault, or a preview of what would change; only then keep it."""

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout

from allocation.errors import Fault
from allocation.intake import Intake
from allocation.intake.bring_forward import bring_forward
from allocation.intake.register import Register
from allocation.use_cases import imports, waiting_list
from allocation.use_cases.imports import ImportPreview
from ui.screen.changes import Kind
from ui.screen.context import Context
from ui.screen.files import beginning, say_saved, write_file
from ui.screen.intake.faults import FaultsPanel
from ui.screen.intake.preview import PreviewPanel, did, totals
from ui.screen.intake.register import RegisterPanel
from ui.screen.intake.start import StartPanel
from ui.screen.page import Page
from ui.screen.write import write
from ui.wording import _


class IntakePage(Page):
    """Files with a fault change nothing; what is missing from files is never deleted."""

    id: ClassVar[str] = "intake"
    name: ClassVar[str] = _("Bring in files")
    concerns: ClassVar[frozenset[Kind]] = frozenset({Kind.COUNCIL, Kind.PACKAGES, Kind.TERMS})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.start = StartPanel()
        self.faults = FaultsPanel(context)
        self.preview = PreviewPanel(context)
        self.register = RegisterPanel(context)
        self.stack = QStackedWidget()
        for panel in (self.start, self.faults, self.preview, self.register):
            self.stack.addWidget(panel)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        self.start.folder.clicked.connect(self.choose_folder)
        self.start.file.clicked.connect(self.choose_file)
        self.start.register.clicked.connect(self.choose_register)
        self.start.template.clicked.connect(self.save_template)
        self.start.scheme.clicked.connect(self.choose_scheme)
        self.start.chosen.connect(lambda path: self.read(Path(path), example=True))
        for panel in (self.faults, self.preview, self.register):
            panel.back.clicked.connect(self.begin)
        self.faults.again.clicked.connect(self._again)
        self.preview.keep.clicked.connect(self._keep)
        self.register.finished.connect(self.begin)
        self._path, self._example = Path(), False
        self._read: tuple[Intake, ImportPreview] | None = None

    def refresh(self, _changed: frozenset[Kind]) -> None:
        desk = self.context.services.desk
        self.context.operations.run(
            lambda _job: waiting_list.counts(desk)["providers"] == 0, on_success=self.start.offer_examples
        )

    def reveal(self, key: str) -> None:
        if key == "register":
            self.choose_register()
        else:
            self.read(Path(key))

    def choose_scheme(self) -> None:
        """Go on to the ready-made schemes."""
        self.context.actions["contracts.scheme"].trigger()

    def begin(self) -> None:
        """Back to choosing."""
        self._read = None
        self.stack.setCurrentWidget(self.start)
        self.titled.emit(self.title())

    def choose_folder(self) -> None:
        """Ask for a round folder."""
        path = QFileDialog.getExistingDirectory(self, _("Choose a round folder"), beginning())
        if path:
            self.read(Path(path))

    def choose_file(self) -> None:
        """Ask for a workbook or one table."""
        kinds = _("Workbooks and tables (*.xlsx *.xlsm *.ods *.csv *.tsv *.txt *.toml)")
        path, _kind = QFileDialog.getOpenFileName(self, _("Choose a workbook or a table"), beginning(), kinds)
        if path:
            self.read(Path(path))

    def choose_register(self) -> None:
        """Ask for the register's file."""
        path, _kind = QFileDialog.getOpenFileName(
            self, _("Choose the Care Inspectorate datastore"), beginning(), _("Register (*.csv)")
        )
        if path:
            self.read_register(Path(path))

    def save_template(self) -> None:
        """Save an empty workbook, with a guide to every column, where the person says."""
        usual = str(Path(beginning()) / _("round.xlsx"))
        path, _kind = QFileDialog.getSaveFileName(
            self, _("Save an empty workbook"), usual, _("Workbook (*.xlsx)")
        )
        if path:
            self.write_template(Path(path).with_suffix(".xlsx"))

    def write_template(self, path: Path) -> None:
        """Write it there, and offer to open it."""

        def work(_job: object) -> Path:
            from ui.spreadsheet.template import template_bytes

            return write_file(path, template_bytes())

        self.context.operations.run(
            work, on_success=lambda saved: say_saved(self.context, saved), title=_("Writing the workbook…")
        )

    def read(self, path: Path, *, example: bool = False) -> None:
        """Read what lies there, and show its faults or what it would change. Keeps nothing.

        An example is brought forward to today.
        """
        self._path, self._example = path, example
        desk = self.context.services.desk

        def work(_job: object) -> tuple[Intake, ImportPreview | None]:
            from ui.spreadsheet.read import read_tables

            intake = imports.read_files(desk, read_tables(path))
            if example:
                intake = bring_forward(intake, desk.clock.today())
            return intake, None if intake.faults else imports.preview_import(desk, intake)

        self.context.operations.run(
            work, on_success=lambda read: self._show(*read), title=_("Reading {file}…").format(file=path.name)
        )

    def read_register(self, path: Path) -> None:
        """Read a register's file, and show its areas to choose from."""
        self._path = path

        def work(_job: object) -> Register:
            from ui.spreadsheet.register import read_register_file

            return read_register_file(path)

        self.context.operations.run(work, on_success=self._show_register, title=_("Reading the register…"))

    def _show(self, intake: Intake, preview: ImportPreview | None) -> None:
        if preview is None:
            self._show_faults(intake.faults)
            return
        self._read = (intake, preview)
        self.preview.show_preview(self._path.name, preview.preview, intake.notices)
        self.stack.setCurrentWidget(self.preview)

    def _show_faults(self, faults: tuple[Fault, ...]) -> None:
        self.faults.show_faults(self._path.name, faults)
        self.stack.setCurrentWidget(self.faults)

    def _show_register(self, register: Register) -> None:
        if register.faults:
            self._show_faults(register.faults)
            return
        self.register.show_register(self._path.name, register)
        self.stack.setCurrentWidget(self.register)

    def _again(self) -> None:
        self.read(self._path, example=self._example)

    def _keep(self) -> None:
        if self._read is None:
            return
        intake, preview = self._read
        desk, source = self.context.services.desk, self._path.name
        self.preview.keep.setEnabled(False)
        operation = write(
            self.context,
            lambda _job: imports.apply_import(desk, intake, source, preview.read_up_to),
            _("{file} brought in: {did}").format(file=source, did=did(*totals(preview.preview))),
            on_success=lambda _imported: self.begin(),
            title=_("Bringing in {file}…").format(file=source),
        )
        self.context.operations.ended.connect(
            lambda ended: self.preview.keep.setEnabled(True) if ended is operation else None
        )
