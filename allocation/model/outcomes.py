"""What came of care: personal outcomes, and the hours before and after, as a review found them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CareOutcomes:
    """What a review found of a package's care with one provider, from a day to a day (both included).

    `agreed` and `achieved` count personal outcomes; minutes are staff minutes a week. Without a contract it
    earns nothing by results; `rate` is pence an hour. `note` may tell a person's story.
    """

    package: str
    provider: str
    since: date
    on: date
    agreed: int
    achieved: int
    minutes_before: int
    minutes_after: int
    contract: str | None = None
    rate: int = 0
    note: str = ""

    def __post_init__(self) -> None:
        if self.since > self.on:
            raise ValueError("a review covers days up to its own")
        if not 0 <= self.achieved <= self.agreed or self.agreed == 0:
            raise ValueError("at least one outcome is agreed, and no more are achieved than agreed")
        if self.minutes_before < 1 or self.minutes_after < 0:
            raise ValueError("there was care before")
