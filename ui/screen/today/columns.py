"""The columns of what is to be reviewed."""

from allocation.use_cases.review_rows import ToReview, WhyReview
from ui.screen.table.columns import Column
from ui.wording import _
from ui.wording.results import why_to_review

REVIEW_COLUMNS: tuple[Column[ToReview], ...] = (
    Column("package", _("Package"), lambda row: row.reference, width=130),
    Column("provider", _("Provider"), lambda row: row.provider_name, width=230),
    Column(
        "why",
        _("Why"),
        lambda row: f"! {why_to_review(row)}" if row.why is WhyReview.GROWN else why_to_review(row),
        width=480,
        colour=lambda row: "substantial" if row.why is WhyReview.GROWN else "",
    ),
)
