"""What a provider earned by results in a quarter: shown in short, issued as a record, printed."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMessageBox, QPushButton, QVBoxLayout, QWidget

from allocation.record.results import ResultsStatement
from allocation.use_cases import issued_statements
from allocation.use_cases.issued_statements import Quarter, StatementIssued
from allocation.use_cases.issuing import Heading
from allocation.use_cases.providers import ProviderDetail
from allocation.use_cases.statements import last_day, quarter_before, quarter_of
from ui import paper
from ui.screen.context import Context
from ui.screen.entry import ChoiceEntry
from ui.screen.facts import Facts
from ui.screen.files import documents, free_path, say_saved, write_file
from ui.screen.operation import Job, Operation
from ui.screen.records.dialog import draw_and_show
from ui.screen.records.papers import Sheets
from ui.screen.stylesheet import look
from ui.screen.widgets import button_row, label
from ui.screen.write import write
from ui.wording import _
from ui.wording.figures import money
from ui.wording.results import due_sentence, issue_state, nothing_reviewed, quarter, statement_name, sum_rows

QUARTERS = 8
"""Quarters that are offered, the present one first."""


class StatementPanel(QFrame):
    """Stands in the detail while it is looked at; reads the statement anew for each quarter."""

    finished = Signal()
    """The person closed it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        look(self, "card")
        self.setAccessibleName(_("Payment by results"))
        self._context = context
        self._provider = ""
        self._reading: Operation[Quarter] | None = None
        self.shown: Quarter | None = None
        self.quarter = ChoiceEntry(_("Quarter"), ())
        self.quarter.edited.connect(self.read)
        self.sums = Facts()
        self.words = label(looks="quiet", wrap=True)
        self.state = label(looks="quiet", wrap=True)
        self.issue = QPushButton(_("Issue…"))
        self.issue.clicked.connect(self.ask_issue)
        self.paper = QPushButton(_("Print…"))
        self.paper.clicked.connect(self.show_paper)
        self.sheet = QPushButton(_("Save as spreadsheet"))
        self.sheet.clicked.connect(self.save_sheet)
        self.back = QPushButton(_("Close"))
        look(self.back, "link")
        self.back.clicked.connect(self._finish)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(label(_("Payment by results"), "head"))
        column.addWidget(self.quarter)
        column.addWidget(self.sums)
        column.addWidget(self.words)
        column.addWidget(self.state)
        column.addWidget(self.issue, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(button_row(self.paper, self.sheet))
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def open_for(self, detail: ProviderDetail) -> None:
        """Show this provider's quarter that ended last."""
        self._provider = detail.id
        first = quarter_of(self._context.services.desk.clock.today())
        choices = []
        for _place in range(QUARTERS):
            choices.append((first.isoformat(), quarter(first, last_day(first))))
            first = quarter_before(first)
        self.quarter.offer(choices)
        self.quarter.set_text(choices[1][0])
        self.show()
        self.read()
        self.quarter.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def read(self) -> None:
        """Reckon the chosen quarter anew; also when something was written meanwhile."""
        if self._reading is not None:
            self._reading.drop()
        desk, provider = self._context.services.desk, self._provider
        first = date.fromisoformat(self.quarter.text())
        for button in (self.issue, self.paper, self.sheet):
            button.setEnabled(False)
        self._reading = self._context.operations.run(
            lambda _job: issued_statements.quarter(desk, provider, first), on_success=self._show
        )

    def ask_issue(self) -> None:
        """Issue the quarter's statement, once the person is sure; then its pages can be printed."""
        shown = self.shown
        if shown is None or not IssueDialog.ask(shown.now, self):
            return
        services, provider, first = self._context.services, self._provider, shown.now.first
        heading = Heading(version=services.version)

        def issued(made: StatementIssued) -> None:
            self.read()
            self._show_pages(made.key, made.number)

        write(
            self._context,
            lambda _job: issued_statements.issue_statement(services.desk, provider, first, paper, heading),
            lambda made: _("Statement {number} issued").format(number=made.number),
            on_success=issued,
            offer="",
        )

    def show_paper(self) -> None:
        """Show the issued pages as they are, or a draft of what is reckoned now, to be printed or saved."""
        shown = self.shown
        if shown is None:
            return
        if shown.issued is not None and shown.same:
            self._show_pages(shown.key, shown.issued.number)
            return
        now = shown.now
        name = statement_name(now)
        draw_and_show(self._context, self, lambda _job: Sheets(name, paper.results_statement(now)), name)

    def save_sheet(self) -> None:
        """Write the workbook into the person's documents under a name that is free, and offer to open it."""
        shown, folder = self.shown, documents()
        if shown is not None:
            self._context.operations.run(
                lambda _job: write_workbook(shown.now, folder),
                on_success=lambda path: say_saved(self._context, path),
            )

    def _show_pages(self, key: str, number: str) -> None:
        desk = self._context.services.desk

        def read(_job: Job) -> Sheets:
            return Sheets(number, issued_statements.statement_pages(desk, key))

        draw_and_show(self._context, self, read, number)

    def _show(self, found: Quarter) -> None:
        self.shown, made = found, found.now
        facts: list[tuple[str, str]] = []
        for each in made.contracts:
            name = each.name or each.contract
            facts += [(name, " ")] if len(made.contracts) > 1 else []
            for half, stands, most, earned in sum_rows(each):
                words = (_("{earned} of {most}").format(earned=earned, most=most), stands)
                facts.append((half, " · ".join(filter(None, words))))
        facts += [(_("Earned"), money(made.earned))] if len(made.contracts) > 1 else []
        self.sums.show_facts(facts if made.contracts else ())
        due = [due_sentence(each) for each in made.contracts]
        said = " ".join(filter(None, due)) if made.contracts else nothing_reviewed(made)
        self.words.setText(said)
        self.words.setVisible(bool(said))
        any_ = bool(made.contracts or found.issued)
        over = made.day > made.last
        self.state.setText(issue_state(found) if any_ else "")
        self.state.setVisible(any_)
        self.issue.setVisible(any_ and over and not found.same)
        self.issue.setEnabled(True)
        self.paper.setText(_("Print…") if found.same else _("Look at the draft…"))
        self.paper.setEnabled(any_)
        self.sheet.setEnabled(any_)

    def _finish(self) -> None:
        self.hide()
        self.finished.emit()


class IssueDialog(QMessageBox):
    """Ask with `IssueDialog.ask`: what is issued is never undone. Esc goes back."""

    def __init__(self, made: ResultsStatement, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Issue the statement"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        words = _("{provider} earned {sum} by results from {quarter}. Issue this statement?")
        spoken = quarter(made.first, made.last)
        self.setText(words.format(provider=made.provider, sum=money(made.earned), quarter=spoken))
        self.setInformativeText(_("It gets a number and never changes; a later one can correct it."))
        self.sure = self.addButton(_("Issue"), QMessageBox.ButtonRole.AcceptRole)
        back = self.addButton(_("Go back"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.sure)
        self.setEscapeButton(back)

    @classmethod
    def ask(cls, made: ResultsStatement, parent: QWidget) -> bool:
        """Whether the person is sure."""
        dialog = cls(made, parent)
        dialog.exec()
        return dialog.clickedButton() is dialog.sure


def write_workbook(made: ResultsStatement, folder: Path) -> Path:
    """Write a statement as a workbook, named by the quarter; where to."""
    from ui.spreadsheet.results import statement_workbook

    return write_file(free_path(folder, statement_name(made), "xlsx"), statement_workbook(made))
