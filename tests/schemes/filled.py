"""Any scheme filled with a week's work by seed: people of all kinds, live care, returns in shortage."""

from dataclasses import replace
from datetime import timedelta

from allocation.index import index
from allocation.model import (
    Outcome,
    Package,
    Placement,
    PlacementKind,
    Refusal,
    Round,
    Suspension,
)
from tests.schemes.settled import DAY, terms
from tests.workloads import demand, supply
from tests.workloads.dice import Dice
from tests.workloads.order import round_in_order


def filled(scheme: str, seed: int, packages: int = 14) -> Round:
    """The scheme's terms with a round's worth of everything else, on a day on which they are in force."""
    round_ = terms(scheme)
    starts = [contract.start for contract in round_.contracts if contract.start]
    round_ = terms(scheme, max([DAY, *starts]))
    dice = Dice(seed, f"filled {scheme}")
    round_ = replace(
        round_,
        packages=tuple(_package(dice, round_, number) for number in range(1, packages + 1)),
        providers=tuple(
            replace(each, skills=tuple(sorted(need for need, _ in demand.NEEDS if dice.chance(0.7))))
            for each in round_.providers
        ),
    )
    round_ = replace(round_, placements=tuple(_placements(dice, round_)))
    round_ = replace(
        round_, refusals=tuple(_refusals(dice, round_)), suspensions=tuple(_suspended(dice, round_))
    )
    room = {step.number: 1 / step.number for step in round_.steps}
    returned = supply.capacity(dice, index(round_), 0.8, room, 0.2)
    blocks = {row.provider for row in round_.capacity}
    kept = tuple(row for row in returned if row.provider not in blocks)
    return round_in_order(replace(round_, capacity=(*round_.capacity, *kept)))


def _package(dice: Dice, round_: Round, number: int) -> Package:
    """One person in one of the scheme's areas, for one of its services."""
    services = sorted({service for lot in round_.lots for service in lot.services or ()}) or ["care at home"]
    made, _ = demand.package(
        dice, f"P{number:02}", dice.pick(round_.areas), round_.day, dice.pick((None, 6, 12))
    )
    providers = [each.provider for each in round_.providers]
    chosen = dice.pick(providers) if dice.chance(0.15) else None
    return replace(
        made,
        service=dice.pick(services),
        sds_option=2 if chosen else made.sds_option,
        chosen_provider=chosen,
        preferred_providers=tuple(dice.some(providers, 1)) if dice.chance(0.2) else (),
        excluded_providers=tuple(dice.some(providers, 1)) if dice.chance(0.15) else (),
        specialist=dice.chance(0.25),
    )


def _placements(dice: Dice, round_: Round) -> list[Placement]:
    """Some have care already, from a provider whose lot covers them."""
    found = []
    for package in round_.packages:
        lots = {lot.lot for lot in round_.lots if lot.covers(package.area, package.service)}
        takers = sorted({award.provider for award in round_.awards if award.lot in lots})
        if takers and package.sds_option == 3 and dice.chance(0.25):
            kind = PlacementKind.RELEASE if dice.chance(0.3) else PlacementKind.LIVE
            found.append(Placement(package.package, dice.pick(takers), kind))
    return found


def _refusals(dice: Dice, round_: Round) -> list[Refusal]:
    providers = [each.provider for each in round_.providers]
    return [
        Refusal(
            package.package, dice.pick(providers), dice.pick(tuple(Outcome)), round_.day, reason="no staff"
        )
        for package in dice.some(round_.packages, 3)
    ]


def _suspended(dice: Dice, round_: Round) -> list[Suspension]:
    (provider,) = dice.some([each.provider for each in round_.providers], 1)
    if len(round_.providers) < 3:
        return []
    start = round_.day - timedelta(days=4)
    return [Suspension(provider, start, "grades fell", until=start + timedelta(days=dice.whole(2, 30)))]
