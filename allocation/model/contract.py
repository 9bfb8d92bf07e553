"""What the council signed: contracts, their steps and lots, and the awards of providers on lots at steps."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class ContractKind(StrEnum):
    """How the contract pays for hours."""

    FRAMEWORK = "framework"
    BLOCK = "block"
    SPOT = "spot"
    COST_AND_VOLUME = "cost and volume"


class Ranking(StrEnum):
    """How a step orders its own awards: by awarded rank, by a score on the day, by shares, or not at all."""

    RANK = "rank"
    SCORE = "score"
    SHARE = "share"
    NONE = "none"


class NoReturn(StrEnum):
    """What a missing return means at a step: no room, or asked all the same, with no promise."""

    NONE = "none"
    ASK = "ask"


class AwardKey(NamedTuple):
    """What names an award; sorts by step first, as contracts are read."""

    step: int
    contract: str
    lot: str
    provider: str


@dataclass(frozen=True, slots=True)
class Contract:
    """An agreement in force between two dates, both included; None means open.

    `batch` no: its provider has the first refusal of each package as it comes. `most_lots` is the most lots
    that one supplier may have awards in at a time.

    `results_share` (basis points) of the hourly rate is earned by results; the whole of its second half where
    a provider's packages need `reduction_target` (basis points) fewer hours. A package that has grown by more
    than `review_growth_minutes` a week is to be reviewed.
    """

    contract: str
    name: str
    kind: ContractKind = ContractKind.FRAMEWORK
    start: date | None = None
    end: date | None = None
    reference: str = ""
    batch: bool = True
    clause: str = ""
    most_lots: int | None = None
    results_share: int | None = None
    reduction_target: int | None = None
    review_growth_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of a contract's order. Step numbers compare across contracts.

    `cost_weight` and `quality_weight` matter in steps ranked by score. `rate_cap` is pence an hour.
    """

    contract: str
    number: int
    name: str
    ranking: Ranking = Ranking.NONE
    cost_weight: int = 100
    quality_weight: int = 0
    no_return: NoReturn = NoReturn.NONE
    response_hours: int | None = None
    urgent_response_hours: int | None = None
    ask_together: int = 1
    needs_authority: bool = False
    min_grade: int | None = None
    rate_cap: int | None = None

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError("steps are numbered from 1")
        if min(self.cost_weight, self.quality_weight) < 0 or self.cost_weight + self.quality_weight == 0:
            raise ValueError("score weights are whole numbers, at least one above zero")

    @property
    def ranked(self) -> bool:
        """Whether its awards stand in an order of their own that a plan must follow."""
        return self.ranking in (Ranking.RANK, Ranking.SCORE)


@dataclass(frozen=True, slots=True)
class Lot:
    """Areas and service types that are awarded together; None stands for all."""

    contract: str
    lot: str
    name: str = ""
    areas: tuple[str, ...] | None = None
    services: tuple[str, ...] | None = None

    def covers(self, area: str, service: str) -> bool:
        """Whether the lot has this area and this service (services without case)."""
        return (self.areas is None or area in self.areas) and (
            self.services is None or service.casefold() in self.services
        )


@dataclass(frozen=True, slots=True)
class Award:
    """One provider on one lot at one step.

    Rates are pence an hour, `guaranteed_minutes` staff minutes a week, shares basis points (hundredths of a
    percent) of the lot. `delivered_by` names a sub-contractor. Dates are included; None means open. Until
    `exclusive_until` work in the lot is referred to this award's provider alone.
    """

    contract: str
    lot: str
    step: int
    provider: str
    rate: int
    rank: int | None = None
    enhanced_rate: int | None = None
    target_share: int | None = None
    max_share: int | None = None
    guaranteed_minutes: int = 0
    new_packages: bool = True
    start: date | None = None
    end: date | None = None
    delivered_by: str | None = None
    exclusive_until: date | None = None

    def __post_init__(self) -> None:
        for share in (self.target_share, self.max_share):
            if share is not None and not 0 <= share <= 10_000:
                raise ValueError("a share is 0 to 100 per cent")
        if self.rate < 0 or self.guaranteed_minutes < 0:
            raise ValueError("rates and guarantees are not negative")

    @property
    def key(self) -> AwardKey:
        """What names this award."""
        return AwardKey(self.step, self.contract, self.lot, self.provider)

    def rate_for(self, specialist: bool) -> int:
        """Pence an hour; the enhanced rate for a specialist package, where there is one."""
        return self.enhanced_rate if specialist and self.enhanced_rate is not None else self.rate
