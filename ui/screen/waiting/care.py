"""Care begins, rests, goes on: say on which day it did."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from allocation.acts.rows import State
from allocation.errors import WorldError
from allocation.use_cases import care
from allocation.use_cases.desk import Desk, Done
from allocation.use_cases.waiting_list import PackageDetail
from ui.screen.context import Context
from ui.screen.entry import DayEntry
from ui.screen.stylesheet import look
from ui.screen.widgets import button_row
from ui.screen.write import write
from ui.wording import _
from ui.wording.care import short_day
from ui.wording.faults import what


class CareStep(NamedTuple):
    """One step of care: its action, in which states it can be made, and its words."""

    action: str
    states: tuple[State, ...]
    make: Callable[[Desk, str, int, date | None], Done]
    button: str
    head: str
    said: str


STEPS: tuple[CareStep, ...] = (
    CareStep(
        "waiting.start",
        care.MAY_START,
        care.start_care,
        _("Care began…"),
        _("Care began on"),
        _("Care of {package} began on {day}"),
    ),
    CareStep(
        "waiting.rest",
        care.MAY_REST,
        care.suspend_care,
        _("Care rests…"),
        _("Care rests from"),
        _("Care of {package} rests from {day}"),
    ),
    CareStep(
        "waiting.go_on",
        care.MAY_GO_ON,
        care.resume_care,
        _("Care goes on…"),
        _("Care goes on from"),
        _("Care of {package} goes on from {day}"),
    ),
)


class CareSteps(QWidget):
    """The steps that the package's state allows, and the day of the one that is being typed.

    `finished` says that the form went, recorded or not.
    """

    finished = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._detail: PackageDetail | None = None
        self._step = STEPS[0]
        self.buttons = {step.action: QPushButton(step.button) for step in STEPS}
        across = QHBoxLayout()
        across.setSpacing(4)
        for step in STEPS:
            button = self.buttons[step.action]
            look(button, "link")
            button.clicked.connect(lambda _checked=False, step=step: self.start(step))
            across.addWidget(button)
        across.addStretch(1)
        self.day = DayEntry(STEPS[0].head)
        self.keep = QPushButton(_("Record"))
        self.keep.clicked.connect(self.save)
        self.day.line.returnPressed.connect(self.save)
        back = QPushButton(_("Cancel"))
        look(back, "link")
        foot = button_row(self.keep, back)
        self.form = QFrame()
        look(self.form, "card")
        inside = QVBoxLayout(self.form)
        inside.setContentsMargins(12, 12, 12, 12)
        inside.setSpacing(8)
        inside.addWidget(self.day)
        inside.addLayout(foot)
        back.clicked.connect(self._finish)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(across)
        column.addWidget(self.form)
        self.form.hide()

    def show_package(self, detail: PackageDetail) -> None:
        """Offer what this package's state allows. Another package, or another state, closes the form."""
        before = self._detail
        if before is None or (before.id, before.state) != (detail.id, detail.state):
            self.form.hide()
        self._detail = detail
        for step in STEPS:
            self.buttons[step.action].setVisible(detail.state in step.states)
        self.setVisible(any(detail.state in step.states for step in STEPS))

    def start(self, step: CareStep) -> None:
        """Begin to say on which day; today stands there."""
        self._step = step
        self.day.rename(step.head)
        self.day.set_text(self._context.services.desk.clock.today().isoformat())
        self.day.set_fault("")
        self.form.show()
        self.day.line.selectAll()
        self.day.line.setFocus()

    def save(self) -> None:
        """Record the step; what is wrong with the day stands under it."""
        detail, step, on = self._detail, self._step, self.day.day()
        if not self.day.text().strip():
            self.day.set_fault(_("Say on which day."))
        if detail is None or on is None:
            return
        desk = self._context.services.desk
        write(
            self._context,
            lambda _job: step.make(desk, detail.id, detail.version, on),
            step.said.format(package=detail.package.package, day=short_day(on)),
            on_success=lambda _done: self._finish(),
            on_failure=self._failed,
        )

    def _finish(self) -> None:
        self.form.hide()
        self.finished.emit()

    def _failed(self, error: WorldError) -> None:
        self.day.set_fault("\n".join(what(fault) for fault in error.faults))
