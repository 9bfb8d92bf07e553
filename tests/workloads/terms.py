"""What a council signed, in four real shapes (CONTRACTS, A1, A2, A8 and B1), all names invented."""

from dataclasses import dataclass
from datetime import date

from allocation.model import (
    Area,
    Award,
    Contract,
    ContractKind,
    Lot,
    NoReturn,
    Provider,
    Ranking,
    Step,
)
from tests.workloads.dice import Dice
from tests.workloads.names import FIRMS, PARISHES, WARDS, ZONES

CARE_AT_HOME = ("care at home",)


@dataclass(frozen=True, slots=True)
class Terms:
    """A council's places, providers and contracts; `room` is each step's weight in all providers' room."""

    council: str
    prefix: str
    areas: tuple[Area, ...]
    providers: tuple[Provider, ...]
    contracts: tuple[Contract, ...]
    steps: tuple[Step, ...]
    lots: tuple[Lot, ...]
    awards: tuple[Award, ...]
    room: dict[int, float]
    block_weeks: int | None = None


def lots_then_reserves(dice: Dice, count: int) -> Terms:
    """A1: nine ward lots with one provider each, lot 10 for all wards, then additional providers by score."""
    wards = [Area(f"W{n}", name, (f"WH{n} 1", f"WH{n} 2", f"WH{n} 3")) for n, name in enumerate(WARDS[:9], 1)]
    providers = [firm(dice, number) for number in range(max(count, 12))]
    lots = [Lot("CAH", f"Lot {n}", f"{ward.name} ward", (ward.area,)) for n, ward in enumerate(wards, 1)]
    lots.append(Lot("CAH", "Lot 10", "All wards, where the lot's provider cannot", None, CARE_AT_HOME))
    lots.append(Lot("ADD", "Additional", "Any ward"))
    awards = [
        Award("CAH", lot.lot, 1, who.provider, dice.whole(2010, 2130), enhanced_rate=2240)
        for lot, who in zip(lots[:9], providers[:9], strict=True)
    ]
    awards += [
        Award("CAH", "Lot 10", 2, who.provider, dice.whole(2120, 2190), rank=rank, enhanced_rate=2290)
        for rank, who in enumerate(providers[9:11], 1)
    ]
    awards += [Award("ADD", "Additional", 3, who.provider, dice.whole(2190, 2460)) for who in providers[11:]]
    return Terms(
        council="Westhaven Council",
        prefix="WH",
        areas=tuple(wards),
        providers=tuple(providers),
        contracts=(
            Contract("ADD", "Additional care at home", ContractKind.SPOT, date(2025, 4, 1), clause="14.3"),
            Contract(
                "CAH",
                "Care at home services",
                start=date(2024, 10, 1),
                end=date(2028, 9, 30),
                reference="WHC/CAH/2024",
                clause="7.2",
            ),
        ),
        steps=(
            Step(
                "ADD", 3, "Additional provider", Ranking.SCORE, 60, 40,
                response_hours=48, ask_together=3, needs_authority=True, min_grade=3, rate_cap=2450,
            ),
            Step("CAH", 1, "Lot provider", response_hours=120, urgent_response_hours=24),
            Step("CAH", 2, "Lot 10 provider", Ranking.RANK, response_hours=48, urgent_response_hours=24),
        ),
        lots=tuple(lots),
        awards=tuple(awards),
        room={1: 0.62, 2: 0.2, 3: 0.18},
    )  # fmt: skip


def framework_then_ad_hoc(dice: Dice, count: int) -> Terms:
    """A2: a framework of ten providers in five area lots, two ranked in each, then ad hoc with a return."""
    places = [Area(f"A{n:02}", name, (f"IB{n} 4", f"IB{n} 5")) for n, name in enumerate(WARDS[:10], 1)]
    providers = [firm(dice, number) for number in range(max(count, 12))]
    lots = [
        Lot("FWK", f"Lot {n}", f"{one.name} and {two.name}", (one.area, two.area))
        for n, (one, two) in enumerate(zip(places[::2], places[1::2], strict=True), 1)
    ]
    awards = [
        Award(
            "FWK",
            lot.lot,
            1,
            who.provider,
            dice.whole(1980, 2120),
            rank=rank,
            guaranteed_minutes=600 * (3 - rank),
        )
        for number, lot in enumerate(lots)
        for rank, who in enumerate(providers[2 * number : 2 * number + 2], 1)
    ]
    lots.append(Lot("ADH", "Ad hoc", "Any area"))
    awards += [Award("ADH", "Ad hoc", 2, who.provider, dice.whole(2100, 2390)) for who in providers[10:]]
    return Terms(
        council="Inverbrae Council",
        prefix="IB",
        areas=tuple(places),
        providers=tuple(providers),
        contracts=(
            Contract("ADH", "Ad hoc care at home", ContractKind.SPOT, date(2025, 1, 1)),
            Contract(
                "FWK",
                "Care at home framework",
                start=date(2025, 1, 1),
                end=date(2027, 12, 31),
                reference="IB/FWK/10",
            ),
        ),
        steps=(
            Step(
                "ADH",
                2,
                "Ad hoc provider",
                Ranking.NONE,
                no_return=NoReturn.NONE,
                response_hours=48,
                rate_cap=2380,
            ),
            Step("FWK", 1, "Framework provider in the area", Ranking.RANK, response_hours=48),
        ),
        lots=tuple(lots),
        awards=tuple(awards),
        room={1: 0.68, 2: 0.32},
    )


def zones_of_equals(dice: Dice, count: int) -> Terms:
    """A8: four zones of four equals sharing by target at one county rate, then spot with authority."""
    parishes = [Area(f"HK{n:02}", name, (f"HK{n} 1", f"HK{n} 2")) for n, name in enumerate(PARISHES, 1)]
    providers = [firm(dice, number) for number in range(max(count, 18))]
    lots = [
        Lot("CTY", f"Zone {n + 1}", zone, tuple(parish.area for parish in parishes[4 * n : 4 * n + 4]))
        for n, zone in enumerate(ZONES)
    ]
    awards = [
        Award(
            "CTY", lot.lot, 1, who.provider, 1842,
            target_share=2500, max_share=4500, guaranteed_minutes=60 * dice.pick((20, 25, 30)),
            delivered_by=f"{who.name} Partners" if dice.chance(0.2) else None,
        )
        for number, lot in enumerate(lots)
        for who in providers[4 * number : 4 * number + 4]
    ]  # fmt: skip
    lots.append(Lot("SPT", "Spot", "Any zone"))
    awards += [Award("SPT", "Spot", 2, who.provider, dice.whole(1900, 2190)) for who in providers[16:]]
    return Terms(
        council="Hartshire County Council",
        prefix="HK",
        areas=tuple(parishes),
        providers=tuple(providers),
        contracts=(
            Contract(
                "CTY",
                "County care at home",
                ContractKind.COST_AND_VOLUME,
                date(2024, 4, 1),
                date(2029, 3, 31),
                "HCC/14",
            ),
            Contract("SPT", "Spot purchase", ContractKind.SPOT, date(2024, 4, 1)),
        ),
        steps=(
            Step("CTY", 1, "Zone provider", Ranking.SHARE, response_hours=48, urgent_response_hours=24),
            Step("SPT", 2, "Spot provider", Ranking.NONE, needs_authority=True, min_grade=3),
        ),
        lots=tuple(lots),
        awards=tuple(awards),
        room={1: 0.88, 2: 0.12},
        block_weeks=12,
    )


def three_to_an_area(dice: Dice, count: int) -> Terms:
    """B1: every area is a lot with three ranked providers that share its new work 60/25/15, and nobody else.

    There are two areas to three providers, so that each provider has an award in about two of them, and what
    one area takes of it the other lacks.
    """
    providers = [firm(dice, number) for number in range(max(count, 3))]
    areas = [
        Area(f"G{n + 1:02}", f"{WARDS[n % len(WARDS)]}{f' {n // len(WARDS) + 1}' if n >= len(WARDS) else ''}")
        for n in range(max(2, 2 * len(providers) // 3))
    ]
    areas = [
        Area(each.area, each.name, (f"GB{n} 1", f"GB{n} 2", f"GB{n} 3")) for n, each in enumerate(areas, 1)
    ]
    lots = [Lot("ARE", f"Area {n}", each.name, (each.area,)) for n, each in enumerate(areas, 1)]
    turns = [who for _ in range(3) for who in dice.shuffled(providers)]
    awards = [
        Award(
            "ARE", lot.lot, 1, who.provider, dice.whole(2080, 2190) + 30 * rank, rank=rank, target_share=share
        )
        for number, lot in enumerate(lots)
        for rank, (who, share) in enumerate(
            zip(_three(turns, 3 * number), (6000, 2500, 1500), strict=True), 1
        )
    ]  # fmt: skip
    return Terms(
        council="Garbhein and the Isles Council",
        prefix="GB",
        areas=tuple(areas),
        providers=tuple(providers),
        contracts=(
            Contract("ARE", "Care at home by areas", start=date(2025, 4, 1), clause="Shares 60/25/15"),
        ),
        steps=(
            Step("ARE", 1, "Area providers", Ranking.SHARE, response_hours=120, urgent_response_hours=24),
        ),
        lots=tuple(lots),
        awards=tuple(awards),
        room={1: 1.0},
    )


def _three(turns: list[Provider], begin: int) -> list[Provider]:
    """The next three different ones from a place on."""
    found: list[Provider] = []
    for who in turns[begin:] + turns[:begin]:
        if who not in found:
            found.append(who)
        if len(found) == 3:
            break
    return found


def firm(dice: Dice, number: int) -> Provider:
    """An invented provider: graded as Scotland's services are, mostly 4 and 5."""
    name = (
        FIRMS[number] if number < len(FIRMS) else f"{FIRMS[number % len(FIRMS)]} {number // len(FIRMS) + 1}"
    )
    skills = ["female worker"]
    skills += [
        skill
        for skill, likely in (
            ("dementia", 0.9), ("male worker", 0.65), ("peg feeding", 0.4), ("gaelic", 0.2), ("bsl", 0.15),
        )
        if dice.chance(likely)
    ]  # fmt: skip
    return Provider(
        provider=f"PR{number + 1:02}",
        name=name,
        registration=f"CS{2_099_000_000 + number}",
        grade=dice.weighted(((6, 5.0), (5, 32.0), (4, 40.0), (3, 15.0), (2, 4.0), (None, 4.0))),
        quality_hundredths=100 * dice.whole(55, 95),
        skills=tuple(sorted(skills)),
        email=f"referrals@{name.split()[0].casefold()}-{number + 1}.example",
    )
