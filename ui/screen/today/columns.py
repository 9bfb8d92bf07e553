"""The columns of what is to be reviewed."""

from collections.abc import Callable
from datetime import date

from allocation.use_cases.review_rows import ToReview
from ui.screen.table.columns import Column
from ui.wording import _
from ui.wording.results import why_to_review


def review_columns(today: Callable[[], date]) -> tuple[Column[ToReview], ...]:
    """The columns; what is due today, or was, is marked."""

    def due(row: ToReview) -> bool:
        return row.day is None or row.day <= today()

    return (
        Column("package", _("Package"), lambda row: row.reference, width=130),
        Column("provider", _("Provider"), lambda row: row.provider_name, width=230),
        Column(
            "why",
            _("Why"),
            lambda row: f"! {why_to_review(row)}" if due(row) else why_to_review(row),
            width=480,
            colour=lambda row: "substantial" if due(row) else "",
        ),
    )
