"""A round with one thing changed: more room, a rule relaxed, a part fixed elsewhere.

Nothing is waived: where a change does not suffice, the changed round says so when it is solved.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from allocation.check import Change
from allocation.check.moves import without_pin
from allocation.index import index
from allocation.model import (
    AwardKey,
    CapacityRow,
    Placement,
    PlacementKind,
    Round,
    Step,
    Suspension,
)
from allocation.order import capacity_key, in_order
from allocation.rules.room import Figure, current_rows, figures
from allocation.rules.share import lot_minutes


def fixed(round_: Round, package: str, part: int, award: AwardKey) -> Round:
    """The round with a part pinned to an award, as a person would, without waiving anything."""
    pin = Placement(
        package, award.provider, PlacementKind.PIN, part=part, contract=award.contract, lot=award.lot
    )
    free = without_pin(round_, package)
    return replace(free, placements=in_order([*free.placements, pin]))


def with_more_room(round_: Round, figure: Figure, minutes: int) -> Round:
    """The round in which a figure of a return is so many staff minutes more.

    A figure that rows only imply gets a row of its own. Where the figure grew already, because it is the sum
    of bands that did, only what is missing is added.
    """
    wanted = figure.minutes + minutes
    scopes = figures(list(_rows(round_, figure.provider)), round_.day, round_.bands)
    for now in scopes.get(figure.lot, ()):
        if _cells(now) == _cells(figure):
            return round_ if now.minutes >= wanted else _raised(round_, now, wanted)
    return _raised(round_, figure, wanted)


def _cells(figure: Figure) -> tuple[object, ...]:
    return (figure.provider, figure.lot, figure.band, figure.days, figure.workers)


def _rows(round_: Round, provider: str) -> Iterable[CapacityRow]:
    return (row for row in round_.capacity if row.provider == provider)


def _raised(round_: Round, figure: Figure, minutes: int) -> Round:
    current = [
        row
        for row in current_rows(list(_rows(round_, figure.provider)), round_.day)
        if row.cells == _cells(figure)
    ]
    if current:
        rows = [replace(row, minutes=minutes) if row == current[0] else row for row in round_.capacity]
    else:
        made = CapacityRow(figure.provider, minutes, lot=figure.lot, band=figure.band)
        rows = [*round_.capacity, made]
    return replace(round_, capacity=tuple(sorted(rows, key=capacity_key)))


def with_change(round_: Round, package: str, change: Change) -> Round:
    """The round with one of an unplaced package's smallest changes made."""
    match change.kind:
        case "room":
            for limit, minutes in change.short:
                if limit.figure is not None:
                    round_ = with_more_room(round_, limit.figure, minutes)
            return round_
        case "return":
            row = CapacityRow(change.provider, change.minutes, lot=change.lot)
            return replace(round_, capacity=tuple(sorted([*round_.capacity, row], key=capacity_key)))
        case "share":
            return _with_share(round_, change)
        case "start":
            return _with_start(round_, package, change)
        case "suspension":
            return _without_suspension(round_, package, change)
        case _:
            return _with_rule(round_, change)


def _with_share(round_: Round, change: Change) -> Round:
    """The award's largest share raised until it has so many minutes more."""
    found = index(round_)
    whole, _ = lot_minutes(found, found.lots[change.lot])
    wanted = change.short[0][0].given + change.minutes
    share = min(10_000, -(-wanted * 10_000 // max(1, whole)))
    awards = [replace(each, max_share=share) if each.key == change.award else each for each in round_.awards]
    return replace(round_, awards=tuple(awards))


def _with_start(round_: Round, package: str, change: Change) -> Round:
    day = date.fromisoformat(str(change.facts.get("from") or change.facts["until"]))
    packages = [
        replace(each, wanted_start=day) if each.package == package else each for each in round_.packages
    ]
    return replace(round_, packages=tuple(packages))


def _without_suspension(round_: Round, package: str, change: Change) -> Round:
    """Every suspension that rules the provider out for the package at this award is ended."""
    wanted = next(each.wanted_start for each in round_.packages if each.package == package) or round_.day

    def stands(each: Suspension) -> bool:
        covers = each.contract in (None, change.award.contract) and each.lot in (None, change.lot)
        return not (each.provider == change.provider and covers and each.in_force(wanted))

    return replace(round_, suspensions=tuple(filter(stands, round_.suspensions)))


def _with_rule(round_: Round, change: Change) -> Round:
    """A step's floor or cap as the provider could meet it."""
    facts = change.facts

    def relaxed(step: Step) -> Step:
        if (step.contract, step.number) != (change.contract, change.step):
            return step
        if change.kind == "grade":
            return replace(step, min_grade=int(facts["grade"]) or None)
        return replace(step, rate_cap=int(facts["rate"]))

    return replace(round_, steps=tuple(map(relaxed, round_.steps)))
