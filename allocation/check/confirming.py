"""What a solver says of its plan, as far as the check says so too."""

from dataclasses import replace

from allocation.check.verdict import Verdict
from allocation.model import Aim, Result, Round
from allocation.problem import Problem


class AnswerError(Exception):
    """The solver's plan does not stand before the independent check: a mistake of ours."""


def confirmed(round_: Round, result: Result, verdict: Verdict, problem: Problem) -> tuple[Aim, ...]:
    """The result's aims with the check's own values, and only those proofs that the check could make itself.

    What the solver calls proven without a certificate that holds is a bound and no more. A search that was
    ended before it had looked at any aim claims nothing.
    """
    from allocation.check.certificate import verify  # arrays are slow to load, and the window needs none

    if not result.aims:
        return ()
    proofs = {proof.aim: proof for proof in verify(round_, result.certificate, problem=problem)}
    aims: list[Aim] = []
    for aim in result.aims:
        if aim.value != verdict.aims[aim.aim]:
            raise AnswerError(f"{aim.aim} is {verdict.aims[aim.aim]} and was reported as {aim.value}")
        proof = proofs.get(aim.aim)
        holds = proof is not None and proof.value == aim.value and proof.proven
        if aim.proven_by == "proven" and not holds:
            aims.append(replace(aim, proven=False, proven_by="bound"))
        else:
            aims.append(aim)
    return tuple(aims)
