"""A part put to a provider, and what the provider said. Rows, as those of `rows.py`."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Answer(StrEnum):
    """How an offer ends; an acceptance that waits for one who was asked before has not ended it yet."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Offer:
    """One part put to one provider, with a deadline (`asked`, `due`: instants).

    The room that it holds is the promise under its own key, and it is out for as long as that promise is
    open and not accepted. Of a part's offers that are out, the one with the lowest `place` comes first in the
    order of asking. `reason` says why it was asked out of turn or at a step that needs authority, which
    `authorised_by` gave.
    """

    package: str
    part: int
    provider: str
    contract: str
    lot: str
    step: int
    place: int
    asked: datetime
    due: datetime
    by: str
    reason: str = ""
    authorised_by: str = ""
    answer: Answer | None = None
    answered: datetime | None = None
    answered_by: str = ""
