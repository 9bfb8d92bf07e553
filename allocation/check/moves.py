"""Where a person could move a part, award by award, before any move is made.

Only the rules answer here; the verdict on the whole plan after a move comes from `allocation.check.judge`.
A pin may waive room or share only, so every other broken rule says no.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from allocation.model import Award, AwardKey, PlacementKind, Plan, Round, Waiver
from allocation.problem import OpenPart, Option, Problem, build
from allocation.problem.fit import give_back, left_of
from allocation.rules.pair import Facts, broken_rules, pair_of


class Can(StrEnum):
    """The answer for one award: it has it, it can, only if somebody with authority says so, or it cannot."""

    HERE = "here"
    YES = "can"
    AUTHORITY = "authority"
    NO = "cannot"


@dataclass(frozen=True, slots=True)
class Move:
    """One award as a destination.

    `code` and `facts` say what stands in the way (codes of reasons), "" if nothing. `waives` is what a pin
    there would waive. `proposal`: the step itself needs authority.
    """

    award: AwardKey
    can: Can
    code: str = ""
    facts: Facts = field(default_factory=dict)
    waives: tuple[Waiver, ...] = ()
    proposal: bool = False


def without_pin(round_: Round, package: str) -> Round:
    """The round as if nobody had pinned the package: it may move again."""
    kept = tuple(
        each for each in round_.placements if each.package != package or each.kind is not PlacementKind.PIN
    )
    return round_ if len(kept) == len(round_.placements) else replace(round_, placements=kept)


def moves(
    round_: Round, plan: Plan, package: str, part: int, problem: Problem | None = None
) -> tuple[Move, ...]:
    """Every award of the round as a destination of one part, in contract order.

    Empty where the part is not open (live, held, or a direct payment), since the round does not decide on it.
    `problem` is the round's, where it was built already: it serves unless the package is pinned in it or
    something went by first refusal.
    """
    free = without_pin(round_, package)
    if problem is None or free is not round_ or any(each.by_first_refusal for each in problem.settled):
        problem = build(free, first_refusal=False)
    found = next((each for each in problem.parts if each.key == (package, part)), None)
    if found is None:
        return ()
    chosen = [_number(each, plan) for each in problem.parts]
    left = left_of(problem, chosen)
    at = chosen[problem.parts.index(found)]
    if at is not None:
        give_back(found.options[at], left)
    options = {option.award: option for option in found.options}
    here = plan.awards.get((package, part))
    awards = sorted(
        problem.index.awards.values(), key=lambda award: (award.key.step, _rank(options, award), award.key)
    )
    return tuple(
        Move(award.key, Can.HERE)
        if award.key == here
        else _move(problem, found, award, options.get(award.key), left)
        for award in awards
    )


def _rank(options: dict[AwardKey, Option], award: Award) -> int:
    return options[award.key].rank if award.key in options else award.rank or 0


def _number(part: OpenPart, plan: Plan) -> int | None:
    award = plan.awards.get(part.key)
    return next((n for n, option in enumerate(part.options) if option.award == award), None)


def _move(problem: Problem, part: OpenPart, award: Award, option: Option | None, left: list[int]) -> Move:
    proposal = problem.index.step_of(award).needs_authority
    if option is None:
        package = problem.index.packages[part.part.package]
        broken = broken_rules(pair_of(problem.index, package, part.part, award))
        if broken:
            return Move(award.key, Can.NO, broken[0].code, broken[0].facts, proposal=proposal)
        return Move(award.key, Can.AUTHORITY, "no_return", {}, (Waiver.ROOM,), proposal)
    short = [(number, minutes) for number, minutes in option.uses if minutes > left[number]]
    if not short:
        return Move(award.key, Can.AUTHORITY if proposal else Can.YES, proposal=proposal)
    waives = {Waiver.ROOM if problem.limits[number].figure else Waiver.SHARE for number, _ in short}
    number, minutes = max(short, key=lambda each: each[1] - left[each[0]])
    facts: Facts = {"asked": minutes, "left": max(0, left[number])}
    if figure := problem.limits[number].figure:
        facts |= {"band": figure.band or "", "workers": figure.workers or 0, "holders": ""}
        facts["days"] = "; ".join(day.name.title()[:3] for day in figure.days or ())
    code = "no_room" if figure else "share_full"
    return Move(award.key, Can.AUTHORITY, code, facts, tuple(sorted(waives)), proposal)
