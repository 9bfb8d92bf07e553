"""Why care is to be reviewed, what came of it so far, and what follows: shown, recorded, taken back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from allocation.use_cases import onward, reviews
from allocation.use_cases.review_rows import ReviewRow
from allocation.use_cases.waiting_list import Choices, PackageDetail
from ui.screen.context import Context
from ui.screen.facts import empty
from ui.screen.stylesheet import look
from ui.screen.waiting.review_form import ReviewForm
from ui.screen.widgets import label
from ui.screen.write import write
from ui.wording import _
from ui.wording.care import short_day
from ui.wording.results import review_line, why_to_review


class Reviews(QWidget):
    """Stands only where somebody has the care, or had it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._detail: PackageDetail | None = None
        self._names: dict[str, str] = {}
        self.head = label(_("Reviews"), "head")
        self.due = label(looks="strong", wrap=True)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(4)
        self.record = QPushButton(_("Record outcomes…"))
        self.follow = QPushButton(_("Make the onward package"))
        self.form = ReviewForm(context)
        for button, action in ((self.record, "waiting.outcome"), (self.follow, "waiting.onward")):
            look(button, "link")
            button.clicked.connect(lambda _checked=False, id_=action: context.actions[id_].trigger())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.due)
        column.addLayout(self.lines)
        for button in (self.record, self.follow):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.form)

    def show_reviews(self, detail: PackageDetail, choices: Choices) -> None:
        """Show those of this package, the latest first."""
        self._detail = detail
        self._names = {each.label: each.name or each.label for each in choices.providers}
        self.form.show_choices(detail, choices)
        self.setVisible(bool(detail.care))
        due = [why_to_review(each) for each in detail.to_review]
        self.due.setText(_("! To be reviewed: {why}").format(why="; ".join(due)))
        self.due.setVisible(bool(due))
        self.follow.setVisible(detail.state in onward.AFTER and detail.package.block_weeks is not None)
        empty(self.lines)
        last: set[str] = set()
        for row in detail.reviews:
            newest = row.review.provider not in last
            last.add(row.review.provider)
            self.lines.addWidget(self._line(row, may_withdraw=newest))

    def take_back(self, row: ReviewRow) -> None:
        """Withdraw the last one. Undo puts it back."""
        desk = self._context.services.desk
        words = _("Review of {package} until {day} taken back")
        write(
            self._context,
            lambda _job: reviews.withdraw_review(desk, row.id, row.version),
            words.format(package=row.review.package, day=short_day(row.review.on)),
        )

    def make_onward(self) -> None:
        """Make the package that follows, and go to it."""
        detail, desk = self._detail, self._context.services.desk
        if detail is None:
            return
        words = _("{package} waits, to follow {before}")
        write(
            self._context,
            lambda _job: onward.make_onward(desk, detail.id, detail.version),
            lambda made: words.format(package=made.reference, before=detail.package.package),
            on_success=lambda made: self._context.go("waiting", made.id),
        )

    def _line(self, row: ReviewRow, *, may_withdraw: bool) -> QWidget:
        made = row.review
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        parts = (review_line(made, self._names), row.text)
        text = label(" · ".join(part for part in parts if part), wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(text)
        if may_withdraw:
            back = QPushButton(_("Take back"))
            look(back, "link")
            back.setAccessibleName(_("Take back the review until {day}").format(day=short_day(made.on)))
            back.clicked.connect(lambda: self.take_back(row))
            column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        return line
