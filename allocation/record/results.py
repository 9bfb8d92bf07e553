"""Payment by results: what a provider earned in a quarter, in whole pence, from recorded outcomes alone.

The shape is Hampshire's (CONTRACTS, A9): about a tenth of the hourly rate is earned by results, half of it by
personal outcomes, half by reduced demand across the provider's packages in the quarter. Every sum is reckoned
from figures that are printed, so that a statement can be checked with a pocket calculator; ARCHITECTURE.md,
"More contract shapes", words each exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

WHOLE = 10_000
"""Basis points in a whole."""


@dataclass(frozen=True, slots=True)
class ReviewedCare:
    """One package's care with a provider from a day to a day, both included, and what came of it.

    `rate` is pence an hour; `before` and `after` are staff minutes a week.
    """

    package: str
    since: date
    on: date
    rate: int
    before: int
    after: int
    agreed: int
    achieved: int

    @property
    def days(self) -> int:
        """How many days it covers."""
        return (self.on - self.since).days + 1


@dataclass(frozen=True, slots=True)
class ResultLine:
    """What one package's care puts at stake, and what its outcomes earn. Whole pence.

    `stake` is split in half: `outcomes_most` has the odd penny, `demand_most` the rest.
    """

    care: ReviewedCare
    stake: int
    outcomes_most: int
    outcomes: int

    @property
    def demand_most(self) -> int:
        """The half that reduced demand earns."""
        return self.stake - self.outcomes_most


@dataclass(frozen=True, slots=True)
class ContractResults:
    """What was earned under one contract. Whole pence; shares in basis points, demand in minutes a week.

    `due` are packages whose review fell due in the quarter and is not recorded: they earn nothing yet.
    """

    contract: str
    name: str
    reference: str
    share: int
    target: int | None
    lines: tuple[ResultLine, ...]
    demand: int
    due: tuple[str, ...] = ()

    @property
    def stake(self) -> int:
        """All that could be earned."""
        return sum(line.stake for line in self.lines)

    @property
    def outcomes_most(self) -> int:
        """What all outcomes achieved would earn."""
        return sum(line.outcomes_most for line in self.lines)

    @property
    def outcomes(self) -> int:
        """What outcomes earned."""
        return sum(line.outcomes for line in self.lines)

    @property
    def demand_most(self) -> int:
        """What reduced demand could earn."""
        return sum(line.demand_most for line in self.lines)

    @property
    def before(self) -> int:
        """Staff minutes a week of all its packages before."""
        return sum(line.care.before for line in self.lines)

    @property
    def after(self) -> int:
        """Staff minutes a week of all its packages after."""
        return sum(line.care.after for line in self.lines)

    @property
    def earned(self) -> int:
        """Outcomes and demand together."""
        return self.outcomes + self.demand


@dataclass(frozen=True, slots=True)
class ResultsStatement:
    """A provider's statement for the quarter from `first` to `last`, both included, made on a day.

    `number`, `by` and `at` (UTC) are empty until it is issued; `corrects` is the number of the one that it
    takes the place of.
    """

    council: str
    provider: str
    registration: str
    first: date
    last: date
    day: date
    contracts: tuple[ContractResults, ...]
    unit: str = ""
    number: str = ""
    by: str = ""
    at: datetime | None = None
    corrects: str | None = None
    version: str = ""

    @property
    def earned(self) -> int:
        """Over all contracts, in whole pence."""
        return sum(each.earned for each in self.contracts)


def contract_results(
    contract: str,
    name: str,
    reference: str,
    share: int,
    target: int | None,
    care: Sequence[ReviewedCare],
    due: Sequence[str] = (),
) -> ContractResults:
    """What this care earned under a contract that pays `share` of its rate by results."""
    lines = tuple(_line(each, share) for each in sorted(care, key=lambda each: (each.package, each.on)))
    most = sum(line.demand_most for line in lines)
    before, after = sum(each.before for each in care), sum(each.after for each in care)
    demand = _demand(most, before, after, target)
    return ContractResults(contract, name, reference, share, target, lines, demand, tuple(sorted(due)))


def _line(care: ReviewedCare, share: int) -> ResultLine:
    stake = _half_up(care.rate * care.before * care.days * share, 60 * 7 * WHOLE)
    most = (stake + 1) // 2
    return ResultLine(care, stake, most, _half_up(most * care.achieved, care.agreed))


def _demand(most: int, before: int, after: int, target: int | None) -> int:
    """All of `most` where demand fell by the target, or at all where there is none; else its share."""
    fallen = before - after
    if fallen <= 0:
        return 0
    wanted = before * (target or 0)
    return most if fallen * WHOLE >= wanted else _half_up(most * fallen * WHOLE, wanted)


def _half_up(number: int, by: int) -> int:
    return (2 * number + by) // (2 * by)
