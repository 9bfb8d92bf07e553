"""Whom to ask for the selected package, in the place of the list: in turn, with room; why not the others."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from allocation.asking import Asking
from allocation.errors import WorldError
from allocation.use_cases.asking import ask_now
from ui.screen.context import Context
from ui.screen.operation import Operation
from ui.screen.records.papers import Sheets, print_sheets, save_sheets
from ui.screen.stylesheet import look
from ui.screen.table.model import RowsModel
from ui.screen.table.view import Table
from ui.screen.tokens import ROW
from ui.screen.waiting.ask_columns import ASKED, NOT_ASKED, AskRow, OtherRow, rows_of
from ui.screen.waiting.offering import OfferForm
from ui.screen.widgets import label
from ui.wording import _, ngettext
from ui.wording.aims import marked_priority
from ui.wording.asking import headline, room_lines, step_terms
from ui.wording.figures import day, hours

HEADER = 36
"""Pixels of a table's head and frame."""


class AskView(QWidget):
    """Reads the ladder anew each time it is shown, and whenever something was written meanwhile."""

    finished = Signal()
    """The person goes back to the list."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._reading: Operation[Asking] | None = None
        self._key = self._reference = ""
        self.shown: Asking | None = None
        self.head = label(looks="head", wrap=True)
        self.facts = label(looks="quiet", wrap=True)
        self.asked: RowsModel[AskRow] = RowsModel(ASKED, self)
        self.others: RowsModel[OtherRow] = RowsModel(NOT_ASKED, self)
        self.table = Table(_("To be asked, in turn"), context.theme)
        self.table.setModel(self.asked)
        self.table.fit()
        self.below = Table(_("Not asked, and why"), context.theme)
        self.below.setModel(self.others)
        self.below.fit()
        self.table.say_when_empty(_("Nobody can be asked for it now."))
        self.below.say_when_empty(_("Everybody whose lot covers it can be asked."))
        self.room = label(wrap=True)
        self.terms = label(looks="quiet", wrap=True)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._tell())
        self.offer = QPushButton(_("Ask this provider"))
        look(self.offer, "main")
        self.offer.setToolTip(_("It is listed on the Offers page until it answers."))
        self.offer.clicked.connect(self.make_offer)
        self.form = OfferForm(context)
        self.back = QPushButton(_("Back to the list"))
        self.back.clicked.connect(self.finished)
        self.print = QPushButton(_("Print…"))
        self.print.clicked.connect(lambda: self._paper(print_it=True))
        self.save = QPushButton(_("Save as PDF…"))
        self.save.clicked.connect(lambda: self._paper(print_it=False))
        self._lay_out()

    def title(self) -> str:
        """What stands above the page."""
        return _("Whom to ask for {package}").format(package=self._reference)

    def open_package(self, key: str, reference: str) -> None:
        """Show the ladder of a package."""
        self._key, self._reference = key, reference
        self.shown = None
        self.head.setText("")
        self.facts.setText("")
        self.asked.show([])
        self.others.show([])
        self.print.setEnabled(False)
        self.save.setEnabled(False)
        self.offer.setEnabled(False)
        self.ask()

    def ask(self) -> None:
        """Read the ladder. Where nobody can be asked at all, go back: the bar says why."""
        if self._reading is not None:
            self._reading.drop()
        desk, key = self._context.services.desk, self._key
        self._reading = self._context.operations.run(
            lambda _job: ask_now(desk, key),
            on_success=self._show,
            on_failure=self._nobody,
        )

    def make_offer(self) -> None:
        """Ask the selected provider; what that needs in words is typed under the list."""
        place = self.table.currentIndex()
        if self.shown is not None and place.isValid():
            self.form.ask(self._key, self.shown, self.asked.rows[place.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
            return
        super().keyPressEvent(event)

    def _nobody(self, error: WorldError) -> None:
        self._context.operations.faulted.emit(error)
        self.finished.emit()

    def _show(self, asking: Asking) -> None:
        self.shown = asking
        package = asking.package
        self.head.setText(headline(asking))
        facts = [
            marked_priority(asking.priority),
            _("{hours} a week").format(hours=hours(package.staff_minutes)),
            _("from {day}").format(day=day(asking.index.wanted_start(package))),
        ]
        facts += [_("needs {needs}").format(needs=", ".join(package.needs))] if package.needs else []
        asked, others = rows_of(asking)
        facts.append(ngettext("{count} to ask", "{count} to ask", len(asked)).format(count=len(asked)))
        self.facts.setText(" · ".join(facts))
        self.asked.show(asked)
        self.others.show(others)
        alone = ["part"] if len(asking.ladders) == 1 else []
        self.table.leave_out(alone)
        self.below.leave_out(alone)
        self.print.setEnabled(True)
        self.save.setEnabled(True)
        if asked:
            free = next((place for place, row in enumerate(asked) if not row.line.out), 0)
            self.table.setCurrentIndex(self.asked.index(free, 0))
            self.table.setFocus()
        else:
            self.below.setFocus()
        self._tell()
        self._share_out(len(asked))

    def _share_out(self, asked: int) -> None:
        """Give the upper table the height of its rows, up to what the lower one leaves or two thirds."""
        whole = sum(self.split.sizes())
        rows = ROW * (max(2, asked) + 1) + HEADER
        below = ROW * (len(self.others.rows) + 1) + HEADER
        upper = min(rows + self.chosen.heightForWidth(self.width()), max(whole * 2 // 3, whole - below))
        self.split.setSizes([upper, whole - upper])

    def _tell(self) -> None:
        """Say of the selected one what its return leaves of each figure, and the step's terms."""
        place = self.table.currentIndex()
        self.form.hide()
        chosen = self.asked.rows[place.row()] if self.shown is not None and place.isValid() else None
        self.offer.setEnabled(chosen is not None and not chosen.line.out)
        if self.shown is None or not place.isValid():
            self.room.setText("")
            self.terms.setText("")
            return
        rung = self.asked.rows[place.row()].line.rung
        step = self.shown.index.steps[rung.award.contract, rung.award.step]
        figures = " · ".join(room_lines(rung))
        starts = _("Care would start on {day}.").format(day=day(rung.start))
        out = self.asked.rows[place.row()].line.out
        said = f"{out[:1].upper()}{out[1:]}. " if out else ""
        self.room.setText(said + (f"{figures}. {starts}" if figures else starts))
        terms = "; ".join(step_terms(self.shown, step))
        self.terms.setText(terms[:1].upper() + terms[1:] + "." if terms else "")

    def _paper(self, *, print_it: bool) -> None:
        asking = self.shown
        if asking is None:
            return
        name = _("Whom to ask {package}").format(package=asking.package.package)

        def draw(_job: object) -> Sheets:
            from ui.paper import ask_sheet

            return Sheets(name, ask_sheet(asking))

        def drawn(sheets: Sheets) -> None:
            said = (print_sheets if print_it else save_sheets)([sheets], self)
            if said:
                self._context.messages.say(said)

        self._context.operations.run(draw, on_success=drawn)

    def _lay_out(self) -> None:
        self.chosen = QFrame()
        look(self.chosen, "panel")
        told = QVBoxLayout(self.chosen)
        told.setContentsMargins(20, 8, 20, 12)
        told.setSpacing(4)
        told.addWidget(self.room)
        told.addWidget(self.terms)
        told.addWidget(self.form)
        upper = QWidget()
        above = QVBoxLayout(upper)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(0)
        above.addWidget(self.table, 1)
        above.addWidget(self.chosen)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.addWidget(upper)
        self.split.addWidget(self.below)
        self.split.setChildrenCollapsible(False)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.head)
        words.addWidget(self.facts)
        top = QHBoxLayout()
        top.setContentsMargins(20, 12, 16, 12)
        top.setSpacing(8)
        top.addLayout(words, 1)
        for button in (self.offer, self.print, self.save, self.back):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.split, 1)
