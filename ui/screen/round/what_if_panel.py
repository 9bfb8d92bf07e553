"""What if: questions about the plan in sight, and their answers in words. Nothing here changes anything."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from allocation.model import AwardKey
from ui.screen.widgets import label, line
from ui.wording import _
from ui.wording.figures import hours

SIZES = (60, 120, 210, 420, 840)
"""Staff minutes more a week that may be asked about: an hour, two, and half an hour to two hours a day."""


@dataclass(frozen=True, slots=True)
class Place:
    """An award as a place where the selected part could be tried."""

    award: AwardKey
    words: str


class WhatIfPanel(QWidget):
    """The questions above, the answer below.

    `elsewhere` carries the award at which the selected part is to be tried, `placing` asks what would place
    the selected package, `scarce` carries staff minutes, `compared` asks what the last new plan changed.
    """

    elsewhere = Signal(object)
    placing = Signal()
    scarce = Signal(int)
    compared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._places: Sequence[Place] = ()
        self.head = label("", "strong", wrap=True)
        self.place = QComboBox()
        self.place.setAccessibleName(_("Where to try the selected package"))
        self.place.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.place.setMinimumContentsLength(16)
        self.place.view().setAccessibleName(_("Places where it could be tried"))
        self.there = QPushButton(_("Why not there?"))
        self.what_places = QPushButton(_("What would place it?"))
        self.hours = QComboBox()
        for minutes in SIZES:
            self.hours.addItem(_("{hours} more").format(hours=hours(minutes)), minutes)
        self.hours.setAccessibleName(_("Hours more a week"))
        self.hours.view().setAccessibleName(_("Hours more a week"))
        self.what_scarce = QPushButton(_("What is scarce?"))
        self.what_changed = QPushButton(_("What did the new plan change?"))
        self.answer = QScrollArea()
        self.answer.setWidgetResizable(True)
        self.answer.setAccessibleName(_("Answer"))
        self._lay_out()
        self.there.clicked.connect(self._ask_elsewhere)
        self.what_places.clicked.connect(self.placing)
        self.what_scarce.clicked.connect(lambda: self.scarce.emit(self.hours.currentData()))
        self.what_changed.clicked.connect(self.compared)
        self.show_selected("", (), waiting=False)
        self.begin("")

    def show_selected(self, words: str, places: Sequence[Place], *, waiting: bool) -> None:
        """The selected package, and where it could be tried; `waiting`: it is not placed."""
        self._places = places
        self.head.setText(words or _("Select a package to try it elsewhere."))
        self.place.clear()
        self.place.addItems([each.words for each in places])
        for widget in (self.place, self.there):
            widget.setVisible(bool(places))
        self.what_places.setVisible(waiting)

    def allow(self, *, planned: bool, changed: bool) -> None:
        """Whether there is a plan to ask about, and one before it to compare with."""
        for widget in (self.there, self.what_places, self.what_scarce):
            widget.setEnabled(planned)
        self.what_changed.setEnabled(changed)

    def begin(self, title: str) -> None:
        """Another answer is to come; with no title, none was asked for yet."""
        self._said = QWidget()
        self._column = QVBoxLayout(self._said)
        self._column.setContentsMargins(12, 8, 12, 12)
        self._column.setSpacing(4)
        waits = label(
            _("The answer will stand here. Asking changes nothing in the plan."), "quiet", wrap=True
        )
        self._column.addWidget(label(title, "strong", wrap=True) if title else waits)
        self._column.addStretch(1)
        self.answer.setWidget(self._said)

    def say(self, lines: Iterable[str], looks: str = "") -> None:
        """More of the answer."""
        for words in lines:
            self._column.insertWidget(self._column.count() - 1, label(words, looks, wrap=True))

    def table(self, heads: Sequence[str], rows: Iterable[tuple[str, str, Sequence[str]]]) -> None:
        """A small table as part of the answer: two columns of figures and one of words, a line each."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        top, right = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignRight
        for column, head in enumerate(heads):
            grid.addWidget(
                label(head, "quiet", wrap=column == 2), 0, column, top if column == 2 else top | right
            )
        for number, (changes, more, words) in enumerate(rows, 1):
            grid.addWidget(label(changes, "strong"), number, 0, top | right)
            grid.addWidget(label(more), number, 1, top | right)
            grid.addWidget(label("\n".join(words), wrap=True), number, 2)
        held = QWidget()
        held.setLayout(grid)
        grid.setContentsMargins(0, 4, 0, 8)
        held.setAccessibleName(heads[-1])
        self._column.insertWidget(self._column.count() - 1, held)

    def texts(self) -> list[str]:
        """Every line of the answer, in order."""
        return [each.text() for each in self._said.findChildren(QLabel)]

    def _ask_elsewhere(self) -> None:
        if 0 <= self.place.currentIndex() < len(self._places):
            self.elsewhere.emit(self._places[self.place.currentIndex()].award)

    def _lay_out(self) -> None:
        questions = QVBoxLayout()
        questions.setContentsMargins(12, 12, 12, 8)
        questions.setSpacing(8)
        questions.addWidget(self.head)
        questions.addWidget(self.place)
        of_package = QHBoxLayout()
        of_package.addWidget(self.there, 1)
        of_package.addWidget(self.what_places, 1)
        questions.addLayout(of_package)
        questions.addWidget(line())
        scarce = QHBoxLayout()
        scarce.addWidget(self.hours)
        scarce.addWidget(self.what_scarce, 1)
        questions.addLayout(scarce)
        questions.addWidget(self.what_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(questions)
        column.addWidget(line())
        column.addWidget(self.answer, 1)
