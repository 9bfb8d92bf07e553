"""The rows above the list: what to search for and what to keep, as one query."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from allocation.acts.rows import State
from allocation.lists import PackageQuery
from allocation.model import Priority
from ui.screen.choice import Choice
from ui.screen.stylesheet import look
from ui.wording import _
from ui.wording.aims import marked_priority
from ui.wording.care import STATES

PAUSE = 150
"""Milliseconds after the last key before the list is asked."""

WAITING = (State.WAITING,)


class Filters(QWidget):
    """`changed` tells that `query()` is another one."""

    changed = Signal()
    names_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search package, person or area"))
        self.search.setAccessibleName(_("Search this list"))
        self.search.setClearButtonEnabled(True)
        states = [(STATES[state].capitalize(), (state,)) for state in State]
        bands = [(marked_priority(each), (each,)) for each in Priority]
        self.state = Choice(_("State"), [(_("Any state"), ()), *states])
        self.priority = Choice(_("Priority"), [(_("Any priority"), ()), *bands])
        self.area = Choice(_("Area"), [(_("Any area"), ())])
        self.lot = Choice(_("Lot"), [(_("Any lot"), ())])
        self.boxes = (self.state, self.priority, self.area, self.lot)
        self.follow_up = QCheckBox(_("To follow up"))
        self.names = QCheckBox(_("Show names"))
        self.names.setChecked(True)
        self.clear = QPushButton(_("Clear filters"))
        look(self.clear, "link")
        self.clear.clicked.connect(self.reset)
        self.only = ""
        self._lay_out()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.changed)
        self.reset()
        self._pause.stop()
        self.search.textChanged.connect(self._wait)
        for box in self.boxes:
            box.currentIndexChanged.connect(self._wait)
        self.follow_up.toggled.connect(self._wait)
        self.names.toggled.connect(self.names_changed)

    def offer(self, areas: Sequence[tuple[str, str]], lots: Sequence[tuple[str, str]]) -> None:
        """Offer these areas and lots, as (words, id), and keep what was chosen where it is still there."""
        self.area.offer([(_("Any area"), ()), *((words, (id_,)) for words, id_ in areas)])
        self.lot.offer([(_("Any lot"), ()), *((words, (id_,)) for words, id_ in lots)])

    def reset(self) -> None:
        """Everybody who is waiting."""
        self.search.clear()
        self.state.choose(WAITING)
        for box in (self.priority, self.area, self.lot):
            box.setCurrentIndex(0)
        self.follow_up.setChecked(False)

    def show_only(self, reference: str) -> None:
        """Show one package, in whatever state it is."""
        self.reset()
        self.state.setCurrentIndex(0)
        self.only = reference
        self.search.setText(reference)

    def query(self, today: date) -> PackageQuery:
        """What is asked for now."""
        return PackageQuery(
            text=self.search.text().strip(),
            states=self.state.value(),
            priorities=self.priority.value(),
            areas=self.area.value(),
            lots=self.lot.value(),
            follow_up_by=today if self.follow_up.isChecked() else None,
        )

    def words(self, *, names: bool = True) -> str:
        """The filters in words, for the head of what is saved: `Waiting · ▲ critical`.

        Without names it does not tell what was searched for either, which may be one.
        """
        used = [box.currentText() for box in self.boxes if box.currentIndex() > 0]
        if self.follow_up.isChecked():
            used.append(self.follow_up.text())
        text = self.search.text().strip()
        if text:
            used.append(f"“{text}”" if names else _("found by a search"))
        return " · ".join(used) or _("all packages")

    def plain(self) -> bool:
        """Whether this is simply everybody who is waiting."""
        return self.query(date.min) == PackageQuery(states=WAITING)

    def _wait(self) -> None:
        self._pause.start()

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(12)
        self.search.setMinimumWidth(120)
        above.addWidget(self.search, 1)
        above.addWidget(self.names)
        above.addWidget(self.clear)
        below = QHBoxLayout()
        below.setSpacing(8)
        for box in self.boxes:
            below.addWidget(box, 1)
        below.addSpacing(4)
        below.addWidget(self.follow_up)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(above)
        column.addLayout(below)
