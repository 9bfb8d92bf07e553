"""The aims while a plan is looked for and after: name, value, best possible, and how sure."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QPushButton, QVBoxLayout, QWidget

from allocation.model import Aim, Result, StoppedBy
from allocation.problem import Problem
from ui.screen.round.aims_model import COLUMNS, AimRow, aim_rows
from ui.screen.table.model import RowsModel
from ui.screen.table.view import Table
from ui.screen.theme import Theme
from ui.screen.widgets import label
from ui.wording import _

STOPPED = {
    StoppedBy.DONE: _("All aims settled."),
    StoppedBy.WORK: _("Stopped at the work allowed; the best plan so far was kept."),
    StoppedBy.SECONDS: _("Stopped by the clock; the best plan so far was kept."),
    StoppedBy.PERSON: _("Stopped by you; the best plan so far was kept."),
}


class AimsPanel(QWidget):
    """Fed by the round page: progress, then the result. Stopping is the page's main action.

    `further` asks to search on where a search ended before every aim was settled.
    """

    further = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.state = label(_("Not allocated yet."), wrap=True)
        self.model = RowsModel(COLUMNS, self)
        self.table = Table(_("Aims, in order"), theme)
        self.table.setModel(self.model)
        self.table.fit()
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(8)
        self.more = QPushButton(_("Search further"))
        self.more.clicked.connect(self.further)
        self.more.hide()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.state, 1)
        head.addWidget(self.more)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        legend = _("✓ best, checked   = best, two solvers   no sign: best so far")
        column.addWidget(label(legend, "quiet", wrap=True))
        self.policy = label("", "quiet", wrap=True)
        column.addWidget(self.policy)

    def clear(self, problem: Problem | None) -> None:
        """No plan yet; the aims that a round will be judged by, in order."""
        self.state.setText(_("Not allocated yet."))
        self.more.hide()
        self.model.show(aim_rows(problem, ()) if problem else [])
        self._name_policy(problem)

    def show_progress(self, problem: Problem, aims: tuple[Aim, ...], seconds: float) -> None:
        """How far the search is."""
        self.more.hide()
        settled = sum(aim.proven for aim in aims)
        rows = aim_rows(problem, aims)
        words = _("Allocating: {done} of {all} aims settled, {seconds} s")
        self.state.setText(words.format(done=settled, all=len(rows), seconds=f"{seconds:.0f}"))
        self._update(rows)
        self._name_policy(problem)

    def show_stopping(self) -> None:
        """The person wants the best so far: the search ends in a moment."""
        self.state.setText(_("Stopping…"))

    def show_result(self, problem: Problem, result: Result, *, edited: bool) -> None:
        """What the search found. `edited`: the plan was changed by hand since."""
        words = STOPPED[result.stopped_by]
        if edited:
            words += " " + _("These are the aims of that plan, before it was changed by hand.")
        self.state.setText(words)
        self.more.setVisible(result.stopped_by is not StoppedBy.DONE and not edited)
        self._update(aim_rows(problem, result.aims))
        self._name_policy(problem)

    def _name_policy(self, problem: Problem | None) -> None:
        """Whose order of aims this is: a round keeps the policy that it was frozen with."""
        policy = problem.index.round_.policy if problem else None
        words = _("Policy of this round: {name}, version {version}")
        self.policy.setText(words.format(name=policy.name, version=policy.version) if policy else "")

    def _update(self, rows: list[AimRow]) -> None:
        if len(rows) != len(self.model.rows):
            self.model.show(rows)
            return
        self.model.rows = rows
        last = self.model.index(len(rows) - 1, len(COLUMNS) - 1)
        self.model.dataChanged.emit(self.model.index(0, 0), last)
