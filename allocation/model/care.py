"""What a person needs at home each week: visits, parts and packages."""

from dataclasses import dataclass
from datetime import date, time
from enum import IntEnum, StrEnum
from itertools import groupby


class Weekday(IntEnum):
    """Days of the week, as `datetime.date.weekday` numbers them."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


class Priority(StrEnum):
    """The eligibility band (Scottish risk bands), most urgent first; `order` is 0 for critical."""

    CRITICAL = "critical"
    SUBSTANTIAL = "substantial"
    MODERATE = "moderate"
    LOW = "low"

    @property
    def order(self) -> int:
        """0 for critical to 3 for low: smaller is more urgent."""
        return list(Priority).index(self)


@dataclass(frozen=True, slots=True)
class Visit:
    """Care of one length at one part of the day, on some days of the week, by one or two care workers.

    `days` names the days, sorted; where it is empty only their number, `times`, is known. `band` is None for
    "any": the visit then counts against the week only. A clock time needs its reason, `time_critical`.
    """

    minutes: int
    times: int
    days: tuple[Weekday, ...] = ()
    band: str | None = None
    workers: int = 1
    part: int = 1
    start: time | None = None
    finish: time | None = None
    time_critical: str | None = None

    def __post_init__(self) -> None:
        if self.minutes <= 0:
            raise ValueError("a visit lasts at least one minute")
        if not 1 <= self.times <= 7:
            raise ValueError("a visit is made on one to seven days a week")
        if self.days and (self.times != len(self.days) or tuple(sorted(set(self.days))) != self.days):
            raise ValueError("days must be sorted, each named once, and as many as times says")
        if self.workers not in (1, 2):
            raise ValueError("a visit is made by one or two care workers")
        if self.part < 1:
            raise ValueError("parts are numbered from 1")

    @property
    def staff_minutes(self) -> int:
        """Minutes a week times care workers: what this visit uses of a provider."""
        return self.minutes * self.times * self.workers

    def staff_minutes_on(self, days: tuple[Weekday, ...]) -> int:
        """Staff minutes on the given days; a visit without named days counts at most once on each."""
        met = len(set(self.days) & set(days)) if self.days else min(self.times, len(days))
        return self.minutes * met * self.workers


@dataclass(frozen=True, slots=True)
class Part:
    """The visits of one package that one provider takes."""

    package: str
    number: int
    visits: tuple[Visit, ...]

    @property
    def staff_minutes(self) -> int:
        """Staff minutes a week of all its visits."""
        return sum(visit.staff_minutes for visit in self.visits)


@dataclass(frozen=True, slots=True)
class Package:
    """The care one person needs each week. `package` is its reference; no personal field is held here.

    `postcode` is upper case with one space. `needs` are casefolded and sorted. `chosen_provider` binds only
    under SDS option 2. `split_allowed` names who allowed joint working; without it there is one part.
    """

    package: str
    area: str
    priority: Priority
    visits: tuple[Visit, ...]
    postcode: str | None = None
    service: str = "care at home"
    needs: tuple[str, ...] = ()
    hospital_discharge: bool = False
    discharge_date: date | None = None
    waiting_since: date | None = None
    wanted_start: date | None = None
    sds_option: int = 3
    chosen_provider: str | None = None
    preferred_providers: tuple[str, ...] = ()
    excluded_providers: tuple[str, ...] = ()
    current_provider: str | None = None
    specialist: bool = False
    block_weeks: int | None = None
    authorised_minutes: int | None = None
    split_allowed: str | None = None

    def __post_init__(self) -> None:
        if not self.package:
            raise ValueError("a package has a reference")
        if not self.visits:
            raise ValueError(f"package {self.package} has no visits")
        if not 1 <= self.sds_option <= 4:
            raise ValueError(f"package {self.package}: self-directed support has options 1 to 4")
        if not self.split_allowed and any(visit.part != 1 for visit in self.visits):
            raise ValueError(f"package {self.package} has parts, but nobody allowed joint working")

    @property
    def parts(self) -> tuple[Part, ...]:
        """The package's parts in order of their numbers."""
        ordered = sorted(self.visits, key=lambda visit: visit.part)
        return tuple(
            Part(self.package, number, tuple(visits))
            for number, visits in groupby(ordered, key=lambda visit: visit.part)
        )

    @property
    def staff_minutes(self) -> int:
        """Staff minutes a week of all its visits."""
        return sum(visit.staff_minutes for visit in self.visits)

    @property
    def sector(self) -> str:
        """The postcode sector (EH49 6), or the area where there is no postcode.

        A postcode given only as a sector or district stands as it is.
        """
        if not self.postcode:
            return self.area
        outward, _, inward = self.postcode.partition(" ")
        return f"{outward} {inward[0]}" if inward else outward
