"""`check`: any plan of a round, judged by code that knows nothing of any solver."""

import json
from collections.abc import Iterator
from pathlib import Path

from allocation.check import Verdict, judge
from allocation.check.certificate import Proof, verify
from allocation.codec import round_sha256
from allocation.errors import Fault, WorldError
from allocation.intake.plan import read_plan
from allocation.model import Aim, Plan, Round
from allocation.problem import Problem, build
from ui.commandline.rounds import round_at
from ui.commandline.terminal import aims_table, aside, out
from ui.commandline.words import counted, noted, told, verdict_lines
from ui.spreadsheet.csv_text import read_csv
from ui.spreadsheet.file_bytes import read_bytes


def check(path: Path, answer: Path) -> bool:
    """Judge the plan in an out folder, or one plan.csv, and tell the verdict. Gives whether all is well.

    Raises `WorldError` where round or plan cannot be read.
    """
    round_, _people = round_at(path)
    plan = plan_at(answer, round_)
    problem = build(round_)
    verdict = judge(round_, plan, problem)
    certificate = answer / "certificate.json"
    proofs: tuple[Proof, ...] = ()
    faults = list(verdict.faults)
    if answer.is_dir() and certificate.exists():
        proofs = _proofs(round_, certificate, problem)
        faults += _claims(round_, verdict, proofs, answer / "result.json")
    console = out()
    for line in verdict_lines(verdict):
        console.print(line)
    console.print(aims_table(_aims(verdict, proofs), by_points=round_.policy.score_by == "points"))
    if faults:
        names = {provider.provider: provider.name for provider in round_.providers}
        console.print(counted(len(faults)))
        console.print(told(faults, names))
    return not faults


def plan_at(answer: Path, round_: Round) -> Plan:
    """The plan in an out folder or in one file. Raises `WorldError` with every fault of reading it."""
    path = answer / "plan.csv" if answer.is_dir() else answer
    if not path.exists():
        raise WorldError(Fault("no_plan", value=str(answer)))
    table, notices = read_csv(read_bytes(path), "plan", path.name)
    read = read_plan(table, round_)
    if notices or read.notices:
        aside().print(noted((*notices, *read.notices)))
    if read.plan is None:
        raise WorldError(*read.faults)
    return read.plan


def _proofs(round_: Round, path: Path, problem: Problem) -> tuple[Proof, ...]:
    try:
        return verify(round_, read_bytes(path), problem=problem)
    except ValueError as error:
        raise WorldError(Fault("certificate_broken", facts={"why": str(error)})) from None


def _claims(round_: Round, verdict: Verdict, proofs: tuple[Proof, ...], result: Path) -> Iterator[Fault]:
    """What certificate and result say that is not so."""
    for proof in proofs:
        if proof.value != verdict.aims[proof.aim]:
            facts: dict[str, str | int] = {
                "aim": proof.aim,
                "said": proof.value,
                "has": verdict.aims[proof.aim],
            }
            yield Fault("certificate_other_plan", facts=facts)
    if not result.exists():
        return
    try:
        said = json.loads(read_bytes(result))
        claimed = {each["aim"] for each in said["aims"] if each["proven_by"] == "proven"}
        sha256 = said["round_sha256"]
    except (ValueError, KeyError, TypeError) as error:
        yield Fault("result_broken", facts={"why": str(error)})
        return
    if sha256 != round_sha256(round_):
        yield Fault("result_other_round", value=round_.council)
    shown = {proof.aim for proof in proofs if proof.proven}
    for aim in sorted(claimed - shown):
        yield Fault("claim_not_verified", facts={"aim": aim})


def _aims(verdict: Verdict, proofs: tuple[Proof, ...]) -> list[Aim]:
    """The plan's own values, with the certificate's bounds for as long as it is about them."""
    bounds = {proof.aim: proof for proof in proofs}
    aims: list[Aim] = []
    same = True
    for aim, value in verdict.aims.items():
        proof = bounds.get(aim) if same else None
        same = proof is not None and proof.value == value
        proven = proof is not None and same and proof.proven
        aims.append(Aim(aim, value, proof.bound if proof else None, proven, "proven" if proven else "bound"))
    return aims
