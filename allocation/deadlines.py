"""By when a provider has to answer: hours by the clock for what is urgent, working days for the rest.

Working days are Monday to Friday but for bank holidays, in the part of the United Kingdom that the policy
names, by the clock of Europe/London. Each counts with its 24 hours, from midnight to midnight; other days do
not count. So 120 hours are five working days, and what is asked on a Saturday begins to run on Monday.

Councils commonly give 24 to 48 hours for urgent work and five working days otherwise (CONTRACTS, part C):
that is what holds where a step says nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Protocol
from zoneinfo import ZoneInfo

from allocation.model import Nation, Step

LONDON = ZoneInfo("Europe/London")

DAY_HOURS = 24
USUAL_HOURS = 5 * DAY_HOURS
URGENT_HOURS = DAY_HOURS
"""What holds where a step gives no time at all: five working days, and a day by the clock."""

FRIDAY = 4


class _Dates(Protocol):
    def __contains__(self, day: object, /) -> bool: ...


@dataclass(frozen=True, slots=True)
class TimeToAnswer:
    """How long a provider has: `hours` that run on working days only, or (`by_clock`) without a pause."""

    hours: int
    by_clock: bool = False

    @property
    def working_days(self) -> int | None:
        """The same in whole working days, where it is some."""
        days, rest = divmod(self.hours, DAY_HOURS)
        return days if days and not rest and not self.by_clock else None


def time_to_answer(step: Step, *, urgent: bool) -> TimeToAnswer:
    """How long a provider that is asked at a step has. Without an urgent time its ordinary one holds."""
    if urgent and step.urgent_response_hours is not None:
        return TimeToAnswer(step.urgent_response_hours, by_clock=True)
    if step.response_hours is not None:
        return TimeToAnswer(step.response_hours)
    return TimeToAnswer(URGENT_HOURS, by_clock=True) if urgent else TimeToAnswer(USUAL_HOURS)


def deadline(asked: datetime, allowed: TimeToAnswer, nation: Nation) -> datetime:
    """The instant (UTC) until which an answer counts, for who is asked at an instant."""
    if allowed.by_clock:
        return asked.astimezone(UTC) + timedelta(hours=allowed.hours)
    works = working_days(nation)
    now, left = asked.astimezone(LONDON).replace(tzinfo=None), timedelta(hours=allowed.hours)
    if not works(now.date()):
        now = _midnight(now.date() + timedelta(1))
    while True:
        while not works(now.date()):
            now += timedelta(1)
        ends = _midnight(now.date() + timedelta(1))
        if now + left <= ends:
            return (now + left).replace(tzinfo=LONDON).astimezone(UTC)
        left -= ends - now
        now = ends


def working_days(nation: Nation) -> Callable[[date], bool]:
    """Whether a day is a working day in that part of the United Kingdom."""
    off = _bank_holidays(nation)
    return lambda day: day.weekday() <= FRIDAY and day not in off


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


_SUBDIVISIONS = {
    Nation.ENGLAND: "ENG",
    Nation.NORTHERN_IRELAND: "NIR",
    Nation.SCOTLAND: "SCT",
    Nation.WALES: "WLS",
}
"""ISO 3166-2:GB, as the library names them."""


@cache
def _bank_holidays(nation: Nation) -> _Dates:
    """Learns each year when a day of it is first asked for."""
    import holidays

    return holidays.country_holidays("GB", subdiv=_SUBDIVISIONS[nation])
