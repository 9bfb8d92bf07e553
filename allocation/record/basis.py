"""What every page of a round has in common, and the aims as far as the solver's bounds still hold."""

from collections.abc import Mapping

from allocation.check import Verdict
from allocation.codec import round_sha256
from allocation.model import Aim, Result, Round, ScoreBy
from allocation.record.issue import Issue
from allocation.record.values import Basis


def basis_of(round_: Round, result: Result | None, verdict: Verdict, issue: Issue) -> Basis:
    """The common part of a round's pages. `result` None: a plan that no solver made."""
    return Basis(
        council=round_.council,
        unit=issue.unit,
        contact=issue.contact,
        day=round_.day,
        policy=round_.policy.name,
        policy_version=round_.policy.version,
        aims=aims_of(verdict.aims, result),
        score_by_points=round_.policy.score_by is ScoreBy.POINTS,
        valid=verdict.valid,
        justified=verdict.justified,
        stopped_by=result.stopped_by if result else None,
        seed=result.effort.seed if result else None,
        version=issue.version,
        round_sha256=round_sha256(round_),
        by=issue.by,
        at=issue.at,
    )


def aims_of(values: Mapping[str, int], result: Result | None) -> tuple[Aim, ...]:
    """The plan's own values, each with the solver's bound for as long as the earlier values are the solver's.

    A bound is about plans that keep the reported values of all earlier aims. Where a person
    has moved a package since, it holds up to and with the first aim whose value changed,
    and says nothing of the later ones.
    """
    solved = {aim.aim: aim for aim in result.aims} if result else {}
    aims: list[Aim] = []
    same = True
    for name, value in values.items():
        known = solved.get(name)
        if known is None or not same:
            aims.append(Aim(name, value, None, proven=False, proven_by="bound"))
            same = False
            continue
        same = known.value == value
        if same:
            aims.append(known)
        else:
            aims.append(Aim(name, value, known.bound, proven=False, proven_by="bound"))
    return tuple(aims)
