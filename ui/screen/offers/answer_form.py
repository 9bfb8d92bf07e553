"""Type what a provider said to an offer: accepted, declined and why, or no answer in time."""

from allocation.acts.offers import Answer
from allocation.lists import OfferRow, OfferState
from allocation.use_cases.offer_answers import RULES_OUT, Answered, answer_offer
from ui.screen.context import Context
from ui.screen.entry import ChoiceEntry, DayEntry, TextEntry
from ui.screen.offers.columns import provider_of
from ui.screen.small_form import SmallForm
from ui.screen.write import write
from ui.wording import _
from ui.wording.offers import ANSWERS, overdue, package_words

SAID = (Answer.ACCEPTED, Answer.DECLINED, Answer.LAPSED)
"""What comes from the provider; to take an offer back is another action."""


class AnswerForm(SmallForm):
    """Stands in the detail while it is typed; a withdrawal is typed here too, with nothing but its reason."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("The answer"), _("Record"))
        self._row: OfferRow | None = None
        self._taken_back = False
        self.answer = ChoiceEntry(_("Answer"), [(each.value, ANSWERS[each].capitalize()) for each in SAID])
        self.reason = TextEntry(_("Reason"), _("as they said it, without names"))
        self.until = DayEntry(_("Holds until (empty: its next return)"))
        self.answer.edited.connect(self._answered)
        columns = {"reason": self.reason, "until": self.until}
        self.lay_out(self.answer, self.reason, self.until, columns=columns)

    def start(self, row: OfferRow, *, taken_back: bool = False) -> None:
        """Begin anew for an offer: with its answer, or (`taken_back`) why the council takes it back."""
        self._row, self._taken_back = row, taken_back
        late = overdue(row, self.context.services.desk.clock.now())
        self.answer.set_text(Answer.LAPSED if late else Answer.ACCEPTED)
        self.answer.setVisible(not taken_back)
        self.reason.set_text("")
        self.until.set_text("")
        self.keep.setText(_("Take the offer back") if taken_back else _("Record"))
        self._answered()
        self.begin(self.reason if taken_back else self.answer)

    def follow(self, row: OfferRow | None) -> None:
        """Another offer is selected, or this one changed: what was being typed was about what it was."""
        before = self._row
        if row is None or before is None or (row.id, row.version) != (before.id, before.version):
            self.hide()
            self._row = None

    def save(self) -> None:
        self.clear_faults()
        row, until = self._row, self.until.day()
        if row is None or self.until.fault.text():
            return
        said, reason = self._said(), self.reason.text()
        desk = self.context.services.desk
        words = _("{provider}, {package}: {answer}").format(
            provider=provider_of(row), package=package_words(row), answer=ANSWERS[said]
        )

        def told(done: Answered) -> str:
            waits = said is Answer.ACCEPTED and not done.holds
            return f"{words}. {_('Who was asked before may still answer.')}" if waits else words

        write(
            self.context,
            lambda _job: answer_offer(desk, row.id, row.version, said, reason=reason, until=until),
            told,
            on_success=lambda _done: self.finish(),
            on_failure=self.fail,
            offer="" if self._taken_back else "undo",
        )

    def _said(self) -> Answer:
        return Answer.WITHDRAWN if self._taken_back else Answer(self.answer.text())

    def _answered(self) -> None:
        said = self._said()
        self.reason.setVisible(said is not Answer.ACCEPTED)
        self.until.setVisible(said in RULES_OUT)
        if said not in RULES_OUT:
            self.until.set_text("")


def answerable(row: OfferRow | None) -> bool:
    """Whether its provider may still answer."""
    return row is not None and row.state is OfferState.OUT


def can_be_taken_back(row: OfferRow | None) -> bool:
    """Whether it is out, or was accepted and no record of it stands yet."""
    return row is not None and row.state is not OfferState.ENDED
