"""The round's summary, the meeting's paper: what was placed where, what was not and why, beside the
waterfall.
"""

from collections.abc import Iterator

from reportlab.platypus import Flowable, Spacer

from allocation.record import PlacedLine, RoundSummary, UnplacedLine, check_code
from ui.paper.basis import aims_table, basis_facts
from ui.paper.sheet import Head, Section
from ui.paper.tables import Cell, facts, heading, table
from ui.paper.words import LABEL, ROW, ROW_BOLD, ROW_FIGURE, ROW_FIGURE_BOLD, TEXT, Words
from ui.wording import _, ngettext
from ui.wording.aims import priority_mark, priority_name
from ui.wording.changes import change_sentence
from ui.wording.decisions import per_cent
from ui.wording.figures import day, hours, money
from ui.wording.rules import rule_name
from ui.wording.verdict import verdict_sentence

LONGEST = 10
"""Waits that are listed."""

MOST_CAUSES = 3
"""Causes that are named for a package that was not placed, the commonest first."""


def section(summary: RoundSummary) -> Section:
    """The summary as a document."""
    basis = summary.basis
    head = Head(
        council=basis.council,
        unit=basis.unit,
        title=_("Round summary"),
        subtitle=_("Allocation round of {day}").format(day=day(basis.day)),
        reference=summary.number or ("" if basis.at else _("Not issued")),
        code=check_code(summary),
        foot=_("Round of {day}").format(day=day(basis.day)),
    )
    return Section(head, list(_story(summary)))


def _story(summary: RoundSummary) -> Iterator[Flowable]:
    yield from facts(list(_headline(summary)), strong=[_("Placed"), _("Not placed")])
    yield from _faults(summary)
    yield from _by_priority(summary)
    yield from _by_step(summary)
    yield from _proposals(summary)
    yield from _unplaced(summary)
    yield from _passed_over(summary)
    yield from _longest(summary)
    yield from _by_provider(summary)
    yield from _by_award(summary)
    yield from _placed(summary)
    yield from heading(_("What the round aimed at, in order"))
    yield aims_table(summary.basis)
    yield from heading(_("The decision"))
    yield from facts(list(basis_facts(summary.basis)), columns=3)
    yield Words(_("Fingerprint of the round: {sha}").format(sha=summary.basis.round_sha256), LABEL)


def _headline(summary: RoundSummary) -> Iterator[tuple[str, str]]:
    lines = summary.by_priority
    packages, placed = sum(line.packages for line in lines), sum(line.placed for line in lines)
    minutes, given = sum(line.minutes for line in lines), sum(line.placed_minutes for line in lines)
    of = _("{some} of {all}")
    yield _("Placed"), of.format(some=placed, all=packages)
    yield _("Hours a week"), of.format(some=hours(given), all=hours(minutes))
    yield _("Not placed"), str(packages - placed)
    yield _("Weekly cost"), money(summary.weekly_pence)
    proposals = sum(line.needs_authority and line.authority is None for line in summary.placed)
    yield _("Proposals to authorise"), str(proposals)
    yield _("Stay where they are"), str(summary.stays)
    yield from list(basis_facts(summary.basis))[2:4]


def _faults(summary: RoundSummary) -> Iterator[Flowable]:
    if summary.faults:
        yield from heading(_("What the check found"))
        for fault in summary.faults:
            yield Words(verdict_sentence(fault, summary.names), TEXT)


def _difference(now: int, then: int, words: str) -> str:
    """A difference to the waterfall, with its sign; nothing where there is none."""
    return "" if now == then else ("+" if now > then else "−") + words


def _by_priority(summary: RoundSummary) -> Iterator[Flowable]:
    yield from heading(_("By priority, beside the waterfall"))
    rows: list[list[Cell]] = [
        [
            f"{priority_mark(line.priority)} {priority_name(line.priority)}",
            str(line.packages),
            Words(str(line.placed), ROW_FIGURE_BOLD),
            str(line.waterfall_placed),
            hours(line.minutes),
            hours(line.placed_minutes),
            str(line.packages - line.placed),
        ]
        for line in summary.by_priority
    ]
    rows.append(
        [
            Words(text, ROW_FIGURE_BOLD if place else ROW_BOLD)
            for place, text in enumerate(
                (
                    _("all"),
                    str(sum(line.packages for line in summary.by_priority)),
                    str(sum(line.placed for line in summary.by_priority)),
                    str(sum(line.waterfall_placed for line in summary.by_priority)),
                    hours(sum(line.minutes for line in summary.by_priority)),
                    hours(sum(line.placed_minutes for line in summary.by_priority)),
                    str(sum(line.packages - line.placed for line in summary.by_priority)),
                )
            )
        ]
    )
    head = [
        _("Priority"), _("Packages"), _("Placed"), _("Waterfall"), _("Hours asked"), _("Hours placed"),
        _("Not placed"),
    ]  # fmt: skip
    yield table(head, rows, [ROW, *[ROW_FIGURE] * 6], strong_last=True)
    yield Spacer(0, 3)
    yield Words(
        _(
            "The waterfall places package by package in priority, then waiting order, each at the first award"
            " in contract order that has room. It is always in contract order and priority."
        ),
        LABEL,
    )


def _by_step(summary: RoundSummary) -> Iterator[Flowable]:
    yield from heading(_("By step"))
    rows = [
        [
            f"{line.step} {line.name}",
            line.contract,
            str(line.parts),
            hours(line.minutes),
            hours(line.waterfall_minutes),
            _difference(
                line.minutes, line.waterfall_minutes, hours(abs(line.minutes - line.waterfall_minutes))
            ),
        ]
        for line in summary.by_step
    ]
    head = [_("Step"), _("Contract"), _("Placements"), _("Hours"), _("Waterfall"), _("Difference")]
    yield table(head, rows, [ROW, ROW, *[ROW_FIGURE] * 4])


def _proposals(summary: RoundSummary) -> Iterator[Flowable]:
    lines = [line for line in summary.placed if line.needs_authority]
    if not lines:
        return
    yield from heading(_("Proposals that need authority"))
    rows = [
        [
            line.package,
            f"{priority_mark(line.priority)} {priority_name(line.priority)}",
            line.area,
            hours(line.minutes),
            line.provider,
            f"{line.step} {line.step_name}",
            _("{by}: {reason}").format(by=line.authority.by, reason=line.authority.reason)
            if line.authority
            else _("to be authorised"),
        ]
        for line in lines
    ]
    head = [
        _("Package"), _("Priority"), _("Area"), _("Hours"), _("Provider"), _("Step"), _("Authority"),
    ]  # fmt: skip
    yield table(head, rows, [ROW, ROW, ROW, ROW_FIGURE, ROW, ROW, ROW])


def _unplaced(summary: RoundSummary) -> Iterator[Flowable]:
    if not summary.unplaced:
        return
    yield from heading(_("Not placed, and the smallest change that would place each"))
    rows = [
        [
            line.package,
            f"{priority_mark(line.priority)} {priority_name(line.priority)}",
            line.area,
            hours(line.minutes),
            ngettext("{count} day", "{count} days", line.waited).format(count=line.waited),
            _causes(line),
            change_sentence(line.change, summary.names) if line.change else "–",
        ]
        for line in summary.unplaced
    ]
    head = [
        _("Package"), _("Priority"), _("Area"), _("Hours"), _("Waited"), _("Why not"),
        _("Would be placed by"),
    ]  # fmt: skip
    styles = [ROW, ROW, ROW, ROW_FIGURE, ROW_FIGURE, ROW, ROW]
    yield table(head, rows, styles)


def _causes(line: UnplacedLine) -> str:
    """How many providers' awards each cause ruled out."""
    return "; ".join(f"{rule_name(code)} ({count})" for code, count in line.causes[:MOST_CAUSES])


def _passed_over(summary: RoundSummary) -> Iterator[Flowable]:
    if not summary.passed_over:
        return
    yield from heading(_("Passed over for others of the same priority"))
    rows = []
    for line in summary.passed_over:
        holders = ", ".join(f"{package} ({hours(minutes)})" for package, minutes in line.holders[:8])
        if len(line.holders) > 8:
            holders = _("{holders} and {count} more").format(holders=holders, count=len(line.holders) - 8)
        rows.append(
            [
                line.package,
                f"{priority_mark(line.priority)} {priority_name(line.priority)}",
                hours(line.minutes),
                ngettext("{count} day", "{count} days", line.waited).format(count=line.waited),
                holders,
            ]
        )
    head = [_("Package"), _("Priority"), _("Hours"), _("Waited"), _("Room that it asked for is held by")]
    yield table(head, rows, [ROW, ROW, ROW_FIGURE, ROW_FIGURE, ROW])


def _longest(summary: RoundSummary) -> Iterator[Flowable]:
    lines = sorted(summary.unplaced, key=lambda line: (-line.waited, line.package))[:LONGEST]
    lines = [line for line in lines if line.waited]
    if not lines:
        return
    yield from heading(_("Longest waits that go on"))
    rows = [
        [
            line.package,
            ngettext("{count} day", "{count} days", line.waited).format(count=line.waited),
            f"{priority_mark(line.priority)} {priority_name(line.priority)}",
            line.area,
            hours(line.minutes),
        ]
        for line in lines
    ]
    head = [_("Package"), _("Waited"), _("Priority"), _("Area"), _("Hours")]
    yield table(head, rows, [ROW, ROW_FIGURE, ROW, ROW, ROW_FIGURE])


def _by_provider(summary: RoundSummary) -> Iterator[Flowable]:
    yield from heading(_("By provider"))
    rows = [
        [
            line.provider,
            str(line.packages),
            hours(line.minutes),
            hours(line.waterfall_minutes),
            _difference(
                line.minutes, line.waterfall_minutes, hours(abs(line.minutes - line.waterfall_minutes))
            ),
            money(line.weekly_pence),
        ]
        for line in summary.by_provider
    ]
    head = [
        _("Provider"), _("Packages"), _("Hours"), _("Waterfall"), _("Difference"), _("Weekly cost"),
    ]  # fmt: skip
    yield table(head, rows, [ROW, *[ROW_FIGURE] * 5])


def _by_award(summary: RoundSummary) -> Iterator[Flowable]:
    yield from heading(_("By lot"))
    rows: list[list[Cell]] = []
    lot = None
    for line in summary.by_award:
        rows.append(
            [
                Words(line.lot if line.lot != lot else "", ROW_BOLD),
                str(line.step),
                line.provider,
                str(line.packages),
                hours(line.minutes),
                per_cent(line.share_placed),
                per_cent(line.share_whole),
                per_cent(line.largest) if line.largest is not None else "–",
                per_cent(line.target) if line.target is not None else "–",
            ]
        )
        lot = line.lot
    head = [
        _("Lot"), _("Step"), _("Provider"), _("Packages"), _("Hours"), _("Of placed"), _("Of the lot"),
        _("Largest"), _("Target"),
    ]  # fmt: skip
    styles = [ROW, ROW, ROW, *[ROW_FIGURE] * 6]
    yield table(head, rows, styles)


def _placed(summary: RoundSummary) -> Iterator[Flowable]:
    if not summary.placed:
        return
    yield from heading(_("Placed (! is a proposal that needs authority)"))
    rows = [_placed_row(line) for line in summary.placed]
    head = [
        _("Package"), _("Priority"), _("Area"), _("Hours"), _("Provider"), _("Lot"), _("Step"), _("Start"),
    ]  # fmt: skip
    styles = [ROW, ROW, ROW, ROW_FIGURE, ROW, ROW, ROW, ROW]
    yield table(head, rows, styles)


def _placed_row(line: PlacedLine) -> list[Cell]:
    return [
        line.package,
        f"{priority_mark(line.priority)} {priority_name(line.priority)}",
        line.area,
        hours(line.minutes),
        line.provider,
        line.lot,
        f"{line.step} !" if line.needs_authority else str(line.step),
        day(line.start),
    ]
