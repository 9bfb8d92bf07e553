"""A round: the frozen snapshot that a solve and its check read, and nothing else."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from allocation.model.care import Package
from allocation.model.contract import Award, Contract, Lot, Step
from allocation.model.policy import Policy
from allocation.model.provider import CapacityRow, Provider, Refusal, Suspension


@dataclass(frozen=True, slots=True)
class Area:
    """The smallest place that lots are made of; `postcodes` are sectors or districts, upper case."""

    area: str
    name: str = ""
    postcodes: tuple[str, ...] = ()


class PlacementKind(StrEnum):
    """What is known of a part before the round.

    live: it has this already and stays, outside the round's aims 1 to 5. release: it has this and the round
    may move it. pin: fixed by a person. held: offered or accepted since the return, so it uses room.
    """

    LIVE = "live"
    RELEASE = "release"
    PIN = "pin"
    HELD = "held"


class Waiver(StrEnum):
    """The only rules that a pin may waive."""

    ROOM = "room"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Placement:
    """A part that is already with a provider, or fixed there. `part` None means every part of the package.

    `since` is the day on which care with that provider began, where that is known.
    """

    package: str
    provider: str
    kind: PlacementKind
    part: int | None = None
    contract: str | None = None
    lot: str | None = None
    waives: tuple[Waiver, ...] = ()
    reason: str = ""
    authorised_by: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """Everything that one allocation reads.

    Tables are tuples sorted by their keys, so equal rounds are equal bytes.

    `day` is the round's day. Raises `ValueError` where a key stands twice or a row names what is not there.
    """

    council: str
    day: date
    bands: tuple[str, ...]
    areas: tuple[Area, ...]
    packages: tuple[Package, ...]
    providers: tuple[Provider, ...]
    contracts: tuple[Contract, ...]
    steps: tuple[Step, ...]
    lots: tuple[Lot, ...]
    awards: tuple[Award, ...]
    capacity: tuple[CapacityRow, ...]
    suspensions: tuple[Suspension, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    placements: tuple[Placement, ...] = ()
    policy: Policy = Policy()

    def __post_init__(self) -> None:
        packages = _unique("packages", (each.package for each in self.packages))
        providers = _unique("providers", (each.provider for each in self.providers))
        contracts = _unique("contracts", (each.contract for each in self.contracts))
        lots = _unique("lots", (each.lot for each in self.lots))
        steps = _unique("steps", ((each.contract, each.number) for each in self.steps))
        _unique("awards", (each.key for each in self.awards))
        for award in self.awards:
            _known("awards", award.provider, providers)
            _known("awards", award.lot, lots)
            _known("awards", (award.contract, award.step), steps)
        for lot in self.lots:
            _known("lots", lot.contract, contracts)
        for step in self.steps:
            _known("steps", step.contract, contracts)
        for row in self.capacity:
            _known("capacity", row.provider, providers)
        for placement in self.placements:
            _known("placements", placement.package, packages)


def _unique(table: str, keys: Iterable[Hashable]) -> set[Hashable]:
    seen: set[Hashable] = set()
    for key in keys:
        if key in seen:
            raise ValueError(f"{table}: {key} stands twice")
        seen.add(key)
    return seen


def _known(table: str, key: Hashable, known: set[Hashable]) -> None:
    if key not in known:
        raise ValueError(f"{table}: {key} is not known")
