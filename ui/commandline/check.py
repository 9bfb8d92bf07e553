"""`check`: any plan of a round, judged by code that knows nothing of any solver."""

from collections.abc import Sequence
from pathlib import Path

from allocation.check import Verdict, judge
from allocation.check.certificate import Proof, verify
from allocation.errors import Fault, WorldError
from allocation.intake.columns import Cells
from allocation.intake.plan import read_plan
from allocation.model import Aim, Plan, Round
from allocation.problem import Problem, build
from allocation.use_cases.plan_cells import wrong_cells
from ui.commandline.claims import CERTIFICATE, RESULT, Claims, agreed_notes, claims_in, false_claims
from ui.commandline.rounds import round_at
from ui.commandline.terminal import aims_table, aside, out
from ui.commandline.words import by_part, counted, noted, told, verdict_lines
from ui.spreadsheet.csv_text import read_csv
from ui.spreadsheet.file_bytes import read_bytes
from ui.wording import _


def check(path: Path, answer: Path) -> bool:
    """Judge the plan in an out folder, or one plan.csv, and tell the verdict. Gives whether all is well.

    Raises `WorldError` where round or plan cannot be read.
    """
    round_, _people = round_at(path)
    plan, rows = _plan_and_rows(answer, round_)
    problem = build(round_)
    verdict = judge(round_, plan, problem)
    faults = [*by_part(verdict.faults, problem.index.packages), *wrong_cells(rows, plan, problem)]
    proofs, claims = None, None
    if answer.is_dir():
        proofs = _proofs(round_, answer / CERTIFICATE, problem)
        claims, broken = _claims(answer / RESULT)
        faults += [*broken, *false_claims(round_, verdict, claims, proofs)]
    console, by_points = out(), round_.policy.score_by == "points"
    for line in verdict_lines(verdict):
        console.print(line)
    aims = _aims(verdict, proofs or ())
    notes = agreed_notes(verdict, claims, aims, by_points=by_points)
    console.print(aims_table(aims, by_points=by_points, notes=notes))
    if answer.is_dir() and not (answer / RESULT).exists():
        console.print(_("There is no result.json, so no claims were checked."))
    if faults:
        names = {provider.provider: provider.name for provider in round_.providers}
        console.print(counted(len(faults)))
        console.print(told(faults, names))
    return not faults


def plan_at(answer: Path, round_: Round) -> Plan:
    """The plan in an out folder or in one file. Raises `WorldError` with every fault of reading it."""
    plan, _rows = _plan_and_rows(answer, round_)
    return plan


def _plan_and_rows(answer: Path, round_: Round) -> tuple[Plan, tuple[Cells, ...]]:
    path = answer / "plan.csv" if answer.is_dir() else answer
    if not path.exists():
        raise WorldError(Fault("no_plan", value=str(answer)))
    table, notices = read_csv(read_bytes(path), "plan", path.name)
    read = read_plan(table, round_)
    if notices or read.notices:
        aside().print(noted((*notices, *read.notices)))
    if read.plan is None:
        raise WorldError(*read.faults)
    return read.plan, read.rows


def _proofs(round_: Round, path: Path, problem: Problem) -> tuple[Proof, ...] | None:
    """What a certificate shows; None where there is none."""
    if not path.exists():
        return None
    try:
        return verify(round_, read_bytes(path), problem=problem)
    except ValueError as error:
        raise WorldError(Fault("certificate_broken", facts={"why": str(error)})) from None


def _claims(path: Path) -> tuple[Claims | None, tuple[Fault, ...]]:
    """What is claimed, as far as that can be read; None where nothing is."""
    if not path.exists():
        return None, ()
    try:
        return claims_in(path), ()
    except ValueError as error:
        return None, (Fault("result_broken", facts={"why": str(error)}),)


def _aims(verdict: Verdict, proofs: Sequence[Proof]) -> list[Aim]:
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
