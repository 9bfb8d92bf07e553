"""Every aim as a sum of whole-number terms, signed so that more is better: what engine and check reckon with.

The signed value of an aim for a plan is its `constant` (the plan that places nothing) plus the terms of the
options and packages that are placed, less, for two aims that are no plain sums: `commitments`, a convex
function of each award's load, and `pairs`, one for each new (provider, sector).
"""

from dataclasses import dataclass
from math import gcd

from allocation.problem.aims import PLACED, AimSpec, aim_specs, aim_values
from allocation.problem.values import Commitment, Option, Problem

Term = tuple[int, int]
"""(number of an aim in order, signed whole number)."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a problem. `options[part][option]` and `packages[package]` list (aim, signed amount).

    `commitments` and `pairs` are those aims' numbers, -1 where the policy leaves them out; `known_pairs` cost
    nothing more, because settled parts make them already.
    """

    specs: tuple[AimSpec, ...]
    constant: tuple[int, ...]
    options: tuple[tuple[tuple[Term, ...], ...], ...]
    packages: tuple[tuple[Term, ...], ...]
    commitments: int
    pairs: int
    known_pairs: frozenset[int]

    def signed(self, aim: int, value: int) -> int:
        """An aim's value with more as better, or back again."""
        return value if self.specs[aim].most else -value

    def grain(self, aim: int) -> int:
        """The whole number in which all amounts of a linear aim are counted; 1 for the others.

        Every plan's signed value is the constant plus a multiple of it, so a bound may be rounded to that.
        """
        if aim in (self.commitments, self.pairs):
            return 1
        amounts = [amount for part in self.options for option in part for a, amount in option if a == aim]
        amounts += [amount for package in self.packages for a, amount in package if a == aim]
        return gcd(*amounts) or 1

    def rounded(self, aim: int, ceiling: int) -> int:
        """The best signed value at or under a ceiling that the aim's grain allows."""
        grain = self.grain(aim)
        return self.constant[aim] + (ceiling - self.constant[aim]) // grain * grain


def terms(problem: Problem) -> Terms:
    """The terms of every aim of a problem."""
    specs = aim_specs(problem)
    number = {spec.aim: aim for aim, spec in enumerate(specs)}
    empty = aim_values(problem, [None] * len(problem.parts))
    packages = []
    for package in problem.packages:
        found = [(number[PLACED[package.tier]], 1)]
        if "waits" in number and package.waited:
            found.append((number["waits"], package.waited))
        packages.append(tuple(found))
    return Terms(
        specs=specs,
        constant=tuple(empty[spec.aim] if spec.most else -empty[spec.aim] for spec in specs),
        options=tuple(
            tuple(_option(problem, option, part.minutes, number) for option in part.options)
            for part in problem.parts
        ),
        packages=tuple(packages),
        commitments=number.get("commitments", -1) if problem.commitments else -1,
        pairs=number.get("pairs", -1),
        known_pairs=frozenset(settled.option.pair for settled in problem.settled),
    )


def _option(problem: Problem, option: Option, minutes: int, number: dict[str, int]) -> tuple[Term, ...]:
    amounts = {f"step_{option.step}": -1, f"step_{option.step}_minutes": -minutes}
    if (option.award.contract, option.step) in problem.rank_steps:
        amounts["ranks"] = 1 - option.rank
    amounts |= {"wishes": int(option.wish), "score": -option.excess}
    return tuple((number[aim], amount) for aim, amount in amounts.items() if amount and aim in number)


def shortfall(commitment: Commitment, minutes: int) -> int:
    """How far an award with so many open staff minutes is from what it was promised, in hundredths of a
    minute.
    """
    load = commitment.settled + minutes
    short = max(0, 100 * (commitment.guaranteed - load))
    return short + (0 if commitment.target is None else abs(commitment.target - 100 * load))
