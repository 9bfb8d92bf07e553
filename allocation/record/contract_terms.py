"""A contract and the council's policy as one paper, to be held against what was signed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from allocation.model import Award, Contract, Lot, Policy, Round, Step
from allocation.order import natural


@dataclass(frozen=True, slots=True)
class AwardTerms:
    """An award, and its provider's name and grade."""

    award: Award
    provider: str
    grade: int | None


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
    `unassigned` names the council's areas that no lot of the contract has.
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
    version: str = ""


def contract_terms(
    round_: Round, contract: str, unit: str = "Service Matching Unit", version: str = ""
) -> ContractTerms:
    """The paper's value for one contract of a round. Raises `KeyError` where there is no such contract."""
    found = {each.contract: each for each in round_.contracts}[contract]
    lots = sorted((lot for lot in round_.lots if lot.contract == contract), key=lambda lot: natural(lot.lot))
    names = {each.contract: each.name or each.contract for each in round_.contracts}
    return ContractTerms(
        council=round_.council,
        unit=unit,
        day=round_.day,
        contract=found,
        steps=tuple(step for step in round_.steps if step.contract == contract),
        lots=tuple(_lot(round_, lot) for lot in lots),
        unassigned=_unassigned(round_, lots),
        elsewhere=tuple(
            (step.number, step.name, names[step.contract])
            for step in sorted(round_.steps, key=lambda step: (step.number, step.contract))
            if step.contract != contract
        ),
        policy=round_.policy,
        last_step=max((step.number for step in round_.steps), default=1),
        version=version,
    )


def _lot(round_: Round, lot: Lot) -> LotTerms:
    providers = {each.provider: each for each in round_.providers}
    awards = [
        AwardTerms(award, providers[award.provider].name, providers[award.provider].grade)
        for award in round_.awards
        if award.lot == lot.lot
    ]
    awards.sort(key=lambda each: (each.award.step, each.award.rank or 0, each.provider.casefold()))
    names = {area.area: area.name or area.area for area in round_.areas}
    areas = None if lot.areas is None else tuple(names.get(area, area) for area in lot.areas)
    return LotTerms(lot, areas, tuple(awards))


def _unassigned(round_: Round, lots: Iterable[Lot]) -> tuple[str, ...]:
    had: set[str] = set()
    for lot in lots:
        if lot.areas is None:
            return ()
        had.update(lot.areas)
    return tuple(area.name or area.area for area in round_.areas if area.area not in had)
