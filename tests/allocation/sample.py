"""A small round to bend: one area, lot, provider and package; each test changes what it is about."""

from dataclasses import replace
from datetime import date
from typing import Any

from allocation.index import index
from allocation.model import (
    Area,
    Award,
    CapacityRow,
    Contract,
    Lot,
    Package,
    Priority,
    Provider,
    Round,
    Step,
    Visit,
    Weekday,
)
from allocation.rules.pair import Pair, pair_of

DAY = date(2026, 6, 1)
"""A Monday."""

DAILY = tuple(Weekday)


def visit(minutes: int = 30, band: str | None = "morning", **changes: Any) -> Visit:
    """A daily morning visit by one care worker: 3 h 30 a week."""
    days = changes.pop("days", DAILY)
    return Visit(minutes=minutes, band=band, days=days, times=changes.pop("times", len(days)), **changes)


def package(reference: str = "P1", **changes: Any) -> Package:
    """A substantial package in area A."""
    values: dict[str, Any] = {"area": "A", "priority": Priority.SUBSTANTIAL, "visits": (visit(),)}
    return Package(package=reference, **(values | changes))


def award(provider: str = "avon", step: int = 1, **changes: Any) -> Award:
    """An award on lot L of contract C at £20.00 an hour."""
    values: dict[str, Any] = {"contract": "C", "lot": "L", "rate": 2000}
    return Award(provider=provider, step=step, **(values | changes))


def round_of(**changes: Any) -> Round:
    """One package, one lot, one award, ten hours of room; steps and providers as the awards need them."""
    awards = changes.pop("awards", (award(),))
    steps = {
        (each.contract, each.step): Step(each.contract, each.step, f"Step {each.step}") for each in awards
    }
    steps |= {(each.contract, each.number): each for each in changes.pop("steps", ())}
    providers = {each.provider: Provider(each.provider, each.provider.title()) for each in awards}
    providers |= {each.provider: each for each in changes.pop("providers", ())}
    contracts = {each.contract: Contract(each.contract, each.contract) for each in awards}
    contracts |= {each.contract: each for each in changes.pop("contracts", ())}
    values: dict[str, Any] = {
        "council": "Westhaven",
        "day": DAY,
        "bands": ("morning", "lunch", "tea", "bed", "night"),
        "areas": (Area("A"), Area("B")),
        "packages": (package(),),
        "providers": tuple(providers[key] for key in sorted(providers)),
        "contracts": tuple(contracts[key] for key in sorted(contracts)),
        "steps": tuple(steps[key] for key in sorted(steps)),
        "lots": (Lot("C", "L", areas=("A",)),),
        "awards": tuple(sorted(awards, key=lambda each: each.key)),
        "capacity": tuple(CapacityRow(key, 600) for key in sorted(providers)),
    }
    return Round(**(values | changes))


def pair(round_: Round, number: int = 0) -> Pair:
    """The round's first package, first part, with one of its awards."""
    first = round_.packages[0]
    return pair_of(index(round_), first, first.parts[0], round_.awards[number])


def with_package(round_: Round, **changes: Any) -> Round:
    """The round with its first package changed."""
    first, *others = round_.packages
    return replace(round_, packages=(replace(first, **changes), *others))
