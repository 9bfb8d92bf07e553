"""A frozen round with what people fixed since: pins in place of what stood there."""

from collections.abc import Iterable
from dataclasses import replace

from allocation.acts.rows import Move
from allocation.model import Placement, PlacementKind, Plan, Round
from allocation.order import in_order


def with_pins(round_: Round, moves: Iterable[Move]) -> Round:
    """The round in which each moved part is pinned where a person put it. What was taken out is open.

    What a person leaves with the provider that has it already is live care that stays, under the award that
    was chosen: it uses no room.
    """
    moved = {(move.package, move.part): move for move in moves}
    if not moved:
        return round_
    parts = {
        package.package: [part.number for part in package.parts]
        for package in round_.packages
        if any(package.package == reference for reference, _ in moved)
    }
    stay = [
        replace(placement, part=number)
        for placement in round_.placements
        if placement.package in parts
        for number in ([placement.part] if placement.part is not None else parts[placement.package])
        if (placement.package, number) not in moved
    ]
    stay += [placement for placement in round_.placements if placement.package not in parts]
    has = {
        (placement.package, number): placement
        for placement in round_.placements
        if placement.package in parts and placement.kind in (PlacementKind.LIVE, PlacementKind.RELEASE)
        for number in ([placement.part] if placement.part is not None else parts[placement.package])
    }
    pins = [
        replace(_pin(move), kind=PlacementKind.LIVE, waives=(), since=has[key].since)
        if key in has and has[key].provider == move.award.provider
        else _pin(move)
        for key, move in moved.items()
        if move.award is not None
    ]
    return replace(round_, placements=in_order([*stay, *pins]))


def with_moves(plan: Plan, moves: Iterable[Move]) -> Plan:
    """The plan with each moved part where a person put it."""
    awards = dict(plan.awards)
    awards.update({(move.package, move.part): move.award for move in moves})
    return Plan.of(awards)


def _pin(move: Move) -> Placement:
    assert move.award is not None  # noqa: S101 - for the type; the caller has looked
    return Placement(
        package=move.package,
        provider=move.award.provider,
        kind=PlacementKind.PIN,
        part=move.part,
        contract=move.award.contract,
        lot=move.award.lot,
        waives=move.waives,
        reason=move.reason,
        authorised_by=move.authorised_by,
    )
