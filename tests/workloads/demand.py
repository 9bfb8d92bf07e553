"""Packages and their visits, as councils publish them (CONTRACTS, part C).

Of the visits 65% last 30 minutes and 14% 15; 24% of calls need two care workers; 65% of people get under 10
hours a week and 7% over 20; the median wait is 13 days, with a tail to 207.
"""

from datetime import date, time, timedelta

from allocation.model import Area, Package, Person, Priority, Visit, Weekday
from tests.workloads.dice import Dice
from tests.workloads.names import GIVEN, MANAGERS, MEDICATION, SURNAMES

EVERY_DAY = tuple(Weekday)
DAYS = (
    (EVERY_DAY, 76.0),
    (EVERY_DAY[:5], 10.0),
    ((Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY), 6.0),
    ((Weekday.TUESDAY, Weekday.THURSDAY, Weekday.SATURDAY), 4.0),
    ((Weekday.SATURDAY, Weekday.SUNDAY), 4.0),
)
MINUTES = ((30, 65.0), (15, 14.0), (45, 12.0), (60, 7.0), (20, 2.0))
CALLS: tuple[tuple[tuple[str, ...], float], ...] = (
    (("morning",), 25.0),
    (("lunch",), 5.0),
    (("bed",), 7.0),
    (("morning", "tea"), 9.0),
    (("morning", "bed"), 18.0),
    (("morning", "lunch", "tea"), 10.0),
    (("morning", "tea", "bed"), 6.0),
    (("morning", "lunch", "tea", "bed"), 18.0),
    (("morning", "lunch", "tea", "bed", "night"), 2.0),
)
DOUBLE_UP = {1: 0.06, 2: 0.1, 3: 0.22, 4: 0.42, 5: 0.6}
"""How likely a package needs two care workers, by its calls a day."""

NEEDS = (
    ("dementia", 0.22),
    ("female worker", 0.17),
    ("male worker", 0.06),
    ("peg feeding", 0.04),
    ("gaelic", 0.02),
    ("bsl", 0.02),
)
PRIORITIES = (
    (Priority.CRITICAL, 24.0),
    (Priority.SUBSTANTIAL, 50.0),
    (Priority.MODERATE, 20.0),
    (Priority.LOW, 6.0),
)
WAITS = ((0.0, 1), (0.25, 7), (0.5, 15), (0.75, 30), (0.9, 64), (0.97, 140), (1.0, 207))
HOURS = {"morning": (7, 10), "lunch": (12, 13), "tea": (16, 18), "bed": (20, 22), "night": (23, 23)}


def visits(dice: Dice) -> tuple[Visit, ...]:
    """One person's week."""
    bands = dice.weighted(CALLS)
    days = dice.weighted(DAYS) if len(bands) < 3 else EVERY_DAY
    double = dice.chance(DOUBLE_UP[len(bands)])
    week = []
    for band in bands:
        workers = 2 if double and dice.chance(0.94) else 1
        visit = Visit(dice.weighted(MINUTES), len(days), days, band, workers)
        week.append(_timed(dice, visit) if dice.chance(0.06) else visit)
    if dice.chance(0.09):
        week.append(Visit(dice.pick((60, 90, 120)), dice.pick((1, 1, 2))))
    return tuple(week)


def _timed(dice: Dice, visit: Visit) -> Visit:
    """The visit at a clock time, which is an exception with a reason."""
    first, last = HOURS[visit.band or "morning"]
    start = time(dice.whole(first, last), dice.pick((0, 15, 30)))
    return Visit(
        visit.minutes,
        visit.times,
        visit.days,
        visit.band,
        visit.workers,
        visit.part,
        start,
        time(start.hour, start.minute + 29),
        dice.pick(MEDICATION),
    )


def package(
    dice: Dice, reference: str, area: Area, day: date, block_weeks: int | None
) -> tuple[Package, Person]:
    """One person's package, not yet tied to any provider, and whose it is."""
    waited = dice.along(WAITS)
    priority = dice.weighted(PRIORITIES)
    discharge = priority in (Priority.CRITICAL, Priority.SUBSTANTIAL) and dice.chance(0.22)
    wanted = day + timedelta(days=dice.whole(-3, 12)) if dice.chance(0.7) else None
    week = visits(dice)
    postcode = (
        f"{dice.pick(area.postcodes)}{_letters(dice)}" if area.postcodes and dice.chance(0.94) else None
    )
    made = Package(
        package=reference,
        area=area.area,
        priority=priority,
        visits=week,
        postcode=postcode,
        needs=tuple(sorted(need for need, likely in NEEDS if dice.chance(likely))),
        hospital_discharge=discharge,
        discharge_date=day + timedelta(days=dice.whole(0, 6)) if discharge else None,
        waiting_since=day - timedelta(days=min(waited, 6) if discharge else waited),
        wanted_start=wanted,
        sds_option=1 if dice.chance(0.02) else 4 if dice.chance(0.02) else 3,
        specialist=dice.chance(0.06),
        block_weeks=block_weeks,
        authorised_minutes=sum(visit.staff_minutes for visit in week),
    )
    person = Person(f"SW{dice.whole(100_000, 999_999)}", f"{dice.pick(GIVEN)} {dice.pick(SURNAMES)}")
    return made, person


def _letters(dice: Dice) -> str:
    return dice.pick("ABDEFGHJLNPQRSTUWXYZ") + dice.pick("ABDEFGHJLNPQRSTUWXYZ")


def allowed_by(dice: Dice) -> str:
    """A named person who may allow or authorise."""
    return dice.pick(MANAGERS)
