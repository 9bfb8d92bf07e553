"""A handful of packages by seed, in which every rule can bite: for brute force and checkers."""

from dataclasses import replace
from datetime import date, timedelta

from allocation.model import (
    Area,
    Award,
    CapacityRow,
    Contract,
    Lot,
    Outcome,
    Package,
    Placement,
    PlacementKind,
    Policy,
    Priority,
    Provider,
    Ranking,
    Refusal,
    Round,
    ScoreBy,
    Step,
    Suspension,
    Visit,
    Waiver,
    Weekday,
)
from tests.workloads.dice import Dice
from tests.workloads.order import round_in_order

DAY = date(2026, 6, 1)
BANDS = ("morning", "tea", "bed")
WEEKEND = (Weekday.SATURDAY, Weekday.SUNDAY)
SERVICES = ("care at home", "reablement")


def small_round(seed: int, packages: int = 5, providers: int = 4, settled: bool = True) -> Round:
    """A small round; `settled` mixes in live and released parts, and at most one pin."""
    return thrown_round(Dice(seed, f"small {packages} {providers}"), packages, providers, settled)


def thrown_round(dice: Dice, packages: int, providers: int, settled: bool = True) -> Round:
    """The same, as the dice fall."""
    areas = tuple(Area(f"A{n}", f"Area {n}", (f"ZZ{n} 1", f"ZZ{n} 2")) for n in (1, 2))
    round_ = Round(
        council="Smallholm",
        day=DAY,
        bands=BANDS,
        areas=areas,
        packages=tuple(_package(dice, f"P{n}", providers) for n in range(1, packages + 1)),
        providers=tuple(_provider(dice, f"R{n}") for n in range(1, providers + 1)),
        contracts=(
            Contract(
                "C1",
                "Main",
                start=DAY - timedelta(days=300),
                end=DAY + timedelta(days=dice.pick((3, 400))),
                batch=dice.chance(0.8),
            ),
            Contract(
                "C2",
                "Reserve",
                start=DAY + timedelta(days=3) if dice.chance(0.15) else None,
                batch=dice.chance(0.75),
            ),
        ),
        steps=_steps(dice),
        lots=(
            Lot("C1", "L1", "", ("A1",)),
            Lot("C1", "L2", "", ("A2",) if dice.chance(0.6) else ("A1", "A2"), ("care at home",)),
            Lot("C2", "L3", "", None, None if dice.chance(0.7) else SERVICES),
        ),
        awards=(),
        capacity=(),
        policy=_policy(dice),
    )
    round_ = replace(round_, awards=_awards(dice, providers), capacity=_capacity(dice, providers))
    round_ = replace(
        round_, suspensions=_suspensions(dice, providers), refusals=_refusals(dice, packages, providers)
    )
    if settled:
        round_ = replace(round_, placements=_placements(dice, round_))
    return round_in_order(round_)


def _package(dice: Dice, reference: str, providers: int) -> Package:
    visits = tuple(_visit(dice) for _ in range(dice.whole(1, 3)))
    split = len(visits) > 1 and dice.chance(0.3)
    if split:
        visits = (visits[0], *(replace(visit, part=2) for visit in visits[1:]))
    anyone = [f"R{n}" for n in range(1, providers + 1)]
    option = dice.weighted(((3, 80.0), (2, 13.0), (1, 4.0), (4, 3.0)))
    return Package(
        package=reference,
        area=dice.pick(("A1", "A2")),
        priority=dice.pick(tuple(Priority)),
        visits=visits,
        postcode=dice.pick((None, "ZZ1 1AB", "ZZ1 2CD", "ZZ2 1EF", "ZZ2 2")),
        service=dice.weighted(((SERVICES[0], 80.0), (SERVICES[1], 20.0))),
        needs=("bsl",) if dice.chance(0.15) else (),
        hospital_discharge=dice.chance(0.15),
        waiting_since=DAY - timedelta(days=dice.whole(0, 60)) if dice.chance(0.85) else None,
        wanted_start=DAY + timedelta(days=dice.whole(-4, 8)) if dice.chance(0.6) else None,
        sds_option=option,
        chosen_provider=dice.pick(anyone) if option == 2 or dice.chance(0.1) else None,
        preferred_providers=(dice.pick(anyone),) if dice.chance(0.2) else (),
        excluded_providers=(dice.pick(anyone),) if dice.chance(0.1) else (),
        current_provider=dice.pick(anyone) if dice.chance(0.15) else None,
        specialist=dice.chance(0.2),
        split_allowed="A manager" if split else None,
    )


def _visit(dice: Dice) -> Visit:
    band = dice.weighted((("morning", 45.0), ("tea", 25.0), ("bed", 20.0), (None, 10.0)))
    days = dice.pick(((), tuple(Weekday), WEEKEND, (Weekday.MONDAY, Weekday.SATURDAY)))
    return Visit(
        minutes=dice.pick((15, 30, 45)),
        times=len(days) or dice.whole(1, 4),
        days=days,
        band=band,
        workers=2 if dice.chance(0.25) else 1,
    )


def _provider(dice: Dice, reference: str) -> Provider:
    grade = dice.pick((None, 2, 3, 4, 5))
    return Provider(
        reference,
        f"Provider {reference}",
        grade=grade,
        cqc_rating="Good" if grade is None and reference[-1] in "02468" else "",
        quality_hundredths=dice.pick((None, 5_000, 6_950, 7_000, 9_000)),
        skills=("bsl",) if dice.chance(0.5) else (),
    )


def _steps(dice: Dice) -> tuple[Step, ...]:
    def step(contract: str, number: int) -> Step:
        return Step(
            contract,
            number,
            f"Step {number}",
            ranking=dice.pick(tuple(Ranking)),
            cost_weight=dice.pick((100, 60)),
            quality_weight=dice.pick((0, 40)),
            needs_authority=number == 3,
            min_grade=3 if dice.chance(0.2) else None,
            rate_cap=2100 if dice.chance(0.25) else None,
        )

    return (step("C1", 1), step("C1", 2), step("C2", dice.pick((1, 2))), step("C2", 3))


def _awards(dice: Dice, providers: int) -> tuple[Award, ...]:
    """Each provider on one to three lots, at steps that `_steps` gave both contracts: 1 and 2, and 3."""
    found: dict[tuple[str, int, str], Award] = {}
    for number in range(1, providers + 1):
        for _ in range(dice.whole(1, 3)):
            contract, lot, step = dice.pick(
                (("C1", "L1", 1), ("C1", "L1", 2), ("C1", "L2", 1), ("C2", "L3", 3))
            )
            found[lot, step, f"R{number}"] = Award(
                contract,
                lot,
                step,
                f"R{number}",
                rate=dice.pick((1900, 2000, 2050, 2200)),
                rank=dice.whole(1, 3),
                enhanced_rate=2300 if dice.chance(0.3) else None,
                target_share=3000 if dice.chance(0.3) else None,
                max_share=dice.pick((2000, 4000, 6000)) if dice.chance(0.35) else None,
                guaranteed_minutes=dice.pick((0, 0, 300)),
                new_packages=not dice.chance(0.08),
                exclusive_until=DAY - timedelta(days=dice.whole(-1, 1)) if dice.chance(0.06) else None,
                start=DAY + timedelta(days=2) if dice.chance(0.08) else None,
                end=DAY + timedelta(days=4) if dice.chance(0.08) else None,
            )
    return tuple(found.values())


def _capacity(dice: Dice, providers: int) -> tuple[CapacityRow, ...]:
    rows: list[CapacityRow] = []
    for number in range(1, providers + 1):
        scopes = [lot for lot, likely in ((None, 0.75), ("L1", 0.3), ("L3", 0.2)) if dice.chance(likely)]
        for lot in scopes:
            rows += _scope(dice, f"R{number}", lot)
    return tuple(rows)


def _scope(dice: Dice, provider: str, lot: str | None) -> list[CapacityRow]:
    """A return for one lot or all: by week, band or both; at times by weekend or double-up, or a next one."""
    as_at = DAY - timedelta(days=dice.whole(0, 6)) if dice.chance(0.8) else None
    applies = DAY + timedelta(days=dice.whole(-3, 5)) if dice.chance(0.3) else None
    until = DAY + timedelta(days=dice.whole(6, 20)) if dice.chance(0.5) else None
    week = CapacityRow(provider, 15 * dice.whole(0, 70), lot, as_at=as_at, applies_from=applies, until=until)
    kind = dice.weighted((("week", 40.0), ("bands", 25.0), ("both", 35.0)))
    rows = [] if kind == "bands" else [week]
    if kind != "week":
        named = dice.some(BANDS, dice.whole(1, 3))
        rows += [replace(week, band=band, minutes=15 * dice.whole(0, 40)) for band in named]
    for plain in list(rows):
        if dice.chance(0.15):
            rows.append(replace(plain, days=WEEKEND, minutes=15 * dice.whole(0, 12)))
        if dice.chance(0.15):
            rows.append(replace(plain, workers=2, minutes=15 * dice.whole(0, 25)))
    if until is not None and dice.chance(0.4):
        later = until + timedelta(days=1)
        rows += [replace(row, applies_from=later, until=None, minutes=row.minutes + 60) for row in list(rows)]
    if dice.chance(0.1):
        past = DAY - timedelta(days=2)
        rows += [
            replace(row, applies_from=None, until=past, minutes=9000) for row in list(rows) if row.lot == lot
        ]
    return rows


def _suspensions(dice: Dice, providers: int) -> tuple[Suspension, ...]:
    if not dice.chance(0.35):
        return ()
    return (
        Suspension(
            f"R{dice.whole(1, providers)}",
            DAY + timedelta(days=dice.whole(-5, 4)),
            "A concern",
            contract=dice.pick((None, "C1")),
            lot=dice.pick((None, "L1")),
            until=DAY + timedelta(days=5) if dice.chance(0.5) else None,
        ),
    )


def _refusals(dice: Dice, packages: int, providers: int) -> tuple[Refusal, ...]:
    found = []
    for package in range(1, packages + 1):
        if dice.chance(0.25):
            on = DAY - timedelta(days=dice.whole(0, 6))
            found.append(
                Refusal(
                    f"P{package}",
                    f"R{dice.whole(1, providers)}",
                    dice.pick(tuple(Outcome)),
                    on=on if dice.chance(0.9) else None,
                    until=on + timedelta(days=dice.whole(0, 8)) if dice.chance(0.4) else None,
                )
            )
    return tuple(found)


def _placements(dice: Dice, round_: Round) -> tuple[Placement, ...]:
    found = []
    for each in round_.packages:
        if not dice.chance(0.25):
            continue
        provider = dice.pick(round_.providers).provider
        kind = dice.pick((PlacementKind.LIVE, PlacementKind.RELEASE))
        part = dice.pick((None, 1)) if each.split_allowed else None
        since = DAY - timedelta(days=dice.whole(1, 60)) if dice.chance(0.7) else None
        found.append(Placement(each.package, provider, kind, part, since=since))
    free = [each for each in round_.packages if all(one.package != each.package for one in found)]
    if free and dice.chance(0.4):
        found.append(_pin(dice, round_, dice.pick(free)))
    return tuple(found)


def _pin(dice: Dice, round_: Round, package: Package) -> Placement:
    """A pin that may break any rule, and waives room, share, both or neither."""
    award = dice.pick(round_.awards)
    return Placement(
        package.package,
        award.provider,
        PlacementKind.PIN,
        1 if package.split_allowed and dice.chance(0.5) else None,
        *dice.pick(((None, None), (award.contract, None), (award.contract, award.lot))),
        tuple(waiver for waiver in Waiver if dice.chance(0.6)),
        "Known to the care workers",
        "A manager",
    )


def _policy(dice: Dice) -> Policy:
    if dice.chance(0.5):
        return Policy()
    return Policy(
        aims=tuple(dice.shuffled(Policy().aims))[: dice.whole(2, 5)],
        discharge_with_critical=dice.chance(0.5),
        promote_after_days=dice.pick((None, 14, 40)),
        double_up_skill=dice.pick((None, "bsl")),
        share_weeks=dice.pick((None, 4)),
        score_by=dice.pick(tuple(ScoreBy)),
        name="Another policy",
    )
