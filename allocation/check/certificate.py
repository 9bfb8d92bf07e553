"""Checks, without any solver, the bounds that a certificate claims: exact whole numbers over the round alone.

A certificate is a list of *cuts* (`allocation.check.cuts`), whoever found them. The check does not believe
what they claim but finds it again, one after another, each among what those before it leave to plans that are
better than the reported values (`allocation.check.fixing`).
"""

from dataclasses import dataclass

from allocation.check.blocks import blocks
from allocation.check.cuts import Cut, bounds_of
from allocation.check.fixing import Chain
from allocation.check.provider_sets import provider_sets
from allocation.codec import from_bytes
from allocation.model import Plan, Round
from allocation.problem import Problem, build
from allocation.problem.aims import aim_values, bounded
from allocation.problem.fit import without_misfits
from allocation.problem.terms import terms

MOST_CUTS = 1_000
"""Cuts that a certificate has at most, so that a hostile one cannot keep the check busy for ever."""


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
    whole = problem or build(round_)
    problem = without_misfits(whole)
    known = terms(problem)
    given = _read(certificate)
    if tuple(aim for aim, _ in given.values) != tuple(spec.aim for spec in known.specs):
        raise ValueError("the certificate is about other aims")
    values = [value for _, value in given.values]
    if plan is not None and dict(given.values) != aim_values(whole, whole.chosen(plan)):
        raise ValueError("the certificate reports values that are not the plan's")
    sets = provider_sets(problem, known, blocks(problem)) if given.cuts else ()
    chain = Chain(problem, known, sets, [known.signed(aim, value) for aim, value in enumerate(values)])
    bounds = bounds_of(known, values, [(cut, chain.ceiling(cut)) for cut in given.cuts])
    holds = bounded(problem)
    return tuple(
        Proof(spec.aim, values[aim], bounds[aim] if aim < holds else None)
        for aim, spec in enumerate(known.specs)
    )


def _read(certificate: str | bytes) -> Certificate:
    try:
        given = from_bytes(certificate, Certificate)
    except RecursionError:
        raise ValueError("the certificate has brackets in brackets without end") from None
    if len(given.cuts) > MOST_CUTS:
        raise ValueError(f"a certificate has at most {MOST_CUTS} cuts")
    return given
