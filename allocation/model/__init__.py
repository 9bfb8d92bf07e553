"""The words of the trade as frozen, validated values. Whole minutes, whole pence, civil dates.

Nothing here knows storage, screens or solvers. Every value checks itself when it is built and raises
`ValueError` for what no caller should have let through; `allocation.intake` turns people's mistakes into
faults long before that.
"""

from allocation.model.care import Package, Part, Priority, Visit, Weekday
from allocation.model.contract import Award, AwardKey, Contract, ContractKind, Lot, NoReturn, Ranking, Step
from allocation.model.outcomes import CareOutcomes
from allocation.model.person import Person
from allocation.model.plan import Placed, Plan
from allocation.model.policy import Nation, Policy, ScoreBy
from allocation.model.provider import CapacityRow, Outcome, Provider, Refusal, Suspension
from allocation.model.result import Aim, Effort, Result, StoppedBy
from allocation.model.round import Area, Placement, PlacementKind, Round, Waiver

__all__ = [
    "Aim",
    "Area",
    "Award",
    "AwardKey",
    "CapacityRow",
    "CareOutcomes",
    "Contract",
    "ContractKind",
    "Effort",
    "Lot",
    "Nation",
    "NoReturn",
    "Outcome",
    "Package",
    "Part",
    "Person",
    "Placed",
    "Placement",
    "PlacementKind",
    "Plan",
    "Policy",
    "Priority",
    "Provider",
    "Ranking",
    "Refusal",
    "Result",
    "Round",
    "ScoreBy",
    "Step",
    "StoppedBy",
    "Suspension",
    "Visit",
    "Waiver",
    "Weekday",
]
