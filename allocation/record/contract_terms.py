"""A contract and the council's policy as one paper, to be held against what was signed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from allocation.model import Area, Award, Contract, ContractKind, Lot, Policy, Provider, Round, Step
from allocation.order import natural


@dataclass(frozen=True, slots=True)
class AwardTerms:
    """An award and its provider's name; under a block, the staff minutes a week returned for its lot."""

    award: Award
    provider: str
    block_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class LotTerms:
    """A lot with its areas by name (None: all areas) and its awards, by step, rank and name."""

    lot: Lot
    areas: tuple[str, ...] | None
    awards: tuple[AwardTerms, ...]


@dataclass(frozen=True, slots=True)
class ContractTerms:
    """One contract, all that it says, and the policy under which it is allocated.

    `last_step` is the highest step number of all the council's contracts, since step numbers compare across
    contracts; `elsewhere` are the steps of the others, each its number, its name and its contract's name.
    `unassigned` names the council's areas that no lot of the contract has; `providers` are those with
    awards and `areas` those of its lots, in their round's order.
    """

    council: str
    unit: str
    day: date
    contract: Contract
    steps: tuple[Step, ...]
    lots: tuple[LotTerms, ...]
    unassigned: tuple[str, ...]
    elsewhere: tuple[tuple[int, str, str], ...]
    policy: Policy
    last_step: int
    providers: tuple[Provider, ...] = ()
    areas: tuple[Area, ...] = ()
    version: str = ""


def contract_terms(
    round_: Round, contract: str, unit: str = "Service Matching Unit", version: str = ""
) -> ContractTerms:
    """The paper's value for one contract of a round. Raises `KeyError` where there is no such contract."""
    found = {each.contract: each for each in round_.contracts}[contract]
    lots = sorted((lot for lot in round_.lots if lot.contract == contract), key=lambda lot: natural(lot.lot))
    names = {each.contract: each.name or each.contract for each in round_.contracts}
    held = {award.provider for award in round_.awards if award.contract == contract}
    had = {area for lot in lots for area in lot.areas or ()}
    everywhere = any(lot.areas is None for lot in lots)
    return ContractTerms(
        council=round_.council,
        unit=unit,
        day=round_.day,
        contract=found,
        steps=tuple(step for step in round_.steps if step.contract == contract),
        lots=tuple(_lot(round_, lot, block=found.kind is ContractKind.BLOCK) for lot in lots),
        unassigned=_unassigned(round_, lots),
        elsewhere=tuple(
            (step.number, step.name, names[step.contract])
            for step in sorted(round_.steps, key=lambda step: (step.number, step.contract))
            if step.contract != contract
        ),
        policy=round_.policy,
        last_step=max((step.number for step in round_.steps), default=1),
        providers=tuple(each for each in round_.providers if each.provider in held),
        areas=tuple(area for area in round_.areas if everywhere or area.area in had),
        version=version,
    )


def _lot(round_: Round, lot: Lot, *, block: bool) -> LotTerms:
    called = {each.provider: each.name for each in round_.providers}
    awards = [
        AwardTerms(award, called[award.provider], _returned(round_, award) if block else None)
        for award in round_.awards
        if award.lot == lot.lot
    ]
    awards.sort(key=lambda each: (each.award.step, each.award.rank or 0, each.provider.casefold()))
    names = {area.area: area.name or area.area for area in round_.areas}
    areas = None if lot.areas is None else tuple(names.get(area, area) for area in lot.areas)
    return LotTerms(lot, areas, tuple(awards))


def _returned(round_: Round, award: Award) -> int | None:
    """The staff minutes a week that were returned for the award's lot alone, as they count on the day."""
    week = (award.provider, award.lot, None, None, None)
    standing = [
        row
        for row in round_.capacity
        if row.cells == week
        and (row.until is None or row.until >= round_.day)
        and (row.applies_from is None or row.applies_from <= round_.day)
    ]
    return standing[0].minutes if standing else None


def _unassigned(round_: Round, lots: Iterable[Lot]) -> tuple[str, ...]:
    had: set[str] = set()
    for lot in lots:
        if lot.areas is None:
            return ()
        had.update(lot.areas)
    return tuple(area.name or area.area for area in round_.areas if area.area not in had)
