"""A re-tender by seed: a whole live book, many providers before and few after (CONTRACTS, A15).

The old contract has ended the day before; its awards are in the round, so that what care cost before is
known. The new one has a few equals in each of its lots, then all of its providers anywhere. Most of them are
known in the county, some are newcomers. `python -m tests.workloads.retender FOLDER` writes a round folder.
"""

import argparse
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from allocation.model import (
    Area,
    Award,
    CapacityRow,
    Contract,
    ContractKind,
    Lot,
    Package,
    Person,
    Placement,
    PlacementKind,
    Provider,
    Ranking,
    Round,
    Step,
)
from tests.workloads.council import BANDS, DAY
from tests.workloads.demand import package
from tests.workloads.dice import Dice
from tests.workloads.names import PARISHES, ZONES
from tests.workloads.order import round_in_order
from tests.workloads.terms import firm

OLD, NEW = "OLD", "NEW"


def retender(
    seed: int,
    packages: int = 1500,
    before: int = 40,
    after: int = 16,
    known: int = 12,
    ranking: Ranking = Ranking.SHARE,
    spare: float = 1.5,
    kind: PlacementKind = PlacementKind.RELEASE,
) -> tuple[Round, dict[str, Person]]:
    """The round of the day on which the new contract begins, and its people by package reference.

    `before` providers have the book; `after` are awarded, of whom `known` have some of it. Their returns are
    `spare` times the hours that cannot stay with an awarded provider. Same arguments, same values.
    """
    dice = Dice(seed, "retender terms")
    areas = tuple(Area(f"HK{n:02}", name, (f"HK{n} 1", f"HK{n} 2")) for n, name in enumerate(PARISHES, 1))
    firms = [firm(dice, number) for number in range(before + after - known)]
    awarded = [*dice.some(firms[:before], known), *firms[before:]]
    round_ = Round(
        council="Hartshire County Council",
        day=DAY,
        bands=BANDS,
        areas=areas,
        packages=(),
        providers=tuple(firms),
        contracts=_contracts(),
        steps=(
            Step(OLD, 1, "Spot provider"),
            Step(NEW, 1, "Zone provider", ranking, response_hours=48),
            Step(NEW, 2, "County provider", response_hours=48),
        ),
        lots=_lots(areas),
        awards=(*_old(dice, firms[:before]), *_new(dice, awarded, ranking)),
        capacity=(),
    )
    made = [package(Dice(seed, f"{n}"), f"HK-{n:04}", _area(dice, areas), DAY, None) for n in range(packages)]
    book = [_live(each) for each, _ in made]
    placements = tuple(_held_by(dice, each, firms[:before], awarded, kind) for each in book)
    round_ = replace(round_, packages=tuple(book), placements=placements)
    rows = _returns(Dice(seed, "retender supply"), round_, awarded, spare)
    return round_in_order(replace(round_, capacity=rows)), {each.package: person for each, person in made}


def _contracts() -> tuple[Contract, Contract]:
    end = DAY - timedelta(days=1)
    return (
        Contract(OLD, "Spot purchase until the framework", ContractKind.SPOT, end=end, reference="HCC/9"),
        Contract(NEW, "County care at home framework", start=DAY, reference="HCC/27"),
    )


def _lots(areas: tuple[Area, ...]) -> tuple[Lot, ...]:
    zones = [
        Lot(NEW, f"Zone {n + 1}", zone, tuple(area.area for area in areas[4 * n : 4 * n + 4]))
        for n, zone in enumerate(ZONES)
    ]
    return (*zones, Lot(NEW, "County", "Anywhere in the county"), Lot(OLD, "Spot", "Anywhere"))


def _old(dice: Dice, firms: list[Provider]) -> list[Award]:
    return [Award(OLD, "Spot", 1, each.provider, dice.whole(1880, 2260)) for each in firms]


def _new(dice: Dice, awarded: list[Provider], ranking: Ranking) -> list[Award]:
    """Each provider in two zones or three, eight or more a zone, and all of them second, in the county."""
    rates = {each.provider: dice.whole(1960, 2190) for each in awarded}
    zones: dict[int, list[str]] = defaultdict(list)
    for number, each in enumerate(awarded):
        for further in dice.some((0, 1, 2, 3), 3 if dice.chance(0.3) else 2):
            zones[(number + further) % 4].append(each.provider)
    found = [
        Award(
            NEW,
            f"Zone {zone + 1}",
            1,
            provider,
            rates[provider],
            rank=rank if ranking is Ranking.RANK else None,
            target_share=10_000 // len(members) if ranking is Ranking.SHARE else None,
            max_share=5000,
        )
        for zone, members in sorted(zones.items())
        for rank, provider in enumerate(members, 1)
    ]
    return found + [Award(NEW, "County", 2, provider, rate + 60) for provider, rate in rates.items()]


def _area(dice: Dice, areas: tuple[Area, ...]) -> Area:
    return dice.pick(areas)


def _live(each: Package) -> Package:
    """The package as care that goes on: nobody waits, nothing is wanted from another day."""
    option = each.sds_option if each.sds_option != 1 else 3
    return replace(
        each,
        waiting_since=None,
        wanted_start=None,
        hospital_discharge=False,
        discharge_date=None,
        sds_option=option,
    )


def _held_by(
    dice: Dice, each: Package, before: list[Provider], awarded: list[Provider], kind: PlacementKind
) -> Placement:
    """Who has it: rather the bigger providers and those that were awarded, with the skills that it needs."""
    able = [firm for firm in before if set(each.needs) <= set(firm.skills)] or before
    weights = [
        (firm.provider, (3.0 if firm in awarded else 1.0) * (1 + 60 / (5 + place)))
        for place, firm in enumerate(able)
    ]
    return Placement(each.package, dice.weighted(weights), kind, contract=OLD, lot="Spot")


def _returns(dice: Dice, round_: Round, awarded: list[Provider], spare: float) -> tuple[CapacityRow, ...]:
    """The room that is offered for what must move, unevenly, mostly by band with a week."""
    kept = {each.provider for each in awarded}
    moving = [each for each in round_.placements if each.provider not in kept]
    packages = {each.package: each for each in round_.packages}
    bands: dict[str, int] = defaultdict(int)
    for placement in moving:
        for visit in packages[placement.package].visits:
            bands[visit.band or ""] += visit.staff_minutes
    whole = sum(bands.values())
    weights = {each.provider: dice.real(0.5, 1.5) for each in awarded}
    rows: list[CapacityRow] = []
    for provider, weight in weights.items():
        minutes = spare * whole * weight / sum(weights.values())
        rows.append(_row(provider, minutes, None))
        if dice.chance(0.8):
            rows += [
                _row(provider, 1.15 * minutes * bands[band] / whole * dice.real(0.8, 1.2), band)
                for band in round_.bands
                if bands[band]
            ]
    return tuple(rows)


def _row(provider: str, minutes: float, band: str | None) -> CapacityRow:
    return CapacityRow(provider, round(minutes / 15) * 15, band=band, as_at=DAY)


def main() -> None:
    """Write one as a round folder."""
    from ui.spreadsheet.write_round import write_round

    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--packages", type=int, default=1500)
    options.add_argument("--ranking", default="share", choices=[str(each) for each in Ranking])
    given = options.parse_args()
    write_round(*retender(given.seed, given.packages, ranking=Ranking(given.ranking)), given.folder)


if __name__ == "__main__":
    main()
