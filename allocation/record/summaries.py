"""A round's summary, the meeting's paper: references only, no names of people.

Minutes are staff minutes a week, money is whole pence, shares are basis points.
"""

from dataclasses import dataclass
from datetime import date

from allocation.check import Change
from allocation.errors import Fault
from allocation.model import Priority
from allocation.problem.aims import AimChange
from allocation.record.issue import Authority
from allocation.record.values import Basis


@dataclass(frozen=True, slots=True)
class PriorityLine:
    """Packages of one priority (after discharge and waits) that the round could place."""

    priority: Priority
    packages: int
    minutes: int
    placed: int
    placed_minutes: int
    waterfall_placed: int


@dataclass(frozen=True, slots=True)
class StepLine:
    """Parts and staff minutes at one step of one contract, in the plan and in the waterfall."""

    step: int
    name: str
    contract: str
    parts: int
    minutes: int
    waterfall_minutes: int


@dataclass(frozen=True, slots=True)
class ProviderLine:
    """One provider's packages and staff minutes, in the plan and in the waterfall."""

    provider: str
    packages: int
    minutes: int
    waterfall_minutes: int
    weekly_pence: int


@dataclass(frozen=True, slots=True)
class AwardLine:
    """One award that got something, or was promised it. Shares in basis points: of what was placed in the
    lot, and, to hold against `largest` and `target`, of all that the lot needs, with live care that shares
    count. `guaranteed` is staff minutes a week, and `short` what is missing to it with all care there.
    """

    lot: str
    step: int
    provider: str
    packages: int
    minutes: int
    share_placed: int
    share_whole: int
    largest: int | None
    target: int | None
    guaranteed: int
    short: int


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """One part that was placed."""

    package: str
    part: int
    priority: Priority
    area: str
    minutes: int
    provider: str
    lot: str
    step: int
    step_name: str
    start: date
    needs_authority: bool
    authority: Authority | None


@dataclass(frozen=True, slots=True)
class UnplacedLine:
    """One package that waits on.

    `causes` count the providers that each ruled out, `change` is the least that would place it; none is
    looked for where `several` parts of it are to be placed.
    """

    package: str
    priority: Priority
    area: str
    minutes: int
    waited: int
    causes: tuple[tuple[str, int], ...]
    change: Change | None
    several: bool = False


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A package that waits on while others of its own priority hold room that it asked for.

    `holders` are these packages, each with its staff minutes.
    """

    package: str
    priority: Priority
    minutes: int
    waited: int
    holders: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ScarceLine:
    """What so many staff minutes more a week at a provider, in a lot and band ("": any time), would bring.

    `turned_away` would be let in by themselves. `bought` is the first aim that solving again betters, None
    where it found none; `exact`: no more is possible, else it is at least that much.
    """

    provider: str
    lot: str
    band: str
    minutes: int
    turned_away: tuple[str, ...]
    bought: AimChange | None
    exact: bool


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """What was placed where, at which step, what was not and why, beside the waterfall in priority order.

    `ceiling` is the most that the meeting may issue, in pence a week, and `beyond_ceiling` the packages that
    it does not reach, in their order. `names` are providers' names by reference, for the facts that name one.
    `scarce` is empty where it was not asked for.
    """

    basis: Basis
    number: str
    faults: tuple[Fault, ...]
    weekly_pence: int
    ceiling: int | None
    beyond_ceiling: tuple[str, ...]
    stays: int
    by_priority: tuple[PriorityLine, ...]
    by_step: tuple[StepLine, ...]
    by_provider: tuple[ProviderLine, ...]
    by_award: tuple[AwardLine, ...]
    placed: tuple[PlacedLine, ...]
    unplaced: tuple[UnplacedLine, ...]
    passed_over: tuple[PassedOver, ...]
    names: dict[str, str]
    scarce: tuple[ScarceLine, ...] = ()
