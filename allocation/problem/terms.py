"""Every aim as a sum of whole-number terms, signed so that more is better: what engine and check reckon with.

The signed value of an aim for a plan is its `constant` (nothing is placed, and pinned packages count all the
same) plus the terms of the options and packages that are placed, less, for two aims that are no plain sums:
`commitments`, a convex function of each award's load, and `pairs`, one for each new (provider, sector).
"""

from dataclasses import dataclass
from itertools import chain
from math import gcd

from allocation.problem.aims import PLACED, AimSpec, aim_specs, aim_values
from allocation.problem.values import Commitment, Option, Problem

Term = tuple[int, int]
"""(number of an aim in order, signed whole number)."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a problem. `options[part][option]` and `packages[package]` list (aim, signed amount).

    `commitments` and `pairs` are those aims' numbers, -1 where the policy leaves them out; `known_pairs` cost
    nothing more, because settled parts make them already. `grains` are the whole numbers in which each aim is
    counted: every plan's signed value is the constant plus a multiple, so that bounds may be rounded to it.
    """

    specs: tuple[AimSpec, ...]
    constant: tuple[int, ...]
    options: tuple[tuple[tuple[Term, ...], ...], ...]
    packages: tuple[tuple[Term, ...], ...]
    commitments: int
    pairs: int
    known_pairs: frozenset[int]
    grains: tuple[int, ...]

    def signed(self, aim: int, value: int) -> int:
        """An aim's value with more as better, or back again."""
        return value if self.specs[aim].most else -value

    def rounded(self, aim: int, ceiling: int) -> int:
        """The best signed value at or under a ceiling that the aim's grain allows."""
        grain = self.grains[aim]
        return self.constant[aim] + (ceiling - self.constant[aim]) // grain * grain


def terms(problem: Problem) -> Terms:
    """The terms of every aim of a problem."""
    specs = aim_specs(problem)
    number = {spec.aim: aim for aim, spec in enumerate(specs)}
    empty = aim_values(problem, [None] * len(problem.parts))
    packages: list[tuple[Term, ...]] = []
    for package in problem.packages:
        if package.pinned:  # placed in every plan, so it is in the constant
            packages.append(())
            continue
        found = [(number[PLACED[package.tier]], 1)]
        if "waits" in number and package.waited:
            found.append((number["waits"], package.waited))
        packages.append(tuple(found))
    options = tuple(
        tuple(_option(problem, option, part.minutes, number) for option in part.options)
        for part in problem.parts
    )
    commitments = number.get("commitments", -1) if problem.commitments else -1
    grains = [0] * len(specs)
    for amounts in chain(packages, chain.from_iterable(options)):
        for aim, amount in amounts:
            grains[aim] = gcd(grains[aim], amount)
    return Terms(
        specs=specs,
        constant=tuple(empty[spec.aim] if spec.most else -empty[spec.aim] for spec in specs),
        options=options,
        packages=tuple(packages),
        commitments=commitments,
        pairs=number.get("pairs", -1),
        known_pairs=frozenset(settled.option.pair for settled in problem.settled),
        grains=tuple(grain or 1 for grain in grains),
    )


def _option(problem: Problem, option: Option, minutes: int, number: dict[str, int]) -> tuple[Term, ...]:
    amounts = {f"step_{option.step}": -1, f"step_{option.step}_minutes": -minutes}
    if (option.award.contract, option.step) in problem.rank_steps:
        amounts["ranks"] = 1 - option.rank
    amounts |= {"wishes": int(option.wish), "score": -option.excess}
    return tuple((number[aim], amount) for aim, amount in amounts.items() if amount and aim in number)


def shortfall(commitment: Commitment, minutes: int) -> int:
    """How far an award with these open minutes is from its promise, in hundredths of a minute."""
    load = commitment.settled + minutes
    short = max(0, 100 * (commitment.guaranteed - load))
    return short + (0 if commitment.target is None else abs(commitment.target - 100 * load))
