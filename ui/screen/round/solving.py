"""One search at a time: started, watched, stopped. What it finds is kept by the use case and handed on."""

from PySide6.QtCore import QObject, Signal

from allocation.errors import WorldError
from allocation.model import Effort
from allocation.ports import Progress
from allocation.use_cases import rounds
from allocation.use_cases.rounds import RoundView
from ui.screen.changes import Kind
from ui.screen.context import Context
from ui.screen.operation import Job, Lane, Operation
from ui.wording import _


class Solving(QObject):
    """What comes of a search.

    `progressed` carries a `Progress`, `ended` says that the search is over however it went, and then `solved`
    carries the `RoundView` with the plan, or `failed` the world's fault.
    """

    progressed = Signal(object)
    ended = Signal()
    solved = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._operation: Operation[RoundView] | None = None
        context.operations.ended.connect(self._ended)

    @property
    def busy(self) -> bool:
        """Whether a search is under way."""
        return self._operation is not None

    def start(self, view: RoundView, effort: Effort | None = None) -> None:
        """Look for the best plan of a round, in a process of its own, and keep it.

        Without an effort, until all aims are settled.
        """
        desk, solver = self._context.services.desk, self._context.services.solver()

        def work(job: Job) -> RoundView:
            return rounds.allocate(desk, view.id, effort or Effort(), solver, job.report, job.cancelled)

        self._operation = self._context.operations.run(
            work,
            on_success=self._solved,
            on_failure=self._failed,
            on_progress=self._progressed,
            title=_("Allocating…"),
            lane=Lane.SOLVER,
        )

    def stop(self) -> None:
        """Stop looking; the best plan so far is kept."""
        if self._operation is not None:
            self._operation.cancel()

    def _progressed(self, progress: object) -> None:
        if isinstance(progress, Progress):
            self.progressed.emit(progress)

    def _ended(self, operation: object) -> None:
        """Also after a crash of ours, which the frame reports."""
        if operation is self._operation:
            self._operation = None
            self.ended.emit()

    def _solved(self, view: RoundView) -> None:
        self._context.operations.changed.emit(frozenset({Kind.PLAN}))
        self.solved.emit(view)

    def _failed(self, error: WorldError) -> None:
        self.failed.emit(error)
