"""Small random rounds that meet every rule: for properties, and to compare with brute force."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from allocation.model import (
    Area,
    Award,
    CapacityRow,
    Contract,
    Lot,
    NoReturn,
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

DAY = date(2026, 6, 1)
BANDS = ("morning", "tea")
PROVIDERS = ("avon", "bute", "clyde")
SOME_DAYS = ((Weekday.MONDAY,), (Weekday.MONDAY, Weekday.SATURDAY), tuple(Weekday), ())

_some = st.sampled_from


@st.composite
def _visits(draw: st.DrawFn, parts: int) -> tuple[Visit, ...]:
    visits = []
    for number in range(draw(st.integers(parts, 3))):
        days = draw(_some(SOME_DAYS))
        visits.append(
            Visit(
                minutes=draw(_some((15, 30, 60))),
                times=len(days) or draw(st.integers(1, 7)),
                days=days,
                band=draw(_some((*BANDS, None))),
                workers=draw(_some((1, 1, 2))),
                part=number % parts + 1,
            )
        )
    return tuple(visits)


@st.composite
def _package(draw: st.DrawFn, number: int) -> Package:
    parts = draw(_some((1, 1, 1, 2)))
    return Package(
        package=f"P{number}",
        area=draw(_some("AB")),
        priority=draw(_some(list(Priority))),
        visits=draw(_visits(parts)),
        postcode=draw(_some((None, "EH49 6QW", "EH49 7AA"))),
        service=draw(_some(("care at home", "care at home", "Day Care"))),
        needs=draw(_some(((), (), ("bsl",)))),
        hospital_discharge=draw(_some((False, False, True))),
        waiting_since=draw(_some((None, DAY - timedelta(3), DAY - timedelta(20)))),
        wanted_start=draw(_some((None, DAY + timedelta(7)))),
        sds_option=draw(_some((3, 3, 3, 2, 1))),
        chosen_provider=draw(_some((None, "avon"))),
        preferred_providers=draw(_some(((), ("bute",)))),
        excluded_providers=draw(_some(((), (), ("clyde",)))),
        current_provider=draw(_some((None, "clyde"))),
        specialist=draw(st.booleans()),
        split_allowed="A Person" if parts > 1 else None,
    )


@st.composite
def _award(draw: st.DrawFn, contract: str, lot: str, step: int, provider: str) -> Award:
    return Award(
        contract=contract,
        lot=lot,
        step=step,
        provider=provider,
        rate=draw(_some((1900, 2000, 2150))),
        rank=draw(st.integers(1, 3)),
        enhanced_rate=draw(_some((None, 2090))),
        target_share=draw(_some((None, None, 2500))),
        max_share=draw(_some((None, None, 4000))),
        guaranteed_minutes=draw(_some((0, 0, 300))),
        new_packages=draw(_some((True, True, True, False))),
        exclusive_until=draw(_some((*[None] * 9, DAY, DAY - timedelta(1)))),
    )


@st.composite
def _contract(draw: st.DrawFn, name: str, lots: tuple[Lot, ...]) -> tuple[list[Step], list[Award]]:
    steps: list[Step] = []
    awards: list[Award] = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        ranking = draw(_some(list(Ranking)))
        steps.append(
            Step(
                name,
                number,
                f"Step {number}",
                ranking=ranking,
                quality_weight=draw(_some((0, 40))),
                min_grade=draw(_some((None, None, 4))),
                rate_cap=draw(_some((None, None, 2100))),
                no_return=draw(_some(list(NoReturn))),
            )
        )
        for lot in lots:
            providers = draw(st.lists(_some(PROVIDERS), unique=True, min_size=0, max_size=2))
            awards.extend(draw(_award(name, lot.lot, number, provider)) for provider in providers)
    return steps, awards


@st.composite
def _capacity(draw: st.DrawFn, provider: str, lots: tuple[str, ...]) -> list[CapacityRow]:
    rows: dict[object, CapacityRow] = {}
    for lot in draw(_some(((None,), (None,), (None, *lots), lots, ()))):
        bands = draw(_some(((None,), BANDS, (None, *BANDS), ("morning",))))
        for band in bands:
            minutes = draw(_some((0, 105, 210, 420, 840)))
            later = draw(_some((None, None, None, DAY + timedelta(3))))
            plain = CapacityRow(provider, minutes, lot, band, applies_from=later)
            rows[plain.cells] = plain
            finer = draw(_some((None, None, None, "days", "workers")))
            if finer:
                extra: dict[str, Any] = {"days": (Weekday.MONDAY,)} if finer == "days" else {"workers": 2}
                row = CapacityRow(provider, draw(_some((30, 120, 240))), lot, band, **extra)
                rows[row.cells] = row
    return list(rows.values())


@st.composite
def _placements(draw: st.DrawFn, packages: tuple[Package, ...]) -> tuple[Placement, ...]:
    found = []
    for package in packages:
        kind = draw(_some((None, None, None, None, *PlacementKind)))
        if kind is None:
            continue
        pinned = kind is PlacementKind.PIN
        found.append(
            Placement(
                package.package,
                draw(_some(PROVIDERS)),
                kind,
                part=draw(_some((None, 1))),
                waives=draw(_some(((), (Waiver.ROOM, Waiver.SHARE)))) if pinned else (),
                reason="agreed" if pinned else "",
                authorised_by="A Person" if pinned else "",
                since=draw(_some((None, DAY - timedelta(3), DAY - timedelta(28)))),
            )
        )
    return tuple(found)


@st.composite
def rounds(draw: st.DrawFn, most_packages: int = 5, placements: bool = True) -> Round:
    """A round of up to `most_packages` packages, three providers, two areas, one or two contracts."""
    packages = tuple(draw(_package(n)) for n in range(draw(st.integers(1, most_packages))))
    lots: list[Lot] = []
    steps: list[Step] = []
    awards: list[Award] = []
    contracts = [
        Contract(name, name, batch=draw(_some((True, True, False))))
        for name in draw(_some((("C",), ("C", "D"))))
    ]
    for contract in contracts:
        services = draw(_some((None, None, ("care at home",))))
        mine = (
            Lot(contract.contract, f"{contract.contract}1", areas=("A",), services=services),
            Lot(contract.contract, f"{contract.contract}2", areas=draw(_some((None, ("B",))))),
        )
        more_steps, more_awards = draw(_contract(contract.contract, mine))
        lots.extend(mine)
        steps.extend(more_steps)
        awards.extend(more_awards)
    names = tuple(lot.lot for lot in lots)
    capacity = [row for provider in PROVIDERS for row in draw(_capacity(provider, names))]
    pairs = [(package.package, provider) for package in packages for provider in PROVIDERS]
    return Round(
        council="Westhaven",
        day=DAY,
        bands=BANDS,
        areas=(Area("A"), Area("B")),
        packages=packages,
        providers=tuple(
            Provider(
                name,
                name.title(),
                grade=draw(_some((None, 3, 5))),
                quality=draw(_some((None, 50, 80))),
                skills=draw(_some(((), ("bsl",)))),
            )
            for name in PROVIDERS
        ),
        contracts=tuple(contracts),
        steps=tuple(steps),
        lots=tuple(lots),
        awards=tuple(sorted(awards, key=lambda each: each.key)),
        capacity=tuple(capacity),
        suspensions=draw(_some(((), (), (Suspension("bute", DAY, "a large-scale investigation"),)))),
        refusals=tuple(
            Refusal(package, provider, Outcome.DECLINED, on=DAY, reason="no staff")
            for package, provider in draw(st.lists(_some(pairs), unique=True, max_size=2))
        ),
        placements=draw(_placements(packages)) if placements else (),
        policy=Policy(
            discharge_with_critical=draw(st.booleans()),
            promote_after_days=draw(_some((None, 14))),
            share_weeks=draw(_some((None, None, 4))),
            score_by=draw(_some(list(ScoreBy))),
        ),
    )
