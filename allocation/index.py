"""Looking things up in a round, built once and shared by the rules, the check and the engine."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from allocation.model import (
    Award,
    AwardKey,
    CapacityRow,
    Contract,
    Lot,
    Package,
    Placement,
    PlacementKind,
    Priority,
    Provider,
    Refusal,
    Round,
    Step,
    Suspension,
)


@dataclass(frozen=True, slots=True)
class Index:
    """A round's rows by their keys. Build it with `index`; it holds no state of its own."""

    round_: Round
    packages: dict[str, Package]
    providers: dict[str, Provider]
    contracts: dict[str, Contract]
    steps: dict[tuple[str, int], Step]
    lots: dict[str, Lot]
    awards: dict[AwardKey, Award]
    exclusive: dict[str, list[Award]]
    """By lot, the awards that have it to themselves on the round's day."""
    capacity: dict[str, list[CapacityRow]]
    suspensions: dict[str, list[Suspension]]
    refusals: dict[tuple[str, str], list[Refusal]]
    placements: dict[tuple[str, int], Placement]
    also_asked: dict[tuple[str, int], list[Placement]]
    """Of a part offered to several providers at once, the offers beside the first: each holds room."""
    minutes: dict[tuple[str, str], tuple[int, int]]
    """By area and service, the staff minutes a week that shares count, of all packages, placed or not; and of
    the largest package.
    """

    def step_of(self, award: Award) -> Step:
        """The step an award belongs to."""
        return self.steps[award.contract, award.step]

    def priority(self, package: Package) -> Priority:
        """The band a package ranks with: its own, raised by discharge or a long wait as the policy says."""
        policy = self.round_.policy
        if package.hospital_discharge and policy.discharge_with_critical:
            return Priority.CRITICAL
        order = package.priority.order
        if policy.promote_after_days is not None and self.waited(package) >= policy.promote_after_days:
            order = max(0, order - 1)
        return list(Priority)[order]

    def waited(self, package: Package) -> int:
        """Whole days from the day it began to wait to the round's day; 0 where that is not known."""
        since = package.waiting_since
        return max(0, (self.round_.day - since).days) if since else 0

    def wanted_start(self, package: Package) -> date:
        """The day care is wanted from: as asked, but never before the round's day."""
        return max(package.wanted_start or self.round_.day, self.round_.day)

    def before_shares(self, package: str, part: int) -> bool:
        """Whether it is live care from before the weeks of which shares are taken, or of no known day."""
        placement = self.placements.get((package, part))
        return placement is not None and _before_shares(self.round_, placement)

    def placement_kind(self, package: str, part: int) -> PlacementKind | None:
        """What the round says of a part before it is solved, if anything."""
        placement = self.placements.get((package, part))
        return placement.kind if placement else None


def before_weeks(round_: Round, since: date | None) -> bool:
    """Whether live care that began then (None: nobody knows when) is from before the weeks of which shares
    are taken.
    """
    weeks = round_.policy.share_weeks
    return weeks is not None and (since is None or since <= round_.day - timedelta(weeks=weeks))


def _before_shares(round_: Round, placement: Placement) -> bool:
    return placement.kind is PlacementKind.LIVE and before_weeks(round_, placement.since)


_Parts = tuple[dict[tuple[str, int], Placement], dict[tuple[str, int], list[Placement]]]


def _placed(round_: Round, packages: Mapping[str, Package]) -> _Parts:
    """What the round says of each part, and which further offers of it are out. A placement of a whole
    package stands under each of its parts.
    """
    placements: dict[tuple[str, int], Placement] = {}
    also_asked: dict[tuple[str, int], list[Placement]] = defaultdict(list)
    for placement in round_.placements:
        numbers = [part.number for part in packages[placement.package].parts]
        for part in numbers if placement.part is None else [placement.part]:
            before = placements.get((placement.package, part))
            if before is None or before.kind is not PlacementKind.HELD:
                placements[placement.package, part] = placement
            elif placement.kind is PlacementKind.HELD:
                also_asked[placement.package, part].append(placement)
    return placements, also_asked


def index(round_: Round) -> Index:
    """Index a round."""
    packages = {each.package: each for each in round_.packages}
    placements, also_asked = _placed(round_, packages)
    capacity: dict[str, list[CapacityRow]] = defaultdict(list)
    for row in round_.capacity:
        capacity[row.provider].append(row)
    awards = sorted(round_.awards, key=lambda award: award.key)
    exclusive: dict[str, list[Award]] = defaultdict(list)
    for award in awards:
        if award.exclusive_until is not None and round_.day <= award.exclusive_until:
            exclusive[award.lot].append(award)
    suspensions: dict[str, list[Suspension]] = defaultdict(list)
    for suspension in round_.suspensions:
        suspensions[suspension.provider].append(suspension)
    refusals: dict[tuple[str, str], list[Refusal]] = defaultdict(list)
    for refusal in round_.refusals:
        refusals[refusal.package, refusal.provider].append(refusal)
    minutes: dict[tuple[str, str], tuple[int, int]] = {}
    for package in round_.packages:
        place, size = (package.area, package.service.casefold()), package.staff_minutes
        whole, largest = minutes.get(place, (0, 0))
        before = 0
        if round_.policy.share_weeks is not None:
            before = sum(
                part.staff_minutes
                for part in package.parts
                if (known := placements.get((package.package, part.number))) and _before_shares(round_, known)
            )
        minutes[place] = (whole + size - before, max(largest, size))
    return Index(
        round_=round_,
        packages=packages,
        providers={each.provider: each for each in round_.providers},
        contracts={each.contract: each for each in round_.contracts},
        steps={(each.contract, each.number): each for each in round_.steps},
        lots={each.lot: each for each in round_.lots},
        awards={each.key: each for each in awards},
        exclusive=dict(exclusive),
        capacity=dict(capacity),
        suspensions=dict(suspensions),
        refusals=dict(refusals),
        placements=placements,
        also_asked=also_asked,
        minutes=minutes,
    )
