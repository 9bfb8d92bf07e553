"""What the line above the book says while a search is under way."""

from collections import Counter

from allocation.model import Plan
from allocation.problem import Problem
from allocation.use_cases.rounds import RoundView
from ui.wording import _


def released_count(view: RoundView) -> int:
    """How many packages the round may place anew."""
    return len({part.part.package for part in view.problem.free})


def so_far(problem: Problem, plan: Plan) -> str:
    """How many of those that may move stay, move and have no place in a plan that is still looked for."""
    fates: Counter[str] = Counter()
    for part in problem.free:
        award, had = plan.awards.get(part.key), problem.index.placements.get(part.key)
        same = award is not None and had is not None and award.provider == had.provider
        fates["stay" if same else "move" if award else "unplaced"] += 1
    return _("Best so far: {stay} stay, {move} move, {unplaced} have no place.").format(
        stay=fates["stay"], move=fates["move"], unplaced=fates["unplaced"]
    )
