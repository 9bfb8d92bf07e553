"""What providers and the person said of a package so far: shown, recorded, taken back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from allocation.acts.rows import State
from allocation.use_cases import refusals
from allocation.use_cases.waiting_list import Choices, PackageDetail, RefusalRow
from ui.screen.context import Context
from ui.screen.facts import empty
from ui.screen.refusal import RefusalForm
from ui.screen.stylesheet import look
from ui.screen.widgets import label
from ui.screen.write import write
from ui.wording import _
from ui.wording.care import OUTCOMES, short_day


class Answers(QWidget):
    """A line an answer, each with a way to take it back, and the form for another."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._names: dict[str, str] = {}
        self.head = label(_("Answers so far"), "head")
        self.lines = QVBoxLayout()
        self.lines.setSpacing(4)
        self.record = QPushButton(_("Record a refusal…"))
        look(self.record, "link")
        self.form = RefusalForm(context)
        self.record.clicked.connect(self.form.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addLayout(self.lines)
        column.addWidget(self.record, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.form)

    def show_answers(self, detail: PackageDetail, choices: Choices) -> None:
        """Show those of this package, the latest first."""
        self._names = {each.label: each.name or each.label for each in choices.providers}
        self.form.show_choices(detail, choices)
        open_ = detail.state is not State.ENDED
        self.record.setVisible(open_)
        self.head.setVisible(bool(detail.refusals))
        empty(self.lines)
        latest = sorted(detail.refusals, key=lambda each: str(each.refusal.on or ""), reverse=True)
        for row in latest:
            self.lines.addWidget(self._line(row, may_withdraw=open_))

    def take_back(self, row: RefusalRow) -> None:
        """Withdraw one: the provider may be asked again. Undo puts it back."""
        desk = self._context.services.desk
        write(
            self._context,
            lambda _job: refusals.withdraw_refusal(desk, row.id, row.version),
            _("{provider} may be asked again for {package}").format(
                provider=self._name(row), package=row.refusal.package
            ),
        )

    def _name(self, row: RefusalRow) -> str:
        return self._names.get(row.refusal.provider, row.refusal.provider)

    def _line(self, row: RefusalRow, *, may_withdraw: bool) -> QWidget:
        said = row.refusal
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(4)
        until = _("until {day}").format(day=short_day(said.until)) if said.until else ""
        words = (self._name(row), OUTCOMES[said.outcome], short_day(said.on), until, said.reason)
        text = label(" · ".join(word for word in words if word), wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        across.addWidget(text, 1)
        if may_withdraw:
            back = QPushButton(_("Take back"))
            look(back, "link")
            back.setAccessibleName(_("Take back the answer of {provider}").format(provider=self._name(row)))
            back.clicked.connect(lambda: self.take_back(row))
            across.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        return line
