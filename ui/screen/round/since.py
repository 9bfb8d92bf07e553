"""What happened since the round was frozen, and the button that plans anew with the fewest changes."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from allocation.lists import HistoryLine
from allocation.use_cases.replanning import happened_since
from allocation.use_cases.rounds import RoundView
from ui.screen.changes import Kind
from ui.screen.context import Context
from ui.screen.stylesheet import look
from ui.screen.widgets import label
from ui.wording import _, ngettext
from ui.wording.acts import sentence

SHOWN = 2
"""Events that are told in words; of more, how many there are."""
CONCERNS = frozenset((Kind.PACKAGES, Kind.PROVIDERS, Kind.TERMS, Kind.RETURNS, Kind.COUNCIL, Kind.RECORDS))


class SinceStrip(QFrame):
    """Stands above the plan while there is something to tell. `wanted`: a new plan is to be made."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        look(self, "card")
        self.setAccessibleName(_("Since this round was frozen"))
        self.words = label("", wrap=True)
        self.button = QPushButton(_("Replan with fewest changes"))
        self.button.clicked.connect(self.wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()

    def show_events(self, lines: Sequence[HistoryLine]) -> None:
        """Tell the newest of them; nothing to tell hides the strip."""
        told = "; ".join(sentence(each) for each in lines[:SHOWN])
        more = len(lines) - SHOWN
        if more > 0:
            words = ngettext("{events}; and {count} thing more", "{events}; and {count} things more", more)
            told = words.format(events=told, count=more)
        self.words.setText(_("Since this round was frozen: {events}.").format(events=told))
        self.setVisible(bool(lines))


class Since(QObject):
    """Looks what happened since the round in sight was frozen, whenever that round or the tables change."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._view: RoundView | None = None
        self.strip = SinceStrip()
        context.operations.changed.connect(self._changed)

    def show_round(self, view: RoundView | None) -> None:
        """Another round, or none, is in sight; one without a plan has nothing to go out from."""
        self._view = view if view is not None and view.result is not None else None
        self._look()

    def _changed(self, kinds: object) -> None:
        if isinstance(kinds, frozenset) and kinds & CONCERNS:
            self._look()

    def _look(self) -> None:
        view, desk = self._view, self._context.services.desk
        if view is None:
            self.strip.hide()
            return

        def then(lines: tuple[HistoryLine, ...]) -> None:
            if self._view is view:
                self.strip.show_events(lines)

        self._context.operations.run(lambda _job: happened_since(desk, view.id), on_success=then)
