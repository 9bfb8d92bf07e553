"""The summary's lists: what needs authority, what was not placed and why, and every place."""

from reportlab.platypus import Flowable

from allocation.record import PassedOver, PlacedLine, RoundSummary, ScarceLine, UnplacedLine
from ui.paper.listing import Column, listing
from ui.paper.words import ROW_FIGURE
from ui.wording import _, ngettext
from ui.wording.aims import marked_priority
from ui.wording.care import short_day
from ui.wording.changes import placed_by
from ui.wording.figures import hours
from ui.wording.rules import rule_name
from ui.wording.what_if import gain_sentence

LONGEST = 10
"""Waits that are listed."""

MOST_CAUSES = 3
"""Causes that are named for a package that was not placed, the commonest first."""

MOST_HOLDERS = 8
"""Packages that are named as holding room, before the rest is counted."""


def proposals(summary: RoundSummary) -> list[Flowable]:
    """Placements at a step that needs authority, and who gave it."""
    columns: list[Column[PlacedLine]] = [
        Column(_("Package"), lambda line: line.package),
        Column(_("Priority"), lambda line: marked_priority(line.priority)),
        Column(_("Area"), lambda line: line.area),
        Column(_("Hours"), lambda line: hours(line.minutes), ROW_FIGURE),
        Column(_("Provider"), lambda line: line.provider),
        Column(_("Step"), lambda line: f"{line.step} {line.step_name}"),
        Column(_("Authority"), _authority),
    ]
    lines = [line for line in summary.placed if line.needs_authority]
    return listing(_("Proposals that need authority"), lines, columns)


def unplaced(summary: RoundSummary) -> list[Flowable]:
    """Packages that wait on, the most urgent first: why, and the smallest change that would place each."""
    columns: list[Column[UnplacedLine]] = [
        Column(_("Package"), lambda line: line.package),
        Column(_("Priority"), lambda line: marked_priority(line.priority)),
        Column(_("Area"), lambda line: line.area),
        Column(_("Hours"), lambda line: hours(line.minutes), ROW_FIGURE),
        Column(_("Waited"), lambda line: _days(line.waited), ROW_FIGURE),
        Column(_("Why not"), _causes),
        Column(
            _("Would be placed by"),
            lambda line: placed_by(line.change, summary.names, several=line.several),
        ),
    ]
    return listing(_("Not placed, and the smallest change that would place each"), summary.unplaced, columns)


def scarce(summary: RoundSummary) -> list[Flowable]:
    """Where more room would let in somebody who is turned away, tried by solving the round again."""
    by_points = summary.basis.score_by_points
    columns: list[Column[ScarceLine]] = [
        Column(_("Provider"), lambda line: summary.names.get(line.provider, line.provider)),
        Column(_("Lot"), lambda line: line.lot),
        Column(_("When"), lambda line: line.band or _("any time")),
        Column(_("Hours more"), lambda line: hours(line.minutes), ROW_FIGURE),
        Column(_("Turned away"), lambda line: ", ".join(line.turned_away[:MOST_HOLDERS])),
        Column(
            _("It would bring"),
            lambda line: gain_sentence(line.bought, exact=line.exact, by_points=by_points),
        ),
    ]
    return listing(_("What is scarce, tried by solving again"), summary.scarce, columns)


def passed_over(summary: RoundSummary) -> list[Flowable]:
    """Packages that wait on while equals hold the room that they asked for."""
    columns: list[Column[PassedOver]] = [
        Column(_("Package"), lambda line: line.package),
        Column(_("Priority"), lambda line: marked_priority(line.priority)),
        Column(_("Hours"), lambda line: hours(line.minutes), ROW_FIGURE),
        Column(_("Waited"), lambda line: _days(line.waited), ROW_FIGURE),
        Column(_("Room that it asked for is held by"), _holders),
    ]
    return listing(_("Passed over for others of the same priority"), summary.passed_over, columns)


def longest(summary: RoundSummary) -> list[Flowable]:
    """The longest waits that go on."""
    columns: list[Column[UnplacedLine]] = [
        Column(_("Package"), lambda line: line.package),
        Column(_("Waited"), lambda line: _days(line.waited), ROW_FIGURE),
        Column(_("Priority"), lambda line: marked_priority(line.priority)),
        Column(_("Area"), lambda line: line.area),
        Column(_("Hours"), lambda line: hours(line.minutes), ROW_FIGURE),
    ]
    lines = sorted(summary.unplaced, key=lambda line: (-line.waited, line.package))
    return listing(_("Longest waits that go on"), [line for line in lines if line.waited][:LONGEST], columns)


def placed(summary: RoundSummary) -> list[Flowable]:
    """Every part that was placed, the most urgent first."""
    columns: list[Column[PlacedLine]] = [
        Column(_("Package"), lambda line: line.package),
        Column(_("Priority"), lambda line: marked_priority(line.priority)),
        Column(_("Area"), lambda line: line.area),
        Column(_("Hours"), lambda line: hours(line.minutes), ROW_FIGURE),
        Column(_("Provider"), lambda line: line.provider),
        Column(_("Lot"), lambda line: line.lot),
        Column(_("Step"), lambda line: f"{line.step} !" if line.needs_authority else str(line.step)),
        Column(_("Start"), lambda line: short_day(line.start)),
    ]
    return listing(_("Placed (! is a proposal that needs authority)"), summary.placed, columns)


def _days(count: int) -> str:
    return ngettext("{count} day", "{count} days", count).format(count=count)


def _authority(line: PlacedLine) -> str:
    if line.authority is None:
        return _("to be authorised")
    return _("{by}: {reason}").format(by=line.authority.by, reason=line.authority.reason)


def _causes(line: UnplacedLine) -> str:
    """How many providers each cause ruled out."""
    return "; ".join(f"{rule_name(code)} ({count})" for code, count in line.causes[:MOST_CAUSES])


def _holders(line: PassedOver) -> str:
    named = ", ".join(f"{package} ({hours(minutes)})" for package, minutes in line.holders[:MOST_HOLDERS])
    rest = len(line.holders) - MOST_HOLDERS
    return _("{holders} and {count} more").format(holders=named, count=rest) if rest > 0 else named
