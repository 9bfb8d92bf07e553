"""What a person decides about a plan: a move, an authority, an issue. Each is one use case."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from allocation.use_cases import issuing, moves
from allocation.use_cases.issuing import Issued
from allocation.use_cases.rounds import RoundView
from ui import paper
from ui.screen.context import Context
from ui.screen.operation import Job
from ui.screen.round.authorise_dialog import AuthoriseDialog
from ui.screen.round.body import Body
from ui.screen.round.issuable import issuables
from ui.screen.round.issue_dialog import Issuable, IssueDialog
from ui.screen.round.move_panel import Order
from ui.screen.write import changed, write
from ui.wording import _, ngettext


class Decisions(QObject):
    """Acts on the round that `view` gives, which may have none yet."""

    def __init__(self, context: Context, body: Body, view: Callable[[], RoundView | None]) -> None:
        super().__init__(body)
        self._context = context
        self._body = body
        self._view = view

    def move(self, order: Order) -> None:
        """Move a package as a person wants it: an act that can be undone."""
        view = self._view()
        if view is None:
            return
        desk = self._context.services.desk

        def work(_job: Job) -> RoundView:
            if order.award is None:
                return moves.unplace(desk, view.id, view.version, order.package, None, order.reason)
            return moves.move(
                desk,
                view.id,
                view.version,
                order.package,
                order.part,
                order.award,
                order.reason,
                order.waives,
                order.authorised_by,
            )

        names = {each.provider: each.name for each in view.round_.providers}
        where = names[order.award.provider] if order.award else _("not placed")
        self._write(work, _("{package} moved: {where}").format(package=order.package, where=where))
        self._body.end_move()

    def authorise(self) -> None:
        """Name who authorised the selected proposal, or all of them."""
        view = self._view()
        if view is None:
            return
        waiting = moves.proposals(view)
        card = self._body.card
        chosen = (card.package,) if card is not None and card.package in waiting else waiting
        if not chosen:
            self._context.messages.say(_("Nothing in this plan waits for authority."))
            return
        words = ngettext(
            "{count} package at a step that needs authority: {packages}",
            "{count} packages at a step that needs authority: {packages}",
            len(chosen),
        )
        given = AuthoriseDialog.ask(words.format(count=len(chosen), packages=", ".join(chosen)), self._body)
        if given is None:
            return
        desk, (by, reason) = self._context.services.desk, given

        def work(_job: Job) -> RoundView:
            return moves.authorise(desk, view.id, view.version, chosen, by, reason)

        said = ngettext(
            "{count} package authorised by {by}", "{count} packages authorised by {by}", len(chosen)
        )
        self._write(work, said.format(count=len(chosen), by=by))

    def issue(self) -> None:
        """Look at what stands against each package by now, then ask which to issue."""
        view = self._view()
        if view is None:
            return
        desk = self._context.services.desk
        placed = sorted({row.package for row in view.plan if row.award is not None} & view.members.keys())

        def look(_job: Job) -> list[Issuable]:
            against = issuing.against(desk, view.id, placed)
            waiting = frozenset(moves.proposals(view))
            return issuables(view.problem.index, view.plan, waiting, view.issued, against)

        self._context.operations.run(look, on_success=lambda found: self._ask_issue(view, found))

    def _ask_issue(self, view: RoundView, found: list[Issuable]) -> None:
        """Ask which packages, and issue their records: what has left the building is not undone."""
        services = self._context.services
        notes = []
        if not view.verdict.valid:
            notes.append(_("The plan breaks rules: mend it first, else nothing is issued."))
        elif not view.verdict.justified:
            notes.append(_("The plan is not in contract order and priority; the records say so."))
        chosen = IssueDialog.ask(found, services.desk.actor.name, notes, self._body)
        if not chosen:
            return
        heading = issuing.Heading(version=services.version)
        self._context.operations.run(
            lambda _job: issuing.issue(services.desk, view.id, view.version, chosen, paper, heading),
            on_success=self._issued,
            title=_("Issuing records…"),
        )

    def _issued(self, issued: Issued) -> None:
        """Say so, and where to print; what has left the building is not undone."""
        self._context.operations.changed.emit(changed(issued))
        see = partial(self._context.go, "records", "")
        self._context.messages.say(_issued_words(issued), offer=_("See and print"), take=see)

    def _write(self, work: Callable[[Job], RoundView], said: str) -> None:
        """A write whose answer is the round as it is then: announced, and offered to be undone."""
        write(self._context, work, said)  # type: ignore[type-var]


def _issued_words(issued: Issued) -> str:
    count = len(issued.numbers)
    first = min(issued.numbers.values(), default="")
    words = ngettext("{count} record issued: {first}", "{count} records issued, from {first}", count)
    return words.format(count=count, first=first)
