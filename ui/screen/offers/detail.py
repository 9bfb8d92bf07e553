"""The selected offer on the right: who was asked for what, until when, and the form for the answer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from allocation.lists import OfferRow, OfferState
from ui.screen.context import Context
from ui.screen.facts import Facts
from ui.screen.offers.answer_form import AnswerForm
from ui.screen.offers.columns import provider_of
from ui.screen.side import Side
from ui.screen.stylesheet import look
from ui.screen.widgets import label
from ui.wording import _
from ui.wording.aims import marked_priority
from ui.wording.deadlines import clock_words
from ui.wording.figures import hours
from ui.wording.offers import due_words, package_words, stands


class OfferSide(Side):
    """Follows the selected row; all that it shows is in the row."""

    wanted = Signal(str)
    """The person wants to see the package, by its id."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("The offer"), _("Select an offer."))
        self._context = context
        self._package = ""
        self.head = label(looks="head", wrap=True)
        self.state = label(wrap=True)
        self.facts = Facts()
        self.form = AnswerForm(context)
        self.next = label(looks="quiet", wrap=True)
        self.link = QPushButton(_("Open the package →"))
        look(self.link, "link")
        self.link.clicked.connect(lambda: self.wanted.emit(self._package))
        for each in (self.head, self.state, self.form, self.facts, self.next):
            self.column.addWidget(each)
        self.column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)

    def show_offer(self, row: OfferRow | None) -> None:
        """Show this one, or that none is selected."""
        self.form.follow(row)
        self.has_content(row is not None)
        if row is None:
            return
        now = self._context.services.desk.clock.now()
        self._package = row.package_id
        heading = _("{package} with {provider}")
        self.head.setText(heading.format(package=package_words(row), provider=provider_of(row)))
        words = stands(row, now)
        self.state.setText(words[:1].upper() + words[1:])
        accepted = row.state is OfferState.ACCEPTED
        self.next.setText(
            _("Its record is issued from the next round, which has it here.") if accepted else ""
        )
        self.next.setVisible(accepted)
        self.facts.show_facts(
            (
                (_("Answer by"), due_words(row, now)),
                (_("Asked"), clock_words(row.asked)),
                (_("By"), row.by),
                (_("Answered"), clock_words(row.answered) if row.answered else ""),
                (_("Priority"), marked_priority(row.priority)),
                (_("A week"), hours(row.staff_minutes)),
                (_("Contract"), row.contract),
                (_("Lot"), row.lot),
                (_("Step"), str(row.step)),
                (_("Reason"), row.reason),
                (_("Authorised by"), row.authorised_by),
            )
        )
