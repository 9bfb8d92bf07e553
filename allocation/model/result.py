"""What a solve was allowed, and what it found."""

from dataclasses import dataclass
from enum import StrEnum

from allocation.model.plan import Plan


class StoppedBy(StrEnum):
    """Why a solve ended: all aims settled, its work spent, the clock, or a person."""

    DONE = "done"
    WORK = "work"
    SECONDS = "seconds"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to search.

    `work` counts the engine's own deterministic units, so runs repeat; `seconds` is a wall-clock
    stop and makes a run unrepeatable, which the result records. None means no limit of that kind
    (for work: the engine's default).

    `start` is a plan in hand, of this round or one before it: the search goes out from what of it still
    stands, looks first at what does not, and near the providers that `around` names, and in the end moves
    back whom no aim needs elsewhere. Then `bargains` plans with fewer changes are looked for as well.
    """

    seed: int = 0
    work: int | None = None
    seconds: float | None = None
    start: Plan | None = None
    around: tuple[str, ...] = ()
    bargains: int = 0


@dataclass(frozen=True, slots=True)
class Aim:
    """How far one aim was brought: `bound` is what no valid plan with the earlier aims' values can pass.

    `proven_by` says how the two meet: `proven` (a certificate that the independent check verified), `agreed`
    (two different solvers), or `bound` (a bound that is not met, or only one solver's word).
    """

    aim: str
    value: int
    bound: int | None
    proven: bool
    proven_by: str


@dataclass(frozen=True, slots=True)
class Result:
    """The best plan found and, aim by aim, how good it is. `certificate` is JSON text for the check.

    `bargains` are valid and justified plans that have fewer changes from the plan in hand than the best.
    """

    plan: Plan
    aims: tuple[Aim, ...]
    effort: Effort
    stopped_by: StoppedBy
    work: int
    seconds: float
    certificate: str = "{}"
    bargains: tuple[Plan, ...] = ()
