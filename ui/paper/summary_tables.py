"""The summary's figures: by priority, step and provider beside the waterfall, and shares of lots."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, Spacer

from allocation.record import AwardLine, PriorityLine, ProviderLine, RoundSummary, StepLine
from ui.paper.listing import Column, listing
from ui.paper.tables import Cell, heading, table
from ui.paper.words import LABEL, ROW, ROW_BOLD, ROW_FIGURE, ROW_FIGURE_BOLD, Words
from ui.wording import _
from ui.wording.aims import marked_priority
from ui.wording.decisions import per_cent
from ui.wording.figures import hours, money


def by_priority(summary: RoundSummary) -> Iterator[Flowable]:
    """Packages and hours of each priority, and of all."""
    lines = summary.by_priority
    rows: list[list[Cell]] = [
        [
            marked_priority(line.priority),
            *(
                Words(text, ROW_FIGURE_BOLD if place == 1 else ROW_FIGURE)
                for place, text in enumerate(_figures((line,)))
            ),
        ]
        for line in lines
    ]
    rows.append([Words(_("all"), ROW_BOLD), *(Words(text, ROW_FIGURE_BOLD) for text in _figures(lines))])
    head = [
        _("Priority"), _("Packages"), _("Placed"), _("Waterfall"), _("Hours asked"), _("Hours placed"),
        _("Not placed"),
    ]  # fmt: skip
    yield from heading(_("By priority, beside the waterfall"))
    yield table(head, rows, [ROW, *[ROW_FIGURE] * 6], strong_last=True)
    yield Spacer(0, 3)
    yield Words(
        _(
            "The waterfall places package by package in priority, then waiting order, each at the first award"
            " in contract order that has room. It is always in contract order and priority."
        ),
        LABEL,
    )


def _figures(lines: tuple[PriorityLine, ...]) -> list[str]:
    """The sums of the lines, in the order of the table's columns."""
    packages, placed = sum(line.packages for line in lines), sum(line.placed for line in lines)
    return [
        str(packages),
        str(placed),
        str(sum(line.waterfall_placed for line in lines)),
        hours(sum(line.minutes for line in lines)),
        hours(sum(line.placed_minutes for line in lines)),
        str(packages - placed),
    ]


def by_step(summary: RoundSummary) -> list[Flowable]:
    """Placements and hours at each step of each contract."""
    columns: list[Column[StepLine]] = [
        Column(_("Step"), lambda line: f"{line.step} {line.name}"),
        Column(_("Contract"), lambda line: line.contract),
        Column(_("Placements"), lambda line: str(line.parts), ROW_FIGURE),
        Column(_("Hours"), lambda line: hours(line.minutes), ROW_FIGURE),
        Column(_("Waterfall"), lambda line: hours(line.waterfall_minutes), ROW_FIGURE),
        Column(_("Difference"), lambda line: _difference(line.minutes - line.waterfall_minutes), ROW_FIGURE),
    ]
    return listing(_("By step"), summary.by_step, columns)


def by_provider(summary: RoundSummary) -> list[Flowable]:
    """Packages, hours and money of each provider, the most hours first."""
    columns: list[Column[ProviderLine]] = [
        Column(_("Provider"), lambda line: line.provider),
        Column(_("Packages"), lambda line: str(line.packages), ROW_FIGURE),
        Column(_("Hours"), lambda line: hours(line.minutes), ROW_FIGURE),
        Column(_("Waterfall"), lambda line: hours(line.waterfall_minutes), ROW_FIGURE),
        Column(_("Difference"), lambda line: _difference(line.minutes - line.waterfall_minutes), ROW_FIGURE),
        Column(_("Weekly cost"), lambda line: money(line.weekly_pence), ROW_FIGURE),
    ]
    return listing(_("By provider"), summary.by_provider, columns)


def by_award(summary: RoundSummary) -> list[Flowable]:
    """What each award got, as a share of what was placed in its lot and of all that the lot needs."""
    lines = summary.by_award
    first = {
        line
        for before, line in zip((None, *lines), lines, strict=False)
        if not before or before.lot != line.lot
    }
    columns: list[Column[AwardLine]] = [
        Column(_("Lot"), lambda line: line.lot if line in first else "", ROW_BOLD),
        Column(_("Step"), lambda line: str(line.step)),
        Column(_("Provider"), lambda line: line.provider),
        Column(_("Packages"), lambda line: str(line.packages), ROW_FIGURE),
        Column(_("Hours"), lambda line: hours(line.minutes), ROW_FIGURE),
        Column(_("Of placed"), lambda line: per_cent(line.share_placed), ROW_FIGURE),
        Column(_("Of the lot"), lambda line: per_cent(line.share_whole), ROW_FIGURE),
        Column(_("Largest"), lambda line: _share(line.largest), ROW_FIGURE),
        Column(_("Target"), lambda line: _share(line.target), ROW_FIGURE),
    ]
    if any(line.guaranteed for line in lines):
        columns.append(Column(_("Guaranteed"), lambda line: _hours(line.guaranteed), ROW_FIGURE))
        columns.append(Column(_("Short"), lambda line: _hours(line.short), ROW_FIGURE))
    return listing(_("By lot"), lines, columns)


def _difference(minutes: int) -> str:
    """Hours more or less than the waterfall, with their sign; nothing where there is none."""
    return ("+" if minutes > 0 else "−") + hours(abs(minutes)) if minutes else ""


def _hours(minutes: int) -> str:
    return hours(minutes) if minutes else "–"


def _share(basis_points: int | None) -> str:
    return "–" if basis_points is None else per_cent(basis_points)
