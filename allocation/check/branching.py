"""Where a cut holds: for every plan, or for those on one branch of a tree of questions.

A question is about one part: does it go to one of these options of its (one award, all that a provider has
for it, or any)? A plan answers yes or no; a part that is left unplaced answers no to every question. A branch
is a list of answers, and its plans are the valid plans that give them all. So the two branches that go on
from a branch with yes and with no to the same question share out its plans between them, whatever was asked.

Bounds rest on that alone. Let b(branch) be the least of what the branch's own cuts allow and, for any
question both of whose answers go on from it, the greater of the two b's there. No plan of the branch passes
b: not a cut's bound, by the cut's ceiling; nor the greater of two, because the plan is on one of the two
sides, where by induction it does not pass that side's. Every valid plan is on the branch without answers, so
its b bounds the aim: the worst leaf, or better where some node's own cut says more.

A certificate can say nothing here that makes a bound false. A side that is missing bounds nothing above it;
what is asked twice, or contradicts what was said before, has a side without plans, of which any bound holds.

Branch and bound with Lagrangian bounds as for generalised assignment (Savelsbergh, "A branch-and-price
algorithm for the generalized assignment problem", 1997; Posta, Ferland and Michelon, 2012).
"""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import numpy as np

from allocation.check.blocks import Pick
from allocation.check.provider_sets import ProviderSets
from allocation.problem import Problem

LONGEST = 100
"""Answers that a branch has at most."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether open part `part` goes to one of its `options` (their numbers, rising)."""

    part: int
    options: tuple[int, ...]
    yes: bool


Branch = tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """What a branch leaves: of the parts that it narrows, their `options`; and the packages (by number) that
    it has `placed` and `unplaced`.
    """

    options: Mapping[int, frozenset[int]]
    placed: AbstractSet[int]
    unplaced: AbstractSet[int]

    @property
    def nothing(self) -> bool:
        """Whether it contradicts itself, so that no valid plan is on this branch."""
        return not self.placed.isdisjoint(self.unplaced)

    def both(self, problem: Problem, other: "Left") -> "Left":
        """What this and another leave."""
        if not self.options:
            return other
        options = dict(self.options)
        for part, there in other.options.items():
            options[part] = options.get(part, there) & there
        return left_with(problem, options, self.placed | other.placed)

    def has(self, pick: Pick) -> bool:
        """Whether a part may still go to an option."""
        return pick[0] not in self.options or pick[1] in self.options[pick[0]]

    def at_best(self, package: int, earned: int) -> int:
        """What a package earns at best, when being placed earns so much: it has a choice unless a person or
        the branch made it.
        """
        if package in self.placed:
            return earned
        return 0 if package in self.unplaced else max(0, earned)

    def picks_of(self, sets: ProviderSets) -> ProviderSets:
        """A provider's picks, without those that the branch rules out."""
        if not self.options:
            return sets
        keep = [self.has(pick) for pick in sets.picks]
        if all(keep):
            return sets
        there = np.nonzero(np.array(keep))[0]
        return replace(
            sets,
            picks=tuple(sets.picks[pick] for pick in there.tolist()),
            part=sets.part[there],
            item=sets.item[there],
            uses=sets.uses[there],
            minutes=sets.minutes[there],
            promise=sets.promise[there],
            pair=sets.pair[there],
            terms=sets.terms[:, there],
        )


ALL = Left({}, frozenset(), frozenset())
"""What is left where nothing is ruled out but what persons have settled."""


def left_by(problem: Problem, branch: Branch) -> Left:
    """What a branch leaves of a problem. Pinned packages are placed on every branch; with a part that has no
    option left its whole package is unplaced.

    Raises `ValueError` where a branch is too long, or asks about a part or options that there are not.
    """
    if len(branch) > LONGEST:
        raise ValueError(f"a cut's branch has at most {LONGEST} answers")
    options: dict[int, frozenset[int]] = {}
    placed: set[int] = set()
    for answer in branch:
        _refuse_unknown(problem, answer)
        asked = frozenset(answer.options)
        there = options.get(answer.part)
        if there is None:
            there = frozenset(range(len(problem.parts[answer.part].options)))
        options[answer.part] = there & asked if answer.yes else there - asked
        if answer.yes:
            placed.add(problem.parts[answer.part].package)
    return left_with(problem, options, placed)


def left_with(problem: Problem, options: Mapping[int, frozenset[int]], placed: Collection[int] = ()) -> Left:
    """What is left where some parts have no more than these options, and these packages are placed."""
    pinned = {number for number, package in enumerate(problem.packages) if package.pinned}
    unplaced = {problem.parts[part].package for part, there in options.items() if not there}
    nowhere = {part: frozenset[int]() for package in unplaced for part in problem.packages[package].parts}
    return Left({**options, **nowhere}, pinned.union(placed), frozenset(unplaced))


def _refuse_unknown(problem: Problem, answer: Answer) -> None:
    known = len(problem.parts[answer.part].options) if 0 <= answer.part < len(problem.parts) else 0
    numbers = answer.options
    if not numbers or list(numbers) != sorted({*numbers}) or numbers[0] < 0 or numbers[-1] >= known:
        raise ValueError("a cut's branch asks about an open part and some of its options, in their order")


def worst_leaf(found: Mapping[Branch, int]) -> int | None:
    """The bound that holds for every valid plan, from those that hold on branches; None where these leave a
    side open. More is better.
    """
    return _joined(found)[0].get(())


def needed(found: Mapping[Branch, int]) -> tuple[Branch, ...]:
    """The branches whose bounds the worst leaf's rests on: the leaves of the best tree that they make."""
    best, sides = _joined(found)
    leaves: list[Branch] = []
    nodes: list[Branch] = [()] if () in best else []
    while nodes:
        node = nodes.pop()
        if node in sides:
            nodes += sides[node]
        else:
            leaves.append(node)
    return tuple(leaves)


def _joined(found: Mapping[Branch, int]) -> tuple[dict[Branch, int], dict[Branch, tuple[Branch, Branch]]]:
    """Every branch's bound, and the two sides of those that have theirs from them."""
    best = dict(found)
    sides: dict[Branch, tuple[Branch, Branch]] = {}
    for length in range(max(map(len, best), default=0), 0, -1):
        for branch in [each for each in best if len(each) == length]:
            before, other = branch[:-1], (*branch[:-1], replace(branch[-1], yes=not branch[-1].yes))
            if other in best and (before not in best or max(best[branch], best[other]) < best[before]):
                best[before] = max(best[branch], best[other])
                sides[before] = branch, other
    return best, sides
