"""One part of the book in detail: where it goes, why, and what it would cost to leave it where it is."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from allocation.moving import MoveLine
from ui.screen.facts import Facts
from ui.screen.moving.columns import MoveRow
from ui.screen.side import Side
from ui.screen.stylesheet import look
from ui.screen.widgets import label
from ui.wording import _
from ui.wording.aims import marked_priority
from ui.wording.changes import change_sentence
from ui.wording.figures import hours, money
from ui.wording.moving import avoided_sentence, cost_difference, outcome_sentence


class MovePanel(Side):
    """`opened` carries the package that is to be seen on the round's board."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(
            _("The selected package"), _("Select somebody to see why they move, and what staying costs.")
        )
        self._package = ""
        self.head = label(looks="head")
        self.outcome = label(wrap=True)
        self.facts = Facts()
        self.staying = label(_("If it stayed"), "strong")
        self.stayed = Facts()
        self.link = QPushButton(_("Open on the round’s board →"))
        look(self.link, "link")
        self.link.clicked.connect(lambda: self.opened.emit(self._package))
        for widget in (self.head, self.outcome, self.facts, self.staying, self.stayed):
            self.column.addWidget(widget)
        self.column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)

    def show_row(self, row: MoveRow | None, *, by_points: bool) -> None:
        """Show it; None: nothing is selected."""
        self.has_content(row is not None)
        if row is None:
            return
        line = row.line
        self._package = line.package
        self.head.setText(row.reference)
        self.outcome.setText(outcome_sentence(line, row.names))
        self.facts.show_facts(_facts(row))
        staying = list(_staying(row, by_points=by_points))
        self.staying.setVisible(bool(staying))
        self.stayed.show_facts(staying)


def _facts(row: MoveRow) -> Iterator[tuple[str, str]]:
    line = row.line
    yield _("Priority"), marked_priority(line.priority)
    yield _("Area"), line.area
    yield _("Hours"), hours(line.minutes)
    yield _("Before"), _cost(row.holder, line.lot_before, line.before)
    if line.award:
        yield _("After"), _cost(row.provider, line.award.lot, line.after)
        yield _("A week"), row.difference
    yield _("Why"), row.why
    if line.change:
        yield _("Placed by"), change_sentence(line.change, row.names)


def _staying(row: MoveRow, *, by_points: bool) -> Iterator[tuple[str, str]]:
    line: MoveLine = row.line
    if line.avoided is None or line.avoided_pence is None:
        return
    yield _("Where"), _("{lot}, step {step}").format(lot=line.avoided.award.lot, step=line.avoided.award.step)
    yield (
        _("A week"),
        _("{money} ({difference})").format(
            money=money(line.avoided_pence), difference=cost_difference(line.avoided_pence - line.after)
        ),
    )
    yield _("Would miss"), avoided_sentence(line.avoided, by_points=by_points)


def _cost(provider: str, lot: str, pence: int | None) -> str:
    where = ", ".join(filter(None, (provider, lot)))
    return where if pence is None else _("{where}, {money} a week").format(where=where, money=money(pence))
