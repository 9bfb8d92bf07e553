"""The round's summary, the meeting's paper: what was placed where, and what was not and why."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from allocation.record import RoundSummary, check_code
from ui.paper.basis import basis_facts, decided, summary_head
from ui.paper.sheet import Section
from ui.paper.summary_lists import longest, passed_over, placed, proposals, scarce, unplaced
from ui.paper.summary_tables import by_award, by_priority, by_provider, by_step
from ui.paper.tables import facts, heading
from ui.paper.words import TEXT, Words
from ui.wording import _
from ui.wording.figures import hours, money
from ui.wording.verdict import verdict_sentence


def section(summary: RoundSummary) -> Section:
    """The summary as a document."""
    code, subtitle = check_code(summary), _("Allocation round of {day}")
    head = summary_head(summary.basis, summary.number, code, _("Round summary"), subtitle)
    return Section(head, list(_story(summary)))


def _story(summary: RoundSummary) -> Iterator[Flowable]:
    yield from facts(list(_headline(summary)), strong=[_("Placed"), _("Not placed")])
    yield from _faults(summary)
    yield from _ceiling(summary)
    yield from by_priority(summary)
    yield from by_step(summary)
    yield from proposals(summary)
    yield from unplaced(summary)
    yield from scarce(summary)
    yield from passed_over(summary)
    yield from longest(summary)
    yield from by_provider(summary)
    yield from by_award(summary)
    yield from placed(summary)
    yield from decided(summary.basis)


def _headline(summary: RoundSummary) -> Iterator[tuple[str, str]]:
    lines = summary.by_priority
    packages, found = sum(line.packages for line in lines), sum(line.placed for line in lines)
    minutes, given = sum(line.minutes for line in lines), sum(line.placed_minutes for line in lines)
    of = _("{some} of {all}")
    waiting = sum(line.needs_authority and line.authority is None for line in summary.placed)
    yield _("Placed"), of.format(some=found, all=packages)
    yield _("Hours a week"), of.format(some=hours(given), all=hours(minutes))
    yield _("Not placed"), str(packages - found)
    yield _("Weekly cost"), money(summary.weekly_pence)
    yield _("Proposals to authorise"), str(waiting)
    yield _("Stay where they are"), str(summary.stays)
    yield from list(basis_facts(summary.basis))[2:4]


def _ceiling(summary: RoundSummary) -> Iterator[Flowable]:
    """How far down the list the meeting's ceiling reaches, where there is one."""
    if summary.ceiling is None:
        return
    words = _("This meeting may issue {ceiling} a week.").format(ceiling=money(summary.ceiling))
    if summary.beyond_ceiling:
        beyond = _("By priority, then by wait, that does not reach: {packages}.")
        words = f"{words} {beyond.format(packages=', '.join(summary.beyond_ceiling))}"
    else:
        words = f"{words} {_('That reaches every new package that the plan places.')}"
    yield Words(words, TEXT)


def _faults(summary: RoundSummary) -> Iterator[Flowable]:
    if summary.faults:
        yield from heading(_("What the check found"))
        for fault in summary.faults:
            yield Words(verdict_sentence(fault, summary.names), TEXT)
