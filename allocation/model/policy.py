"""The order of the aims and the settings of the rules: what the council decided, printed on every record."""

from dataclasses import dataclass
from enum import StrEnum

ADJUSTABLE_AIMS: tuple[str, ...] = ("wishes", "commitments", "waits", "score", "pairs")
"""Aims 6 to 10, in their default order: a policy may reorder them or switch some off.

Aims 1 to 5 always lead, in their order, because justice rests on them.
"""


class ScoreBy(StrEnum):
    """What the `score` aim sums: pence a week above the cheapest, or weighted points short of the best."""

    COST = "cost"
    POINTS = "points"


class Nation(StrEnum):
    """The part of the United Kingdom whose bank holidays are no working days."""

    ENGLAND = "england"
    NORTHERN_IRELAND = "northern ireland"
    SCOTLAND = "scotland"
    WALES = "wales"


@dataclass(frozen=True, slots=True)
class Policy:
    """Aims 6 to 10 in order, and the rules' settings. `version` is printed beside the name on records.

    `share_weeks`: shares are taken of what the round places and of live care that began in this many weeks
    before it; None: of all live care. `budget_ceiling` is the most that one round's meeting may issue, in
    pence a week. `nation` says which days are working days, by which offers' deadlines are counted.
    """

    aims: tuple[str, ...] = ADJUSTABLE_AIMS
    discharge_with_critical: bool = True
    promote_after_days: int | None = None
    double_up_skill: str | None = None
    score_by: ScoreBy = ScoreBy.COST
    name: str = "Default policy"
    version: int = 1
    share_weeks: int | None = None
    budget_ceiling: int | None = None
    nation: Nation = Nation.SCOTLAND

    def __post_init__(self) -> None:
        unknown = set(self.aims) - set(ADJUSTABLE_AIMS)
        if unknown or len(set(self.aims)) != len(self.aims):
            raise ValueError(f"aims 6 to 10 are {', '.join(ADJUSTABLE_AIMS)}, each at most once")
        if self.promote_after_days is not None and self.promote_after_days < 1:
            raise ValueError("a package ranks one band higher after at least one day's wait")
        if self.share_weeks is not None and self.share_weeks < 1:
            raise ValueError("shares are taken over at least one week")
        if self.budget_ceiling is not None and self.budget_ceiling < 0:
            raise ValueError("a ceiling is not negative")
