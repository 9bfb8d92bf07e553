"""What the council signed, to look up: contracts with their steps, lots and awards."""

from dataclasses import dataclass

from allocation.acts.names import renamed
from allocation.model import Area, Award, Contract, Lot, Provider, Step
from allocation.use_cases.desk import Desk, reading
from allocation.use_cases.names import names_of


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
