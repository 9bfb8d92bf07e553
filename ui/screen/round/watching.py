"""A search as the round page shows it: the board fills, then the round comes back as it is kept."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from allocation.model import Effort
from allocation.ports import Progress
from allocation.use_cases.rounds import RoundView
from ui.screen.context import Context
from ui.screen.round.body import Body
from ui.screen.round.drawing import Drawing
from ui.screen.round.drawn import Drawn, draw
from ui.screen.round.reading import Seen, seen
from ui.screen.round.shown import Shown
from ui.screen.round.solving import Solving
from ui.wording import _


class Watching(QObject):
    """Follows one body. `turned` says that a search began or ended, `back` carries what is kept, a `Seen`."""

    turned = Signal()
    back = Signal(object)

    def __init__(self, context: Context, body: Body, view: Callable[[], RoundView | None]) -> None:
        super().__init__(body)
        self._context = context
        self._body = body
        self._view = view
        self._awaited: RoundView | None = None
        self._drawing = Drawing(context.operations, self)
        self._solving = Solving(context, self)
        self.failed = self._solving.failed
        self._solving.progressed.connect(self._progressed)
        self._solving.ended.connect(self._ended)
        self._solving.solved.connect(lambda view: self._return_to(view, _("Allocated: {summary}")))

    @property
    def busy(self) -> bool:
        """Whether a search is under way."""
        return self._solving.busy

    def start(self, effort: Effort | None = None) -> None:
        """Look for the best plan of the round in sight, with progress, in a process of its own."""
        view = self._view()
        if view is None or self.busy:
            return
        self._body.show_search(view.problem)
        self._solving.start(view, effort)
        self.turned.emit()

    def stop(self) -> None:
        """Stop looking, and keep the best plan so far."""
        self._solving.stop()
        self._body.aims.show_stopping()

    def _progressed(self, progress: Progress) -> None:
        """Let the board fill while the search goes on; the verdict follows at its end."""
        view, plan, shown = self._view(), progress.plan, self._body.shown
        if view is None:
            return
        self._body.aims.show_progress(view.problem, progress.aims, progress.seconds)
        if plan is not None and (shown is None or plan != shown.plan):
            passing = Shown(view.problem, plan)
            self._drawing.ask(lambda _job: draw(passing, progress.aims), self._show_passing)

    def _show_passing(self, drawn: Drawn) -> None:
        if self.busy:
            self._body.show_plan(drawn)

    def _ended(self) -> None:
        """Back to the round as it is kept; if the search crashed, that is the plan before it."""
        self.turned.emit()
        if (view := self._view()) is not None:
            self._return_to(view)

    def _return_to(self, view: RoundView, said: str = "") -> None:
        """Draw a kept round and hand it back; `said` is said of its summary."""
        self._awaited = view

        def drawn(found: Seen) -> None:
            if self._awaited is not view:
                return
            known = self._view()
            if known is None or known.id != view.id or known.version <= view.version:
                self.back.emit(found)
            if said:
                summary = found.drawn.summary.replace("\u00a0", " ")
                self._context.messages.say(said.format(summary=summary))

        self._drawing.ask(lambda _job: seen(view), drawn)
