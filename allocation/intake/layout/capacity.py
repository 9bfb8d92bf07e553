"""capacity.csv: the providers' returns, one figure a row."""

from dataclasses import replace

from allocation.intake.care_kinds import ROW_DAYS
from allocation.intake.codes import Code
from allocation.intake.columns import Layout, needed, optional
from allocation.intake.kinds import DATE, IDENTIFIER, PROVIDER_HOURS, TEXT, whole
from allocation.model import CapacityRow

PROVIDER = needed("provider", IDENTIFIER, "The provider.", refers="providers")
LOT = optional("lot", IDENTIFIER, "The lot; empty for all its lots together.", refers="lots")
BAND = optional("band", TEXT, "The part of the day; empty for the whole week.")
DAYS = optional("days", ROW_DAYS, "The days; empty for every day.")
_DOUBLE_UP = replace(whole(2, 2), code=Code.NOT_CHOICE, expected="2; or nothing")
WORKERS = optional("workers", _DOUBLE_UP, "2 for double-up visits only; empty for all.")
STAFF_HOURS = needed(
    "staff_hours", PROVIDER_HOURS, "Staff hours a week that it can take, at most 100,000.", field="minutes"
)
AS_AT = optional("as_at", DATE, "The day the figure was true.")
FROM = optional("from", DATE, "The first day it holds from.", field="applies_from")
UNTIL = optional("until", DATE, "The last day it holds.")

LAYOUT: Layout[CapacityRow] = Layout(
    "capacity",
    "What each provider said it can take.",
    (PROVIDER, LOT, BAND, DAYS, WORKERS, STAFF_HOURS, AS_AT, FROM, UNTIL),
    required=True,
    may_be_empty=True,
    told_by=(PROVIDER, LOT, BAND, DAYS, WORKERS),
)
