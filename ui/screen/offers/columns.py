"""What the list of offers shows of each; what is overdue is marked."""

from collections.abc import Callable
from datetime import datetime

from allocation.lists import OfferRow
from ui.screen.table.columns import Column
from ui.wording import _
from ui.wording.aims import priority_mark
from ui.wording.deadlines import clock_words
from ui.wording.offers import due_words, overdue, package_words, stands


def provider_of(row: OfferRow) -> str:
    """Who was asked."""
    return row.provider_name or row.provider


def offer_columns(now: Callable[[], datetime]) -> tuple[Column[OfferRow], ...]:
    """The columns, by what time it is."""

    def late(row: OfferRow) -> str:
        return "critical" if overdue(row, now()) else ""

    def package(row: OfferRow) -> str:
        return f"{priority_mark(row.priority)} {package_words(row)}"

    return (
        Column(
            "due",
            _("Answer by"),
            lambda row: due_words(row, now()),
            width=228,
            colour=late,
            tip=lambda row: due_words(row, now()),
        ),
        Column("package", _("Package"), package, 150, colour=lambda row: str(row.priority), tip=package),
        Column("provider", _("Provider"), provider_of, width=190, tip=provider_of),
        Column("asked", _("Asked"), lambda row: clock_words(row.asked), width=170, spare=True),
        Column("step", _("Step"), lambda row: str(row.step), width=48, figures=True, spare=True),
        Column(
            "stands",
            _("Stands"),
            lambda row: stands(row, now()),
            width=140,
            tip=lambda row: stands(row, now()),
        ),
    )
