"""What providers returned: room by band and in all, scaled to the demand that the rules let them take."""

from collections import defaultdict
from datetime import date, timedelta

from allocation.index import Index
from allocation.model import CapacityRow, Package, PlacementKind, Weekday
from allocation.rules.pair import Pair, eligible
from tests.workloads.dice import Dice

WEEKEND = (Weekday.SATURDAY, Weekday.SUNDAY)
QUARTER = 15


def capacity(
    dice: Dice, index: Index, supply: float, room: dict[int, float], silent: float
) -> tuple[CapacityRow, ...]:
    """Each provider's return, together `supply` times the staff minutes that any provider may take, but for
    what is live, which is in no return.

    `room` weighs the steps; within a step a provider's share follows what it may take there. One in `silent`
    of the providers beyond step 1 returned nothing.
    """
    weights: dict[str, float] = defaultdict(float)
    mix: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    demand = 0
    staying = {each.package for each in index.round_.placements if each.kind is PlacementKind.LIVE}
    for package in index.round_.packages:
        takers = [] if package.package in staying else _takers(index, package)
        demand += package.staff_minutes if takers else 0
        rivals: dict[int, int] = defaultdict(int)
        for step, _ in takers:
            rivals[step] += 1
        for step, provider in takers:
            weights[provider] += package.staff_minutes * room[step] / rivals[step]
            for visit in package.visits:
                if visit.band:
                    mix[provider][visit.band] += visit.staff_minutes
    first = {award.provider for award in index.round_.awards if award.step == 1}
    said = sorted(who for who in weights if who in first or not dice.chance(silent))
    noisy = {who: weights[who] * dice.real(0.55, 1.45) for who in said}
    scale = supply * demand / sum(noisy.values()) if noisy else 0.0
    return tuple(row for who in said for row in _return(dice, index, who, scale * noisy[who], mix[who]))


def _takers(index: Index, package: Package) -> list[tuple[int, str]]:
    """The steps and providers at which every rule lets the whole package go."""
    return [
        (award.step, award.provider)
        for award in index.awards.values()
        if all(eligible(Pair(index, package, part, award, None)) for part in package.parts)
    ]


def _return(
    dice: Dice, index: Index, provider: str, minutes: float, mix: dict[str, int]
) -> list[CapacityRow]:
    """One provider's return: mostly by band with a week, at times the week alone, or more limits."""
    as_at = index.round_.day - timedelta(days=dice.whole(0, 5))
    until = index.round_.day + timedelta(days=dice.whole(5, 16))
    week = _row(provider, minutes, as_at, until)
    if dice.chance(0.15) or not mix:
        return [week]
    whole = sum(mix.values())
    rows = [
        _row(provider, minutes * 1.12 * mix[band] / whole * dice.real(0.75, 1.25), as_at, until, band)
        for band in index.round_.bands
        if mix.get(band)
    ]
    if dice.chance(0.85):
        rows.append(week)
        if dice.chance(0.25):
            rows.append(_row(provider, minutes * dice.real(0.22, 0.3), as_at, until, days=WEEKEND))
        if dice.chance(0.25):
            rows.append(_row(provider, minutes * dice.real(0.3, 0.6), as_at, until, workers=2))
    return rows


def _row(
    provider: str,
    minutes: float,
    as_at: date,
    until: date,
    band: str | None = None,
    days: tuple[Weekday, ...] | None = None,
    workers: int | None = None,
) -> CapacityRow:
    return CapacityRow(
        provider,
        round(minutes / QUARTER) * QUARTER,
        band=band,
        days=days,
        workers=workers,
        as_at=as_at,
        until=until,
    )
