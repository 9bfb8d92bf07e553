"""The Care Inspectorate's register: pick the council areas, see which grades would change, take them over."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from allocation.intake.register import Register, Service
from allocation.use_cases import register as grades
from allocation.use_cases.register import GradeChange, GradesPreview
from ui.screen.context import Context
from ui.screen.operation import Operation
from ui.screen.stylesheet import look
from ui.screen.table.columns import Column
from ui.screen.table.model import RowsModel
from ui.screen.table.view import Table
from ui.screen.widgets import label
from ui.screen.write import write
from ui.wording import _, ngettext


def _grade(grade: int | None) -> str:
    return _("not graded") if grade is None else str(grade)


COLUMNS: tuple[Column[GradeChange], ...] = (
    Column("name", _("Provider"), lambda row: row.name, width=230),
    Column("registration", _("Registration"), lambda row: row.registration, width=130),
    Column("before", _("Grade now"), lambda row: _grade(row.before), width=120),
    Column("after", _("In the register"), lambda row: _grade(row.after), width=120),
)


class RegisterPanel(QWidget):
    """`finished` tells that the grades were taken over."""

    finished = Signal()
    previewed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._register = Register()
        self._source = ""
        self._asked: Operation[GradesPreview] | None = None
        self.head = label(looks="head", wrap=True)
        self.areas = QListWidget()
        self.areas.setAccessibleName(_("Council areas in the register"))
        self.areas.itemChanged.connect(self._ask)
        self.model: RowsModel[GradeChange] = RowsModel(COLUMNS, self)
        self.table = Table(_("Grades that would change"), context.theme)
        self.table.setModel(self.model)
        self.table.fit()
        self.words = label(looks="quiet", wrap=True)
        self.keep = QPushButton(_("Take these grades over"))
        look(self.keep, "main")
        self.keep.clicked.connect(self.take_over)
        self.back = QPushButton(_("Leave everything as it is"))
        across = QSplitter()
        across.addWidget(self.areas)
        across.addWidget(self.table)
        across.setSizes([260, 760])
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.keep)
        foot.addWidget(self.back)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(label(_("Tick the council areas where your providers are registered."), "quiet"))
        column.addWidget(across, 1)
        column.addWidget(self.words)
        column.addLayout(foot)

    def show_register(self, source: str, register: Register) -> None:
        """Show the areas to pick from; none is ticked."""
        self._register, self._source = register, source
        count = len(register.services)
        words = ngettext("{count} care-at-home service", "{count} care-at-home services", count)
        self.head.setText(f"{source}: " + words.format(count=f"{count:,}"))
        self.areas.blockSignals(True)
        self.areas.clear()
        for area, services in register.areas.items():
            item = QListWidgetItem(f"{area}  ({services})")
            item.setData(Qt.ItemDataRole.UserRole, area)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.areas.addItem(item)
        self.areas.blockSignals(False)
        self._show(GradesPreview((), 0, ()))
        self.areas.setFocus()

    def picked(self) -> tuple[Service, ...]:
        """The services of the ticked areas."""
        items = (self.areas.item(place) for place in range(self.areas.count()))
        ticked = [item for item in items if item.checkState() is Qt.CheckState.Checked]
        return self._register.of(str(item.data(Qt.ItemDataRole.UserRole)) for item in ticked)

    def take_over(self) -> None:
        """Take the register's grades over for our providers."""
        desk, services, source = self._context.services.desk, self.picked(), self._source
        count = len(self.model.rows)
        words = ngettext("{count} grade taken over", "{count} grades taken over", count)
        write(
            self._context,
            lambda _job: grades.apply_grades(desk, services, source),
            words.format(count=count),
            on_success=lambda _done: self.finished.emit(),
        )

    def _ask(self) -> None:
        if self._asked is not None:
            self._asked.drop()
        desk, services = self._context.services.desk, self.picked()
        self._asked = self._context.operations.run(
            lambda _job: grades.preview_grades(desk, services), on_success=self._show
        )

    def _show(self, preview: GradesPreview) -> None:
        self.model.show(preview.changes)
        self.keep.setEnabled(bool(preview.changes))
        self.table.say_when_empty(
            _("No grade would change.")
            if self.picked()
            else _("Tick an area to see which grades would change.")
        )
        known = _("{same} of your providers have the same grade in the register.")
        unknown = _("Not in the ticked areas: {names}.")
        parts = [known.format(same=preview.unchanged)] if preview.unchanged else []
        if preview.unknown and (preview.changes or preview.unchanged):
            parts.append(unknown.format(names=", ".join(preview.unknown)))
        self.words.setText(" ".join(parts))
        self.previewed.emit()
