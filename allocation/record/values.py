"""The council's record of one package's allocation, and what its provider gets.

Minutes, pence, civil dates, UTC.
"""

from dataclasses import dataclass
from datetime import date, datetime

from allocation.model import Aim, Person, Priority, Ranking, StoppedBy, Visit, Waiver
from allocation.record.issue import Authority
from allocation.rules.pair import Facts


@dataclass(frozen=True, slots=True)
class Basis:
    """What a decision rests on: the same for every page of a round.

    `aims` are the plan's own values; bounds stand only as far as the plan is the solver's. `at` is in UTC.
    """

    council: str
    unit: str
    contact: str
    day: date
    policy: str
    policy_version: int
    aims: tuple[Aim, ...]
    score_by_points: bool
    valid: bool
    justified: bool
    stopped_by: StoppedBy | None
    seed: int | None
    version: str
    round_sha256: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One code and its facts, as `allocation.check.Reason` has them; the wording makes the sentence."""

    code: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class LadderRow:
    """What came of one provider at one step, for one part of the package.

    `rank` is its own in a step that ranks, of those that break no rule; `points` are ten-thousandths, in a
    step ranked by score.
    """

    provider: str
    lot: str
    part: int
    outcomes: tuple[Finding, ...]
    rank: int | None = None
    points: int | None = None

    @property
    def took_it(self) -> bool:
        """Whether the part is with this provider."""
        return any(
            each.code in ("placed", "first_refusal", "pinned", "live", "held") for each in self.outcomes
        )


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One step of a contract's order, its providers in the order in which the contract reads.

    `weights` are of cost and quality, in a step ranked by score.
    """

    number: int
    name: str
    contract: str
    needs_authority: bool
    rows: tuple[LadderRow, ...]
    ranking: Ranking = Ranking.NONE
    weights: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class PlacedPart:
    """Where one part goes and on what terms: `rate` is pence an hour, `waives` and `pinned_*` a pin's."""

    part: int
    provider: str
    registration: str
    delivered_by: str
    contract: str
    contract_reference: str
    lot: str
    step: int
    step_name: str
    visits: tuple[Visit, ...]
    staff_minutes: int
    rate: int
    enhanced: bool
    start: date
    end: date | None
    review: date
    needs_authority: bool
    pinned_by: str
    pinned_why: str
    waives: tuple[Waiver, ...]


@dataclass(frozen=True, slots=True)
class AllocationRecord:
    """The council's frozen account of one package's allocation. `number` is empty until it is issued.

    `ranks_as` is the priority it was placed with, after discharge and waits. `weekly_pence` is rounded once,
    half up, over all parts. `joint_working` names who allowed several parts.
    """

    basis: Basis
    number: str
    replaces: str
    package: str
    person: Person
    area: str
    sector: str
    service: str
    needs: tuple[str, ...]
    priority: Priority
    ranks_as: Priority
    hospital_discharge: bool
    waiting_since: date | None
    waited: int
    sds_option: int
    specialist: bool
    joint_working: str
    block_weeks: int | None
    bands: tuple[str, ...]
    visits: tuple[Visit, ...]
    staff_minutes: int
    weekly_pence: int
    parts: tuple[PlacedPart, ...]
    authority: Authority | None
    ladder: tuple[LadderStep, ...]


@dataclass(frozen=True, slots=True)
class ProviderConfirmation:
    """What a provider gets of one package: person, visits, rate, start, and nothing of other providers.

    `number` is the council's record number.
    """

    council: str
    unit: str
    contact: str
    by: str
    at: datetime | None
    day: date
    number: str
    package: str
    person: Person
    area: str
    sector: str
    service: str
    needs: tuple[str, ...]
    bands: tuple[str, ...]
    provider: str
    registration: str
    terms: tuple[PlacedPart, ...]
    block_weeks: int | None
