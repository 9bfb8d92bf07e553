"""Moving: release live care, have it placed anew, and see the book before and after."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from allocation.errors import WorldError
from allocation.model import ScoreBy
from allocation.moving import Fate, Release
from allocation.ports import Progress
from allocation.problem import Problem
from allocation.use_cases import moving
from allocation.use_cases.moving import BookView
from allocation.use_cases.rounds import RoundView
from ui.screen.changes import Kind
from ui.screen.choice import Choice
from ui.screen.context import Context
from ui.screen.moving.columns import COLUMNS, ORDER, PROVIDERS, MoveRow, ProviderRow
from ui.screen.moving.form import ReleaseForm
from ui.screen.moving.meeting import draw_book
from ui.screen.moving.panel import MovePanel
from ui.screen.moving.saving import save_moves
from ui.screen.moving.words import released_count, so_far
from ui.screen.operation import Job
from ui.screen.page import Page, with_detail
from ui.screen.records.dialog import draw_and_show
from ui.screen.round.solving import Solving
from ui.screen.table.model import RowsModel
from ui.screen.table.view import Table
from ui.screen.widgets import label
from ui.screen.write import changed
from ui.wording import _
from ui.wording.figures import day
from ui.wording.moving import book_sentence, fate_name

BY_PROVIDER = "providers"


class MovingPage(Page):
    """Shows the newest round that releases care, or asks what is to be released."""

    id: ClassVar[str] = "moving"
    name: ClassVar[str] = _("Moving")
    concerns: ClassVar[frozenset[Kind]] = frozenset({Kind.ROUNDS, Kind.PLAN, Kind.RECORDS})
    main: ClassVar[str] = "moving.new"
    more: ClassVar[tuple[str, ...]] = (
        "moving.again",
        "moving.stop",
        "moving.round",
        "",
        "moving.paper",
        "moving.sheet",
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.seen: BookView | None = None
        self._say = False
        self._problem: Problem | None = None
        self.rows: list[MoveRow] = []
        self.form = ReleaseForm(context)
        self.told = label(wrap=True)
        self.which = Choice(
            _("Show"),
            [
                (_("everybody"), None),
                *((fate_name(fate), fate) for fate in (Fate.MOVES, Fate.UNPLACED, Fate.STAYS)),
                (_("providers, before and after"), BY_PROVIDER),
            ],
        )
        self.which.setMinimumWidth(220)
        self.model: RowsModel[MoveRow] = RowsModel(COLUMNS, self)
        self.table = Table(_("The book"), context.theme)
        self.table.setModel(self.model)
        self.table.fit()
        self.providers: RowsModel[ProviderRow] = RowsModel(PROVIDERS, self)
        self.by_provider = Table(_("Providers, before and after"), context.theme)
        self.by_provider.setModel(self.providers)
        self.by_provider.fit()
        self.panel = MovePanel()
        self.solving = Solving(context, self)
        self.tables = QStackedWidget()
        self.stack = QStackedWidget()
        self._lay_out()
        self._bind()
        self.which.currentIndexChanged.connect(lambda _place: self._sift())
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._selected(now.row()))
        self.panel.opened.connect(lambda package: context.go("round", package))
        self.form.wanted.connect(self.release)
        self.form.left.connect(lambda: self._turn(1))
        self.solving.progressed.connect(self._progressed)
        self.solving.solved.connect(self._solved)
        self.solving.failed.connect(context.operations.faulted.emit)
        self.solving.ended.connect(self._search_ended)

    def title(self) -> str:
        if self.seen is None or self.asking:
            return self.name
        return _("Book of {day}").format(day=day(self.seen.view.day))

    def main_action(self) -> str:
        """The form has a button of its own; while a search is under way the one thing to do is to stop it."""
        if self.solving.busy:
            return "moving.stop"
        if self.asking:
            return ""
        return "moving.new" if self.seen is None or self.seen.view.result is not None else "moving.again"

    def detail(self) -> QWidget:
        return self.panel

    @property
    def asking(self) -> bool:
        """Whether the form stands where the book would."""
        return self.stack.currentIndex() == 0

    def refresh(self, _changed: frozenset[Kind]) -> None:
        if self.solving.busy:
            return
        desk = self.context.services.desk

        def read(_job: Job) -> BookView | None:
            key = moving.latest_book(desk)
            return moving.book_view(desk, key) if key else None

        self.context.operations.run(read, on_success=self.show_book)

    def show_book(self, seen: BookView | None) -> None:
        """Show a book before and after, or ask what is to be released where there is none."""
        first = self.seen is None
        self.seen = seen
        if seen is None:
            self.form.open(may_leave=False)
            self._turn(0)
        else:
            solved = seen.view.result is not None
            names = {each.provider: each.name for each in seen.view.round_.providers}
            lines = sorted(seen.book.lines, key=lambda line: ORDER.index(line.fate)) if solved else []
            self.rows = [MoveRow(line, names) for line in lines]
            self.providers.show(
                [
                    ProviderRow(line, names.get(line.provider, line.provider))
                    for line in (seen.book.by_provider if solved else ())
                ]
            )
            words = book_sentence(seen.book) if solved else _("Released, and not allocated yet.")
            self.told.setText(words)
            if first:
                self._turn(1)
            self._sift()
            if self._say:
                self._say = False
                self.context.messages.say(_("Allocated: {summary}").format(summary=book_sentence(seen.book)))
        self.titled.emit(self.title())
        self.context.actions.update()

    # What a person does

    def new(self) -> None:
        """Ask the three questions."""
        self.form.open(may_leave=self.seen is not None)
        self._turn(0)
        self.form.why.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def release(self, wanted: Release) -> None:
        """Freeze the book with what is released, and place it anew."""
        desk = self.context.services.desk

        def failed(error: WorldError) -> None:
            self.form.fail(error)

        self.context.operations.run(
            lambda _job: moving.release(desk, wanted),
            on_success=self._released,
            on_failure=failed,
            title=_("Releasing…"),
        )

    def draw(self) -> None:
        """The meeting's paper of the book: look at it, print it, save it."""
        seen, version = self.seen, self.context.services.version
        if seen is not None:
            draw_and_show(
                self.context, self, lambda _job: draw_book(seen, version), _("Drawing the summary…")
            )

    # How it is done

    def _released(self, view: RoundView) -> None:
        self.allocate(view)
        self.context.operations.changed.emit(changed(view))

    def allocate(self, view: RoundView | None = None) -> None:
        """Place anew what is released: in the round that is given, else in the one in sight."""
        view = view or (self.seen.view if self.seen else None)
        if view is None or self.solving.busy:
            return
        self.rows = []
        self._problem = view.problem
        self.told.setText(_("Placing {count} packages anew…").format(count=released_count(view)))
        self.solving.start(view)
        self._sift()
        self._turn(1)

    def _progressed(self, progress: Progress) -> None:
        """Count, while a search is under way, who stays in the best plan so far."""
        plan = progress.plan
        if self._problem is not None and plan is not None:
            self.told.setText(so_far(self._problem, plan))

    def _solved(self, _view: RoundView) -> None:
        """The book is read and said once the search has ended."""
        self._say = True

    def _search_ended(self) -> None:
        self._turn(1)
        self.refresh(self.concerns)

    def _turn(self, place: int) -> None:
        """Show the form (0) or the book (1)."""
        self.stack.setCurrentIndex(place)
        self.titled.emit(self.title())
        self.context.actions.update()

    def _sift(self) -> None:
        wanted = self.which.value()
        self.tables.setCurrentIndex(1 if wanted == BY_PROVIDER else 0)
        rows = [row for row in self.rows if wanted in (None, BY_PROVIDER, row.line.fate)]
        self.model.show(rows)
        self.table.say_when_empty(_("Looking for the best plan…") if self.solving.busy else _("Nobody."))
        self.panel.setVisible(wanted != BY_PROVIDER)
        if rows:
            self.table.selectRow(0)
        else:
            self._selected(-1)

    def _selected(self, place: int) -> None:
        row = self.model.rows[place] if 0 <= place < len(self.model.rows) else None
        by_points = self.seen is not None and self.seen.view.round_.policy.score_by is ScoreBy.POINTS
        self.panel.show_row(row, by_points=by_points)

    def _save(self) -> None:
        if self.seen is not None:
            save_moves(self.context, self.seen)

    def _open_round(self) -> None:
        row = self.table.currentIndex().row()
        package = self.model.rows[row].line.package if 0 <= row < len(self.model.rows) else ""
        self.context.go("round", package)

    def _bind(self) -> None:
        bind = self.context.actions.bind

        def idle() -> bool:
            return not self.solving.busy

        def released() -> bool:
            return idle() and self.seen is not None and not self.seen.view.issued

        def there() -> bool:
            return idle() and self.seen is not None and self.seen.view.result is not None

        bind("moving.new", self.new, self, idle)
        bind("moving.again", self.allocate, self, released)
        bind("moving.stop", self.solving.stop, self, lambda: not idle())
        bind("moving.round", self._open_round, self, there)
        bind("moving.paper", self.draw, self, there)
        bind("moving.sheet", self._save, self, there)

    def _lay_out(self) -> None:
        self.tables.addWidget(self.table)
        self.tables.addWidget(self.by_provider)
        above = QHBoxLayout()
        above.setContentsMargins(20, 8, 16, 8)
        above.setSpacing(12)
        above.addWidget(self.told, 1)
        above.addWidget(self.which)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(self.tables, 1)
        self.stack.addWidget(self.form)
        self.stack.addWidget(with_detail(body, self.panel))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
