"""A package's week on paper: visits by day and band, and in words what a grid cannot say."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, Spacer

from allocation.model import Visit, Weekday
from ui.paper.tables import Cell, table
from ui.paper.words import ROW, ROW_BOLD, ROW_CENTRE, ROW_FIGURE, ROW_FIGURE_BOLD, TEXT, Style, Words
from ui.wording import _, ngettext
from ui.wording.care import DAYS
from ui.wording.figures import hours

CENTRE_BOLD = Style(8.5, 11, bold=True, align="centre")


def week(visits: Sequence[Visit], bands: Sequence[str]) -> list[Flowable]:
    """The grid of visits on named days, then notes: days to be agreed, clock times, two care workers."""
    story: list[Flowable] = []
    named = [visit for visit in visits if visit.days]
    if named:
        story.append(
            _grid(named, bands, _("staff hours") if len(named) == len(visits) else _("on these days"))
        )
    notes = [*_agreed(visits), *_timed(visits), *_double(visits)]
    for note in notes:
        story += [Spacer(0, 3), Words(note, TEXT)]
    return story


def _grid(visits: Sequence[Visit], bands: Sequence[str], sums: str) -> Flowable:
    rows: list[list[Cell]] = []
    order = [*bands, *sorted({visit.band for visit in visits if visit.band} - set(bands)), None]
    for band in order:
        mine = [visit for visit in visits if visit.band == band]
        if mine:
            cells = ["\n".join(_visit(visit) for visit in mine if day in visit.days) for day in Weekday]
            total = hours(sum(visit.staff_minutes for visit in mine))
            rows.append([Words(band or _("any time"), ROW_BOLD), *cells, total])
    days = [
        hours(sum(visit.minutes * visit.workers for visit in visits if day in visit.days)) for day in Weekday
    ]
    total = hours(sum(visit.staff_minutes for visit in visits))
    rows.append(
        [
            Words(sums, ROW),
            *[Words(each if each != hours(0) else "", CENTRE_BOLD) for each in days],
            Words(total, ROW_FIGURE_BOLD),
        ]
    )
    styles = [ROW, *[ROW_CENTRE] * 7, ROW_FIGURE]
    head = [_("Band"), *DAYS, _("A week")]
    return table(head, rows, styles, [1.5, *[1.25] * 7, 1.25], strong_last=True)


def _visit(visit: Visit) -> str:
    """A visit in a cell: "30 min", "45 min ×2"."""
    return f"{hours(visit.minutes)} ×2" if visit.workers == 2 else hours(visit.minutes)


def _agreed(visits: Sequence[Visit]) -> list[str]:
    return [
        ngettext(
            "{times} day a week, to be agreed: {visit}, {band}.",
            "{times} days a week, to be agreed: {visit}, {band}.",
            visit.times,
        ).format(times=visit.times, visit=_visit(visit), band=visit.band or _("any time"))
        for visit in visits
        if not visit.days
    ]


def _timed(visits: Sequence[Visit]) -> list[str]:
    notes = []
    for visit in visits:
        if visit.start is None and not visit.time_critical:
            continue
        words = {
            "band": visit.band or _("any time"),
            "start": f" {visit.start:%H:%M}" if visit.start else "",
            "finish": f"–{visit.finish:%H:%M}" if visit.finish else "",
            "why": f" ({visit.time_critical})" if visit.time_critical else "",
        }
        notes.append(_("Time-critical, {band}{start}{finish}{why}.").format(**words))
    return list(dict.fromkeys(notes))


def _double(visits: Sequence[Visit]) -> list[str]:
    return [_("×2: two care workers together.")] if any(visit.workers == 2 for visit in visits) else []
