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


@dataclass(frozen=True, slots=True)
class Policy:
    """Aims 6 to 10 in order, and the rules' settings. `version` is printed beside the name on records."""

    aims: tuple[str, ...] = ADJUSTABLE_AIMS
    discharge_with_critical: bool = True
    promote_after_days: int | None = None
    double_up_skill: str | None = None
    score_by: ScoreBy = ScoreBy.COST
    name: str = "Default policy"
    version: int = 1

    def __post_init__(self) -> None:
        unknown = set(self.aims) - set(ADJUSTABLE_AIMS)
        if unknown or len(set(self.aims)) != len(self.aims):
            raise ValueError(f"aims 6 to 10 are {', '.join(ADJUSTABLE_AIMS)}, each at most once")
        if self.promote_after_days is not None and self.promote_after_days < 1:
            raise ValueError("a package ranks one band higher after at least one day's wait")
