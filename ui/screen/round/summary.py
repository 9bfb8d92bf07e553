"""The line above the board: how many were placed, in all and by priority, and how many at later steps.

"Placed 83 of 130 · ▲ critical 32 of 32 ✓ · ◆ substantial 29 of 29 ✓ · ● moderate 20 of 40 · 11 at step 3 ·
4 issued". The shapes are those of the cards, so that the line is their key. A tick
stands where the check verified that nothing better is possible (= where two solvers agree on it), and only
while nobody has changed the plan by hand.
"""

from collections import Counter
from collections.abc import Iterable

from allocation.model import Aim, Plan, Priority
from allocation.problem import Problem
from allocation.problem.aims import PLACED
from ui.wording import _, ngettext
from ui.wording.aims import marked_priority

SIGNS = {"proven": " ✓", "agreed": " ="}


def summary_line(problem: Problem, plan: Plan, aims: Iterable[Aim] = (), issued: int = 0) -> str:
    """The line for a plan. `aims` are the solver's, for its own plan; leave them out for an edited one.

    `issued` counts its packages whose records stand.
    """
    index = problem.index
    live = {each.part.package for each in problem.settled if not each.is_new}
    sought: Counter[Priority] = Counter()
    placed: Counter[Priority] = Counter()
    for package in index.packages.values():
        if package.package in live or package.sds_option == 1:
            continue
        priority = index.priority(package)
        sought[priority] += 1
        parts = [plan.awards.get((package.package, part.number)) for part in package.parts]
        placed[priority] += all(parts)
    settled = {aim.aim: SIGNS.get(aim.proven_by, "") for aim in aims if aim.proven}
    words = [_("Placed {placed} of {all}").format(placed=placed.total(), all=sought.total())]
    words += [
        _("{priority} {placed} of {all}").format(
            priority=marked_priority(priority), placed=placed[priority], all=sought[priority]
        )
        + settled.get(name, "")
        for priority, name in zip(Priority, PLACED, strict=True)
        if sought[priority]
    ]
    out = [ngettext("{count} issued", "{count} issued", issued).format(count=issued)] if issued else []
    return " · ".join([*words, *_later_steps(plan, live), *out])


def unbroken(summary: str) -> str:
    """The line as a label may wrap it: between its figures, after the dot, never inside one."""
    return "\u00a0· ".join(figure.replace(" ", "\u00a0") for figure in summary.split(" · "))


def _later_steps(plan: Plan, live: set[str]) -> list[str]:
    """How many packages went to each step after the first."""
    steps = {
        (each.award.step, each.package)
        for each in plan
        if each.award is not None and each.award.step > 1 and each.package not in live
    }
    counts = Counter(step for step, _package in steps)
    return [
        ngettext("{count} at step {step}", "{count} at step {step}", counts[step]).format(
            count=counts[step], step=step
        )
        for step in sorted(counts)
    ]
