"""Offers in words: what came of one, and until when its answer counts."""

from datetime import datetime

from allocation.acts.offers import Answer
from allocation.lists import OfferRow, OfferState
from ui.wording import _
from ui.wording.deadlines import clock_words

ANSWERS: dict[Answer, str] = {
    Answer.ACCEPTED: _("accepted"),
    Answer.DECLINED: _("declined"),
    Answer.LAPSED: _("no answer in time"),
    Answer.WITHDRAWN: _("taken back"),
}

OFFER_STATES: dict[OfferState, str] = {
    OfferState.OUT: _("Waiting for an answer"),
    OfferState.ACCEPTED: _("Accepted, to be issued"),
    OfferState.ENDED: _("Ended"),
}


def overdue(row: OfferRow, now: datetime) -> bool:
    """Whether nobody answered in time."""
    return row.state is OfferState.OUT and row.answer is None and row.due <= now


def due_words(row: OfferRow, now: datetime) -> str:
    """Until when an answer counts: `Wed 3 Jun 2026, 12:00`; marked as overdue where that has passed."""
    until = clock_words(row.due)
    return _("! overdue: {until}").format(until=until) if overdue(row, now) else until


def stands(row: OfferRow, now: datetime) -> str:
    """Where it stands: what was said, or that it is waited for."""
    if row.state is OfferState.OUT:
        if row.answer is Answer.ACCEPTED:
            return _("✓ accepted; one asked before may still answer")
        return _("! no answer yet") if overdue(row, now) else _("waiting")
    return ANSWERS[row.answer or Answer.WITHDRAWN]


def package_words(row: OfferRow) -> str:
    """The package, with the part where it has several."""
    if row.parts == 1:
        return row.package
    return _("{package}, part {part}").format(package=row.package, part=row.part)
