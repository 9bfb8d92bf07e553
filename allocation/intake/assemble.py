"""Sheets free of faults to one round, its tables sorted by key so that equal rounds are equal bytes."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeVar

from allocation.intake.checks.contracts import contract_of_lots
from allocation.intake.checks.notices import looks_like_chi
from allocation.intake.checks.packages import area_of, areas_by_postcode
from allocation.intake.council import Council
from allocation.intake.layout import packages, visits
from allocation.intake.references import Sheets
from allocation.model import (
    Area,
    Award,
    CapacityRow,
    CareOutcomes,
    Contract,
    Lot,
    Package,
    Person,
    Placement,
    Provider,
    Refusal,
    Round,
    Step,
    Suspension,
    Visit,
)
from allocation.order import capacity_key, in_order

T = TypeVar("T")


class Assembled(NamedTuple):
    """A round, and the people its packages are for."""

    round_: Round
    people: dict[str, Person]


def assemble(sheets: Sheets, council: Council, day: date) -> Assembled:
    """Make the round. Areas and contracts that no table lists are those that the other tables name."""
    bands = {band.casefold(): band for band in council.bands}
    found = list(_packages(sheets, bands))
    lots = _values(sheets, "lots", Lot)
    steps = _values(sheets, "steps", _step)
    people = {package.package: person for package, person in found}
    return Assembled(
        Round(
            council=council.name,
            day=day,
            bands=council.bands,
            areas=_areas(sheets, lots, [package for package, _ in found]),
            packages=tuple(sorted((package for package, _ in found), key=lambda each: each.package)),
            providers=tuple(sorted(_values(sheets, "providers", Provider), key=lambda each: each.provider)),
            contracts=_contracts(sheets, lots, steps),
            steps=tuple(sorted(steps, key=lambda each: (each.contract, each.number))),
            lots=tuple(sorted(lots, key=lambda each: (each.contract, each.lot))),
            awards=tuple(sorted(_values(sheets, "awards", Award), key=lambda each: each.key)),
            capacity=tuple(sorted(_capacity(sheets, bands), key=capacity_key)),
            suspensions=in_order(_values(sheets, "suspensions", Suspension)),
            refusals=in_order(_values(sheets, "refusals", Refusal)),
            placements=in_order(_placements(sheets)),
            policy=council.policy,
        ),
        people,
    )


def outcomes_of(sheets: Sheets) -> tuple[CareOutcomes, ...]:
    """What came of care, which is beside the round: by package, provider and day."""
    return in_order(_values(sheets, "outcomes", CareOutcomes))


def _values(sheets: Sheets, table: str, kind: Callable[..., T]) -> list[T]:
    return [kind(**sheets[table].layout.fields(cells)) for cells in sheets[table].rows]


def _step(*, score_weights: tuple[int, int], **fields: Any) -> Step:
    cost, quality = score_weights
    return Step(cost_weight=cost, quality_weight=quality, **fields)


def _packages(sheets: Sheets, bands: Mapping[str, str]) -> Iterable[tuple[Package, Person]]:
    pattern: dict[str, list[Visit]] = defaultdict(list)
    for cells in sheets["visits"].rows:
        fields = visits.LAYOUT.fields(cells)
        days = fields.pop("days")
        band = bands.get(fields.pop("band").casefold())
        package = fields.pop("package")
        pattern[package].append(Visit(days=days.named, times=days.times, band=band, **fields))
    by_postcode = areas_by_postcode(sheets)
    for cells in sheets["packages"].rows:
        fields = packages.LAYOUT.fields(cells)
        reference, name = fields.pop("reference"), fields.pop("name")
        fields["area"] = area_of(cells, by_postcode)
        package_ = Package(visits=tuple(pattern[fields["package"]]), **fields)
        yield package_, Person("" if looks_like_chi(reference) else reference, name)


def _areas(sheets: Sheets, lots: Iterable[Lot], found: Iterable[Package]) -> tuple[Area, ...]:
    areas = {area.area: area for area in _values(sheets, "areas", Area)}
    if not areas:
        named = {area for lot in lots for area in lot.areas or ()} | {package.area for package in found}
        areas = {area: Area(area) for area in named}
    return tuple(areas[name] for name in sorted(areas))


def _contracts(sheets: Sheets, lots: Iterable[Lot], steps: Iterable[Step]) -> tuple[Contract, ...]:
    contracts = {contract.contract: contract for contract in _values(sheets, "contracts", Contract)}
    if not contracts:
        named = {lot.contract for lot in lots} | {step.contract for step in steps}
        contracts = {name: Contract(name, "") for name in named}
    return tuple(contracts[name] for name in sorted(contracts))


def _capacity(sheets: Sheets, bands: Mapping[str, str]) -> Iterable[CapacityRow]:
    for cells in sheets["capacity"].rows:
        fields = sheets["capacity"].layout.fields(cells)
        band = fields.pop("band")
        yield CapacityRow(band=None if band is None else bands[band.casefold()], **fields)


def _placements(sheets: Sheets) -> list[Placement]:
    """Placements; a lot that is named without its contract brings it along."""
    owner = contract_of_lots(sheets)
    found = []
    for cells in sheets["placements"].rows:
        fields = sheets["placements"].layout.fields(cells)
        if fields["contract"] is None and fields["lot"] is not None:
            fields["contract"] = owner[fields["lot"]]
        found.append(Placement(**fields))
    return found
