"""Care read in short lines and put together counts as it would one by one."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from allocation.asking import ask
from allocation.index import Index, index
from allocation.lists import CareLine
from allocation.model import Package, PlacementKind, Policy, Round, Suspension
from allocation.use_cases.names import Names
from allocation.use_cases.standing_care import minutes_of, with_care
from tests.workloads import council
from tests.workloads.council import Shape


def _troubled(shape: Shape, seed: int) -> Round:
    """A council with much live care, some of which can no longer be where it is, and of every age."""
    round_, _ = council(shape, seed, packages=14, providers=14, live=160)
    dice = Random(seed)
    skilled = tuple(
        replace(each, skills=tuple(skill for skill in each.skills if dice.random() < 0.7))
        for each in round_.providers
    )
    suspended = tuple(
        Suspension(each.provider, begun, "quality", until=begun + timedelta(days=3))
        for each in round_.providers
        for begun in [round_.day + timedelta(days=dice.randint(-4, 9))]
        if dice.random() < 0.3
    )
    aged = tuple(
        replace(each, since=round_.day - timedelta(weeks=dice.randint(1, 9)))
        if each.kind is PlacementKind.LIVE and dice.random() < 0.8
        else each
        for each in round_.placements
    )
    steps = tuple(replace(each, rate_cap=dice.choice((None, 2200, 2600))) for each in round_.steps)
    policy = Policy(
        share_weeks=dice.choice((None, 3, 6)), double_up_skill=dice.choice((None, "female worker"))
    )
    return replace(
        round_, providers=skilled, suspensions=suspended, placements=aged, steps=steps, policy=policy
    )


def _lines(round_: Round, packages: dict[str, Package]) -> list[CareLine]:
    return [
        CareLine(
            package=each.package,
            provider=each.provider,
            contract=each.contract,
            lot=each.lot,
            since=each.since,
            accepted=False,
            plain=True,
            area=package.area,
            service=package.service.casefold(),
            needs=package.needs,
            specialist=package.specialist,
            double_up=any(visit.workers == 2 for visit in package.visits),
            wanted_start=package.wanted_start,
            minutes=package.staff_minutes,
        )
        for each in round_.placements
        for package in [packages[each.package]]
        if each.kind is PlacementKind.LIVE
        and not package.split_allowed
        and package.sds_option == 3
        and not package.excluded_providers
    ]


def _in_short(whole: Index) -> tuple[Index, int]:
    """The round with its live care told in lines, and how many packages that saved."""
    round_ = whole.round_
    lines = _lines(round_, whole.packages)
    told = {line.package for line in lines}
    less = replace(
        round_,
        packages=tuple(each for each in round_.packages if each.package not in told),
        placements=tuple(each for each in round_.placements if each.package not in told),
    )
    places: dict[tuple[str, str], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for package in round_.packages:
        place = (package.area, package.service.casefold())
        minutes, largest = places[place]
        places[place] = (minutes + package.staff_minutes, max(largest, package.staff_minutes))
    found = replace(
        index(with_care(less, lines, Names())), minutes=minutes_of(places, lines, index(less), Names())
    )
    return found, len(round_.packages) - len(found.packages)


@pytest.mark.parametrize("shape", ["A2", "A8", "B1"])
@pytest.mark.parametrize("seed", range(1, 7))
def test_together_as_one_by_one(shape: Shape, seed: int) -> None:
    """Whatever providers lost since, whenever care began: the same ladders, from fewer packages."""
    whole = index(_troubled(shape, seed))
    short, saved = _in_short(whole)
    assert short.minutes == whole.minutes
    assert saved > 0
    placed = {each.package for each in whole.round_.placements}
    waiting = [each for each in whole.round_.packages if each.package not in placed and each.sds_option != 1]
    for package in waiting:
        assert ask(short, package.package).ladders == ask(whole, package.package).ladders
