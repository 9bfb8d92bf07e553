"""`offers`, `package offer` and `package answer`: what is out with providers, and what they said."""

from datetime import date

from rich.table import Table

from allocation.acts.offers import Answer
from allocation.asking import Asking
from allocation.errors import Fault, WorldError
from allocation.lists import OfferQuery, OfferRow, OfferState
from allocation.rungs import Rung
from allocation.use_cases.asking import ask_now
from allocation.use_cases.desk import Desk
from allocation.use_cases.offer_answers import answer_offer
from allocation.use_cases.offers import offer, offers
from ui.commandline.terminal import aside, out
from ui.wording import _, ngettext
from ui.wording.deadlines import clock_words
from ui.wording.offers import ANSWERS, due_words, package_words, stands

MOST = 1000
"""Offers of one package that are looked through; it never has as many out."""


def list_offers(desk: Desk, text: str, state: OfferState, limit: int) -> None:
    """Show offers, those that are due first at the top."""
    page, now = offers(desk, OfferQuery(text, state, limit=limit)), desk.clock.now()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in (_("Package"), _("Provider"), _("Step"), _("Asked"), _("Answer by"), _("Stands")):
        table.add_column(column)
    for row in page.rows:
        asked, due = clock_words(row.asked), due_words(row, now)
        table.add_row(
            package_words(row), row.provider_name or row.provider, str(row.step), asked, due, stands(row, now)
        )
    out().print(table)
    words = ngettext("{shown} of {count} offer", "{shown} of {count} offers", page.total)
    aside().print(words.format(shown=len(page.rows), count=page.total))


def make_offer(
    desk: Desk, package: str, provider: str, part: int, lot: str, reason: str, authorised_by: str
) -> None:
    """Ask a provider for a part of a package (by id), from the ladder. Raises `WorldError`."""
    rung = _rung(ask_now(desk, package), provider, part, lot)
    made = offer(desk, package, part, rung.award, reason=reason, authorised_by=authorised_by)
    words = _("Asked. An answer counts until {until}")
    out().print(words.format(until=clock_words(made.due)))


def _rung(asking: Asking, provider: str, part: int, lot: str) -> Rung:
    """The provider's first rung that is asked, else its first of all. Raises `WorldError` (`no_rung`)."""
    found = [
        rung
        for ladder in asking.ladders
        if ladder.part.number == part
        for rung in ladder.rungs
        if rung.award.provider == provider and lot in ("", rung.award.lot)
    ]
    if not found:
        raise WorldError(Fault("no_rung", value=provider, facts={"package": asking.package.package}))
    return min(found, key=lambda rung: (rung.turn is None, rung.turn or 0))


def answer(
    desk: Desk, package: str, provider: str, said: Answer, part: int, reason: str, until: date | None
) -> None:
    """Record what a provider said to an offer of a package (by id). Raises `WorldError`."""
    row = _offer(desk, package, provider, part, taken_back=said is Answer.WITHDRAWN)
    done = answer_offer(desk, row.id, row.version, said, reason=reason, until=until)
    out().print(_("Recorded: {answer}").format(answer=ANSWERS[said]))
    if said is Answer.ACCEPTED and not done.holds:
        out().print(_("Who was asked before may still answer; until then this waits."))


def _offer(desk: Desk, package: str, provider: str, part: int, *, taken_back: bool) -> OfferRow:
    """What is out; to be taken back, also what was accepted. Raises `WorldError` (`no_offer`)."""
    states = [OfferState.OUT, OfferState.ACCEPTED] if taken_back else [OfferState.OUT]
    for state in states:
        for row in offers(desk, OfferQuery(state=state, package=package, limit=MOST)).rows:
            if (row.provider, row.part) == (provider, part):
                return row
    raise WorldError(Fault("no_offer", value=provider))
