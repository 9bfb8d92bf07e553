"""outcomes.csv: what came of care at its reviews. No solve reads it; a provider's statement is made of it."""

from allocation.intake.columns import Layout, needed, optional, usual
from allocation.intake.kinds import CARE_HOURS, DATE, HOURLY_RATE, IDENTIFIER, TEXT, whole
from allocation.model import CareOutcomes

PACKAGE = needed("package", IDENTIFIER, "The package's reference; it may have ended.", refers="packages")
PROVIDER = needed("provider", IDENTIFIER, "Whose care it was.", refers="providers")
SINCE = needed("since", DATE, "The first day that the review covers.")
ON = needed("on", DATE, "The day of the review: the last that it covers.")
AGREED = needed("agreed", whole(1, 999), "Personal outcomes that were agreed.")
ACHIEVED = needed("achieved", whole(0, 999), "Those of them that were achieved.")
BEFORE = needed(
    "hours_before", CARE_HOURS, "Staff hours a week before, at most 1,000.", field="minutes_before"
)
AFTER = needed("hours_after", CARE_HOURS, "Staff hours a week after, at most 1,000.", field="minutes_after")
CONTRACT = optional(
    "contract", IDENTIFIER, "The contract; without one nothing is earned by results.", refers="contracts"
)
RATE = usual("rate", HOURLY_RATE, 0, "Pounds an hour that were paid, at most 10,000; needed with a contract.")
NOTE = usual("note", TEXT, "", "What else to remember. It lies with the person's own fields.")

LAYOUT: Layout[CareOutcomes] = Layout(
    "outcomes",
    "What came of care at its reviews, for payment by results.",
    (PACKAGE, PROVIDER, SINCE, ON, AGREED, ACHIEVED, BEFORE, AFTER, CONTRACT, RATE, NOTE),
    (PACKAGE, PROVIDER, ON),
)
