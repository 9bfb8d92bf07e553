"""The waiting list as it was filtered, for a desk or a meeting; with names only if the rows have them."""

from dataclasses import dataclass

from reportlab.platypus import Flowable

from ui.paper.columns import PAGE, WIDE_PAGE
from ui.paper.sheet import Head, Section
from ui.paper.tables import table
from ui.paper.words import ROW, ROW_FIGURE, TEXT, Words
from ui.wording import _, ngettext

UPRIGHT = 8
"""Columns that an upright page has room for; more lie on its side."""


@dataclass(frozen=True, slots=True)
class WaitingList:
    """Heads and rows of plain text, in the order given; `subtitle` says what was filtered, and the day.

    `figures` are the columns whose text stands to the right.
    """

    council: str
    title: str
    subtitle: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[str] = frozenset()


def section(value: WaitingList) -> Section:
    """The list as a document."""
    count = ngettext("{count} package", "{count} packages", len(value.rows)).format(count=len(value.rows))
    head = Head(council=value.council, unit="", title=value.title, subtitle=value.subtitle, reference=count)
    wide = len(value.columns) > UPRIGHT
    return Section(head, [_list(value, WIDE_PAGE if wide else PAGE)], wide)


def _list(value: WaitingList, page: float) -> Flowable:
    if not value.rows:
        return Words(_("No package matches."), TEXT)
    styles = [ROW_FIGURE if column in value.figures else ROW for column in value.columns]
    return table(value.columns, value.rows, styles, page=page)
