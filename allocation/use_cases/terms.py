"""What the council signed, to look up: contracts with their steps, lots and awards."""

from dataclasses import dataclass, replace

from allocation.acts.names import renamed
from allocation.model import Area, Award, Contract, Lot, Provider, Round, Step
from allocation.ports import Reading
from allocation.use_cases.desk import Desk, not_found, reading
from allocation.use_cases.names import names_of
from allocation.use_cases.snapshot import snapshot


@dataclass(frozen=True, slots=True)
class Terms:
    """All terms in labels, each table in the order of its key; `provider_names` by label."""

    contracts: tuple[Contract, ...]
    steps: tuple[Step, ...]
    lots: tuple[Lot, ...]
    awards: tuple[Award, ...]
    areas: tuple[Area, ...]
    provider_names: dict[str, str]


def terms(desk: Desk) -> Terms:
    """The terms as they are kept now."""
    with reading(desk) as view:
        return terms_in(view)


def terms_in(view: Reading) -> Terms:
    """The same, in a view that is open already."""
    names = names_of(view)
    steps = (renamed(row.value, names.label) for row in view.rows(Step))
    lots = (renamed(row.value, names.label) for row in view.rows(Lot))
    awards = (renamed(row.value, names.label) for row in view.rows(Award))
    return Terms(
        contracts=tuple(sorted((row.value for row in view.rows(Contract)), key=lambda c: c.contract)),
        steps=tuple(sorted(steps, key=lambda step: (step.contract, step.number))),
        lots=tuple(sorted(lots, key=lambda lot: (lot.contract, lot.lot))),
        awards=tuple(sorted(awards, key=lambda award: award.key)),
        areas=tuple(sorted((row.value for row in view.rows(Area)), key=lambda area: area.area)),
        provider_names={row.value.provider: row.value.name for row in view.rows(Provider)},
    )


def terms_round(desk: Desk) -> Round:
    """A round of today's terms, policy and providers without any package: for paper and for files."""
    with reading(desk) as view:
        return snapshot(view, desk.clock.today(), cases=()).round_


def contract_alone(round_: Round, contract: str) -> Round:
    """The terms of one contract, with the areas and providers that it names, and nothing else.

    Raises `WorldError` (`not_found`).
    """
    if all(each.contract != contract for each in round_.contracts):
        raise not_found("contract", contract)
    lots = tuple(lot for lot in round_.lots if lot.contract == contract)
    awards = tuple(award for award in round_.awards if award.contract == contract)
    held = {award.provider for award in awards}
    named = {area for lot in lots for area in lot.areas or ()}
    every = any(lot.areas is None for lot in lots)
    return replace(
        round_,
        areas=tuple(area for area in round_.areas if every or area.area in named),
        packages=(),
        providers=tuple(each for each in round_.providers if each.provider in held),
        contracts=tuple(each for each in round_.contracts if each.contract == contract),
        steps=tuple(step for step in round_.steps if step.contract == contract),
        lots=lots,
        awards=awards,
        capacity=(),
        suspensions=(),
        refusals=(),
        placements=(),
    )
