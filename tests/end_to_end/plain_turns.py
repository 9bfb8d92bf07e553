"""Who gets what by first refusal, by the second judge's own waterfall: each try is a plan, asked afresh.

The packages that are open come in order of priority, then of the days waited, then of their reference. Each
goes whole to the first awards, in order of step and rank, that leave the plan valid; within one rank to who
has the part already, then to the award furthest short of what it was promised, then to the cheapest, then to
the first by step, contract, lot and provider. What goes to a contract that is filled package by package is
then fixed, but not a package that a provider has already, in part or whole.
"""

from fractions import Fraction
from itertools import product

from tests.end_to_end.plain_aims import excess, rank
from tests.end_to_end.plain_checker import Checker, Key, Part, Plan, Where
from tests.end_to_end.plain_files import day_of, minutes, staff_minutes


def first_refusals(checker: Checker, plan: Plan) -> dict[Key, Where]:
    """The parts that go by first refusal, and where, beside what is settled as in this plan."""
    if all(row["batch"] != "no" for row in checker.contracts.values()):
        return {}
    so_far: Plan = {key: plan[key] if checker.settled(part) else None for key, part in checker.parts.items()}
    given: dict[Key, Where] = {}
    waiting: dict[str, list[Part]] = {}
    for part in checker.parts.values():
        if not checker.settled(part):
            waiting.setdefault(part.package["package"], []).append(part)
    for reference in sorted(waiting, key=lambda reference: _turn(checker, waiting[reference][0])):
        own = waiting[reference]
        found = _first(checker, own, so_far)
        so_far |= found
        by_package = any(checker.contracts[where.contract]["batch"] == "no" for where in found.values())
        parts = [part for key, part in checker.parts.items() if key[0] == reference]
        if by_package and not any(checker.kind(part) in ("live", "release") for part in parts):
            given |= found
    return given


def _turn(checker: Checker, part: Part) -> tuple[int, int, str]:
    since = day_of(part.package["waiting_since"])
    waited = max(0, (checker.day - since).days) if since else 0
    return (checker.tier(part), -waited, part.package["package"])


def _first(checker: Checker, own: list[Part], so_far: Plan) -> dict[Key, Where]:
    """The first awards at which all these parts together leave the plan valid."""
    short = {where: _short(checker, where, so_far) for where in checker.awards}
    may = [[where for where in checker.awards if not checker.broken(part, where)] for part in own]
    orders = [
        sorted(
            wheres,
            key=lambda where, part=part: (  # type: ignore[misc]
                int(where.step),
                rank(checker, part, where),
                not checker.has_it(part, where),
                -max(0, short[where]),
                excess(checker, part, where),
                (int(where.step), where.contract, where.lot, where.provider),
            ),
        )
        for part, wheres in zip(own, may, strict=True)
    ]
    for wheres in product(*orders):
        tried = dict(zip([part.key for part in own], wheres, strict=True))
        if not checker.invalid({**so_far, **tried}) - checker.invalid(so_far):
            return tried
    return {}


def _short(checker: Checker, where: Where, plan: Plan) -> int:
    """How far an award is from its promise, in hundredths of a minute; below zero where it has more."""
    award = checker.awards[where]
    there = [checker.parts[key] for key, at in plan.items() if at == where]
    load = sum(staff_minutes(visit) for part in there for visit in part.visits)
    short = 100 * (minutes(award["guaranteed_hours"] or "0") - load)
    if award["target_share"]:
        whole, _largest = checker.whole(where.lot)
        target = int(whole * Fraction(award["target_share"]) + Fraction(1, 2))
        short = max(short, target - 100 * sum(checker.counted(part, where) for part in there))
    return short
