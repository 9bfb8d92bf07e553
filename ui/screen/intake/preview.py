"""What an import would add, change or leave, table by table, and row by row for the selected table."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from allocation.errors import Fault
from allocation.intake.preview import CellChange, Preview, TablePreview
from ui.screen.context import Context
from ui.screen.stylesheet import look
from ui.screen.table.columns import Column
from ui.screen.table.model import RowsModel
from ui.screen.table.view import Table
from ui.screen.widgets import label, tip
from ui.wording import _, ngettext
from ui.wording.care import written_day
from ui.wording.faults import sentence

TABLES = {
    "council": _("Council and policy"),
    "areas": _("Areas"),
    "packages": _("Packages"),
    "visits": _("Visits"),
    "providers": _("Providers"),
    "contracts": _("Contracts"),
    "steps": _("Steps"),
    "lots": _("Lots"),
    "awards": _("Awards"),
    "capacity": _("Returns"),
    "suspensions": _("Suspensions"),
    "refusals": _("Refusals"),
    "placements": _("Placements"),
    "outcomes": _("Outcomes"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table that would be added or changed, or that the file does not have."""

    what: str
    colour: str
    name: str
    detail: str


def _figure(count: int) -> str:
    return f"{count:,}" if count else ""


SUMMARY: tuple[Column[TablePreview], ...] = (
    Column("table", _("Table"), lambda row: TABLES.get(row.table, row.table), width=148),
    Column("new", _("New"), lambda row: _figure(len(row.added)), width=60, figures=True),
    Column("changed", _("Changed"), lambda row: _figure(len(row.changed)), width=80, figures=True),
    Column("same", _("Same"), lambda row: _figure(row.unchanged), width=60, figures=True),
    Column("kept", _("Not in file"), lambda row: _figure(len(row.missing)), width=92, figures=True),
)

LINES: tuple[Column[Line], ...] = (
    Column("what", _("What"), lambda row: row.what, width=76, colour=lambda row: row.colour),
    Column("name", _("Row"), lambda row: row.name, width=184),
    Column("detail", _("Change"), lambda row: row.detail, width=210, tip=lambda row: row.detail),
)


class PreviewPanel(QWidget):
    """Keeps nothing by itself: `keep` is connected by the page."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.head = label(looks="head", wrap=True)
        self.summary: RowsModel[TablePreview] = RowsModel(SUMMARY, self)
        self.tables = Table(_("Tables"), context.theme)
        self.tables.setModel(self.summary)
        self.tables.fit()
        self.lines: RowsModel[Line] = RowsModel(LINES, self)
        self.rows = Table(_("Rows of the selected table"), context.theme)
        self.rows.setModel(self.lines)
        self.rows.fit()
        self.told = label(wrap=True)
        self.notices = label(looks="quiet", wrap=True)
        self.keep = QPushButton(_("Bring in"))
        look(self.keep, "main")
        self.back = QPushButton(_("Leave everything as it is"))
        across = QSplitter()
        across.addWidget(self.tables)
        across.addWidget(self.rows)
        across.setStretchFactor(0, 0)
        across.setStretchFactor(1, 1)
        self.tables.setFixedWidth(sum(column.width for column in SUMMARY) + 32)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.keep)
        foot.addWidget(self.back)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(across, 1)
        column.addWidget(self.told)
        column.addWidget(self.notices)
        column.addLayout(foot)
        self.tables.selectionModel().currentRowChanged.connect(self._selected)
        self.rows.selectionModel().currentRowChanged.connect(self._tell)

    def show_preview(self, source: str, preview: Preview, notices: Sequence[Fault]) -> None:
        """Show what would change."""
        added, changed = totals(preview)
        if preview.quiet:
            self.head.setText(
                _("{file} would change nothing: all of it is here already.").format(file=source)
            )
        else:
            self.head.setText(
                _("{file} has no faults. It would {do}.").format(file=source, do=would_do(added, changed))
            )
        self.keep.setEnabled(not preview.quiet)
        self.summary.show(preview.tables)
        self.notices.setText(_notices(notices))
        self.notices.setToolTip(tip("\n".join(sentence(notice) for notice in notices[:40])))
        self.notices.setVisible(bool(notices))
        busiest = max(
            range(len(preview.tables)),
            key=lambda place: len(preview.tables[place].changed) * 1000 + len(preview.tables[place].added),
            default=-1,
        )
        if busiest >= 0:
            self.tables.selectRow(busiest)
        self.tables.setFocus()

    def _selected(self) -> None:
        index = self.tables.currentIndex()
        if index.isValid() and index.row() < len(self.summary.rows):
            self.lines.show(lines_of(self.summary.rows[index.row()]))
        self._tell()

    def _tell(self) -> None:
        """Say the selected row in full: its column may be too narrow for what changes."""
        index = self.rows.currentIndex()
        line = (
            self.lines.rows[index.row()] if index.isValid() and index.row() < len(self.lines.rows) else None
        )
        self.told.setText(f"{line.name}: {line.detail or line.what}" if line else "")
        self.told.setVisible(line is not None)


def totals(preview: Preview) -> tuple[int, int]:
    """How many rows would be new, and how many changed."""
    return (
        sum(len(table.added) for table in preview.tables),
        sum(len(table.changed) for table in preview.tables),
    )


def would_do(added: int, changed: int) -> str:
    """What bringing it in does: "add 2 rows and change 1"."""
    rows = ngettext("{count} row", "{count} rows", added or changed).format(count=f"{added or changed:,}")
    if added and changed:
        return _("add {rows} and change {changed}").format(rows=rows, changed=f"{changed:,}")
    return (_("add {rows}") if added else _("change {rows}")).format(rows=rows)


def did(added: int, changed: int) -> str:
    """The same once it was brought in: "2 rows added, 1 changed"."""
    rows = ngettext("{count} row", "{count} rows", added or changed).format(count=f"{added or changed:,}")
    if added and changed:
        return _("{rows} added, {changed} changed").format(rows=rows, changed=f"{changed:,}")
    return (_("{rows} added") if added else _("{rows} changed")).format(rows=rows)


def lines_of(table: TablePreview) -> list[Line]:
    """The rows of a table that are not simply the same: changed first, then new, ended, kept."""
    changed = [
        Line(
            _("changed"),
            "substantial",
            _name(table.table, change.name),
            "; ".join(_cell(cell) for cell in change.cells),
        )
        for change in table.changed
    ]
    added = [Line(_("new"), "good", _name(table.table, name), "") for name in table.added]
    kept = [Line(_("kept"), "", _name(table.table, name), _("not in the file")) for name in table.missing]
    ended = [
        Line(_("ended"), "", _name(table.table, name), _("stays ended; left out")) for name in table.ended
    ]
    return [*changed, *added, *ended, *kept]


def _name(table: str, name: Sequence[str]) -> str:
    """What tells a row apart, as far as it is given: "PR01 · bed", "PR01 · whole week · double-up"."""
    if table == "capacity":
        provider, lot, band, days, workers, *rest = name
        double_up = _("double-up") if workers == "2" else workers
        name = (provider, lot, band or ("" if days else _("whole week")), days, double_up, *rest)
    return " · ".join(written_day(part) for part in name if part)


def _cell(cell: CellChange) -> str:
    before, after = (written_day(text) or "–" for text in (cell.before, cell.after))
    return f"{cell.column.replace('_', ' ')}: {before} → {after}"


SHOWN = 3


def _notices(notices: Sequence[Fault]) -> str:
    if not notices:
        return ""
    words = ngettext("{count} notice", "{count} notices", len(notices)).format(count=len(notices))
    return "\n".join([words, *(sentence(notice) for notice in notices[:SHOWN])])
