"""What a provider earned by results in a quarter: shown in short, saved as paper or as a workbook."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from allocation.record.results import ResultsStatement
from allocation.use_cases.providers import ProviderDetail
from allocation.use_cases.statements import last_day, quarter_before, quarter_of, statement
from ui.screen.context import Context
from ui.screen.entry import ChoiceEntry
from ui.screen.facts import Facts
from ui.screen.files import documents, free_path, say_saved, write_file
from ui.screen.operation import Operation
from ui.screen.stylesheet import look
from ui.screen.widgets import label
from ui.wording import _
from ui.wording.figures import money
from ui.wording.results import due_sentence, nothing_reviewed, quarter, sum_rows

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
        self._reading: Operation[ResultsStatement] | None = None
        self.shown: ResultsStatement | None = None
        self.quarter = ChoiceEntry(_("Quarter"), ())
        self.quarter.edited.connect(self.read)
        self.sums = Facts()
        self.words = label(looks="quiet", wrap=True)
        self.paper = QPushButton(_("Save as PDF"))
        self.paper.clicked.connect(lambda: self.save("pdf"))
        self.sheet = QPushButton(_("Save as spreadsheet"))
        self.sheet.clicked.connect(lambda: self.save("xlsx"))
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
        for button in (self.paper, self.sheet, self.back):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
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
        self.paper.setEnabled(False)
        self.sheet.setEnabled(False)
        self._reading = self._context.operations.run(
            lambda _job: statement(desk, provider, first), on_success=self._show
        )

    def save(self, ending: str) -> None:
        """Write the file into the person's documents under a name that is free, and offer to open it."""
        made, folder = self.shown, documents()
        if made is not None:
            self._context.operations.run(
                lambda _job: write_statement(made, folder, ending),
                on_success=lambda path: say_saved(self._context, path),
            )

    def _show(self, made: ResultsStatement) -> None:
        self.shown = made
        facts: list[tuple[str, str]] = []
        for found in made.contracts:
            name = found.name or found.contract
            facts += [(name, " ")] if len(made.contracts) > 1 else []
            for half, stands, most, earned in sum_rows(found):
                words = (_("{earned} of {most}").format(earned=earned, most=most), stands)
                facts.append((half, " · ".join(filter(None, words))))
        facts.append((_("Earned"), money(made.earned)))
        self.sums.show_facts(facts if made.contracts else ())
        due = [due_sentence(found) for found in made.contracts]
        said = " ".join(filter(None, due)) if made.contracts else nothing_reviewed(made)
        self.words.setText(said)
        self.words.setVisible(bool(said))
        self.paper.setEnabled(bool(made.contracts))
        self.sheet.setEnabled(bool(made.contracts))

    def _finish(self) -> None:
        self.hide()
        self.finished.emit()


def write_statement(made: ResultsStatement, folder: Path, ending: str) -> Path:
    """Draw and write a statement; where to. Its file is named by the quarter."""
    path = free_path(folder, f"results-{made.first:%Y-%m}", ending)
    if ending == "pdf":
        from ui.paper import results_statement

        return write_file(path, results_statement(made))
    from ui.spreadsheet.results import statement_workbook

    return write_file(path, statement_workbook(made))
