"""Providers, what they said they can take, and what rules them out."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from allocation.model.care import Weekday

CQC_GRADES = {"outstanding": 6, "good": 4, "requires improvement": 3, "inadequate": 1}
"""What England's ratings count as where a step asks for a grade: Good is the grade of that name, the best and
the worst are the ends of the scale, and what lies between Good and the worst is adequate.
"""

UNRATED = frozenset(("", "inspected but not rated", "insufficient evidence to rate", "no published rating"))
"""What else the Care Quality Commission publishes in a rating's place: no rating."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A registered care-at-home service. `grade` is its lowest current one, 1 to 6; None is ungraded.

    `cqc_rating` is its rating in England, in words. `quality_hundredths` are quality points, 0 to 100, in
    whole hundredths of a point: 8,250 is a quality of 82.5. `skills` are casefolded and sorted.
    """

    provider: str
    name: str
    registration: str = ""
    grade: int | None = None
    cqc_rating: str = ""
    quality_hundredths: int | None = None
    skills: tuple[str, ...] = ()
    email: str = ""

    def __post_init__(self) -> None:
        if self.grade is not None and not 1 <= self.grade <= 6:
            raise ValueError("grades are 1 to 6")
        if self.quality_hundredths is not None and not 0 <= self.quality_hundredths <= 10_000:
            raise ValueError("quality is 0 to 100")

    @property
    def standing(self) -> int | None:
        """What a floor is held against: the grade, else what the rating counts as; None meets no floor."""
        return self.grade if self.grade is not None else CQC_GRADES.get(plain_rating(self.cqc_rating))


def plain_rating(text: str) -> str:
    """A rating as ratings are compared: without case and outer spaces, single spaces between words."""
    return " ".join(text.casefold().split())


@dataclass(frozen=True, slots=True)
class CapacityRow:
    """One figure of a return: a limit on the staff minutes a week of all visits that match its cells.

    None in `lot` means all the provider's lots together, in `band` the whole week, in `days` every day, and
    `workers` 2 means double-up visits only. `applies_from` and `until` are included; None means open.
    """

    provider: str
    minutes: int
    lot: str | None = None
    band: str | None = None
    days: tuple[Weekday, ...] | None = None
    workers: int | None = None
    as_at: date | None = None
    applies_from: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.minutes < 0:
            raise ValueError("room is not negative")
        if self.workers not in (None, 2):
            raise ValueError("a return by workers is for double-up visits: 2")

    @property
    def cells(self) -> tuple[str, str | None, str | None, tuple[Weekday, ...] | None, int | None]:
        """What the figure is about: rows with the same cells replace one another in time."""
        return (self.provider, self.lot, self.band, self.days, self.workers)


@dataclass(frozen=True, slots=True)
class Suspension:
    """A provider gets nothing under a contract and lot (None: all of them) between two dates, included."""

    provider: str
    start: date
    reason: str
    contract: str | None = None
    lot: str | None = None
    until: date | None = None
    decided_by: str = ""

    def in_force(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.start <= day and (self.until is None or day <= self.until)


class Outcome(StrEnum):
    """Why a provider is not asked again for a package."""

    DECLINED = "declined"
    LAPSED = "lapsed"
    EXCLUDED = "excluded"
    REFUSED_BY_PERSON = "refused_by_person"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A package and a provider that were tried or ruled out, on a day, perhaps until a day (included)."""

    package: str
    provider: str
    outcome: Outcome
    on: date | None = None
    until: date | None = None
    reason: str = ""
