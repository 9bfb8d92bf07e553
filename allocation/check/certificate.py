"""Checks, without any solver, the bounds that a certificate claims: exact whole numbers over the round alone.

A certificate is a list of *cuts*. A cut gives whole-number weights to aims and whole-number prices to parts,
and stands for an inequality that every valid plan obeys, whoever found it:

    sum of weight * (signed value of the aim)  <=  ceiling

The check does not believe the ceiling but finds it again. Every part pays its price to whoever takes it, and
every package earns the prices of its parts when it is placed; prices cancel in any plan that places each part
once and packages whole. What is left falls apart into packages, placed or not as pays best (a pinned one is
placed, whatever that earns), and providers, each with its best set of parts under its own limits
(`allocation.check.best_set`). Added up, that is a ceiling whatever the prices are (Lagrangian duality;
Dantzig and Wolfe, 1960). Changed prices give another true ceiling, never a false bound.

The bound of an aim follows from a cut whose last weight is that aim's: ceiling, less what the earlier aims'
reported values account for, divided by the weight and rounded to the aim's grain.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from allocation.check.best_set import best_sets
from allocation.check.blocks import blocks
from allocation.check.ground import LARGEST
from allocation.check.layout import TooLargeError, Worth
from allocation.check.provider_sets import ProviderSets, provider_sets
from allocation.codec import from_bytes
from allocation.model import Plan, Round
from allocation.problem import OpenPackage, Problem, build
from allocation.problem.aims import aim_values, bounded
from allocation.problem.terms import Terms, terms

WIDTH = 30_000
"""The widest search that the check gives to one provider, whatever a certificate asks for."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One inequality. `weights` lists (aim's id, weight); `prices` has one for each open part, in the
    problem's order (empty: all 0). `slopes` lists (commitment, slope) and `width` says how wide a provider's
    search is to be: guides, which make no bound false.
    """

    weights: tuple[tuple[str, int], ...]
    prices: tuple[int, ...] = ()
    slopes: tuple[tuple[int, int], ...] = ()
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class Certificate:
    """What `certificate.json` holds: the aims' values in order, as reported, and the cuts. A cut speaks for
    the last of its aims.
    """

    values: tuple[tuple[str, int], ...] = ()
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """One aim, its reported value, and the best bound that the cuts establish; None: no cut speaks for it."""

    aim: str
    value: int
    bound: int | None

    @property
    def proven(self) -> bool:
        """Whether the bound is met."""
        return self.bound == self.value


def verify(
    round_: Round, certificate: str | bytes, plan: Plan | None = None, problem: Problem | None = None
) -> tuple[Proof, ...]:
    """The bounds that a certificate really establishes, aim by aim, given its values of the earlier aims.

    Those values are taken from the certificate; with a plan, they must be that plan's. `problem` spares
    building it again. Raises `ValueError` (of which `msgspec.ValidationError` is one) where the text is no
    certificate of this round, or of this plan.
    """
    problem = problem or build(round_)
    known = terms(problem)
    given = from_bytes(certificate, Certificate)
    if tuple(aim for aim, _ in given.values) != tuple(spec.aim for spec in known.specs):
        raise ValueError("the certificate is about other aims")
    values = [value for _, value in given.values]
    if plan is not None and dict(given.values) != aim_values(problem, problem.chosen(plan)):
        raise ValueError("the certificate reports values that are not the plan's")
    sets = provider_sets(problem, known, blocks(problem)) if given.cuts else ()
    ceilings = [(cut, ceiling(problem, known, cut, sets)) for cut in given.cuts]
    bounds = bounds_of(known, values, ceilings)
    holds = bounded(problem)
    return tuple(
        Proof(spec.aim, values[aim], bounds[aim] if aim < holds else None)
        for aim, spec in enumerate(known.specs)
    )


def bounds_of(
    known: Terms, values: Sequence[int], ceilings: Sequence[tuple[Cut, int]]
) -> tuple[int | None, ...]:
    """Each aim's bound from cuts and their ceilings, given the values of all earlier aims (unsigned both)."""
    number = {spec.aim: aim for aim, spec in enumerate(known.specs)}
    best: list[int | None] = [None] * len(values)
    for cut, top in ceilings:
        weights = sorted((number[aim], weight) for aim, weight in cut.weights)
        last, weight = weights[-1]
        if weight <= 0:
            continue
        rest = top - sum(each * known.signed(aim, values[aim]) for aim, each in weights[:-1])
        bound = known.rounded(last, rest // weight)
        known_best = best[last]
        best[last] = bound if known_best is None else min(bound, known_best)
    return tuple(None if bound is None else known.signed(aim, bound) for aim, bound in enumerate(best))


def ceiling(problem: Problem, known: Terms, cut: Cut, among: Sequence[ProviderSets] | None = None) -> int:
    """What no valid plan's weighted sum of signed aims can pass, by the cut's prices.

    `among` spares finding the providers' sets again. Raises `ValueError` where the cut does not fit the
    problem, or its numbers are too large.
    """
    weight = _weights(known, cut)
    prices = _prices(problem, cut)
    total = sum(weight[aim] * constant for aim, constant in enumerate(known.constant))
    for number, package in enumerate(problem.packages):
        earned = sum(weight[aim] * amount for aim, amount in known.packages[number])
        total += at_best(package, earned + sum(prices[part] for part in package.parts))
    width = max(1, min(cut.width, WIDTH))
    among = provider_sets(problem, known, blocks(problem)) if among is None else among
    found = best_sets((sets, worth(problem, known, cut, sets), width) for sets in among)
    return total + sum(each.ceiling for each in found)


def at_best(package: OpenPackage, earned: int) -> int:
    """What a package earns at best, when being placed earns so much: only a pinned one has no choice."""
    return earned if package.pinned else max(0, earned)


def worth(problem: Problem, known: Terms, cut: Cut, sets: ProviderSets) -> Worth:
    """What a provider's picks are worth under a cut: their aims' terms, less their parts' prices."""
    weight = _weights(known, cut)
    prices = _prices(problem, cut)
    largest = np.abs(sets.terms).max(axis=1, initial=0).tolist()
    reach = sum(map(int.__mul__, weight, largest)) + max(map(abs, prices), default=0)
    if max(reach, *weight) > LARGEST:
        raise TooLargeError
    slope = {problem.commitments[number].award: each for number, each in cut.slopes}
    return Worth(
        gain=np.array(weight, dtype=np.int64) @ sets.terms - np.array(prices, dtype=np.int64)[sets.part],
        pair_cost=weight[known.pairs] if known.pairs >= 0 else 0,
        promise_cost=weight[known.commitments] if known.commitments >= 0 else 0,
        slopes=tuple(slope.get(each.award, 0) for each in sets.commitments),
    )


def _weights(known: Terms, cut: Cut) -> list[int]:
    given = dict(cut.weights)
    if not given or min(given.values()) < 0 or len(given) < len(cut.weights):
        raise ValueError("a cut has weights of aims, each once, none below zero")
    if unknown := given.keys() - {spec.aim for spec in known.specs}:
        raise ValueError(f"a cut weighs unknown aims: {', '.join(sorted(unknown))}")
    return [given.get(spec.aim, 0) for spec in known.specs]


def _prices(problem: Problem, cut: Cut) -> Sequence[int]:
    if cut.prices and len(cut.prices) != len(problem.parts):
        raise ValueError("a cut has one price for each open part")
    if any(not 0 <= number < len(problem.commitments) for number, _ in cut.slopes):
        raise ValueError("a cut has slopes of the problem's commitments")
    return cut.prices or [0] * len(problem.parts)
