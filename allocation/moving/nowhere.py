"""Why a part that somebody has goes nowhere: no award has room for it, or a rule keeps it from all others."""

from collections.abc import Iterable, Sequence

from allocation.model import Award, AwardKey
from allocation.moving.values import Cause
from allocation.problem import OpenPart, Problem
from allocation.problem.fit import fits
from allocation.rules.pair import broken_rules, pair_of


def nowhere(problem: Problem, left: Sequence[int], part: int, holder: str) -> Cause:
    """Why this unplaced part is placed nowhere (codes: `MoveLine.nowhere`).

    `left` is what the plan leaves of each limit. Why it cannot stay with its holder is told apart from this,
    so of rules only those count that keep it from the others.
    """
    open_ = problem.parts[part]
    package = problem.packages[open_.package]
    if not open_.options:
        return Cause(_ruled_out(problem, open_, _others(problem, open_, holder)), {})
    if not _has_room(open_, left):
        return Cause("room", {})
    return Cause("whole" if len(package.parts) > 1 else "had_room", {})


def _has_room(part: OpenPart, left: Sequence[int]) -> bool:
    return any(fits(option, left) for option in part.options)


def _others(problem: Problem, part: OpenPart, holder: str) -> list[Award]:
    index = problem.index
    package = index.packages[part.part.package]
    return [
        award
        for award in index.awards.values()
        if award.provider != holder and index.lots[award.lot].covers(package.area, package.service)
    ]


def _ruled_out(problem: Problem, part: OpenPart, others: Iterable[Award]) -> str:
    """The first rule, as people ask, that every other award breaks."""
    package = problem.index.packages[part.part.package]
    broken: dict[AwardKey, list[str]] = {}
    for award in others:
        pair = pair_of(problem.index, package, part.part, award)
        broken[award.key] = [each.code for each in broken_rules(pair)]
    if not broken:
        return "coverage"
    if not all(broken.values()):
        return "no_return"
    if any("choice" in codes for codes in broken.values()):
        return "choice"
    first, *rest = broken.values()
    return next((code for code in first if all(code in codes for codes in rest)), "rules")
