"""An answer as the files of an out folder (FORMATS), each as bytes."""

import json
from collections.abc import Iterable, Sequence

from allocation.codec import round_sha256
from allocation.errors import Fault
from allocation.model import ScoreBy
from allocation.moving import book_of, book_summary, moves_care
from allocation.record import Issue, allocation_records, provider_confirmations, round_summary
from allocation.use_cases.answer import Answer, PlanLine
from ui import paper
from ui.spreadsheet.moves import MOVE_COLUMNS, move_rows
from ui.spreadsheet.write import Cell, csv_bytes
from ui.wording import reasons as wording
from ui.wording.faults import sentence

PLAN_COLUMNS = (
    "package", "part", "provider", "contract", "lot", "step", "staff_minutes", "weekly_cost", "start",
)  # fmt: skip
REASON_COLUMNS = ("package", "step", "provider", "code", "sentence")
BOM = b"\xef\xbb\xbf"


def out_files(answer: Answer, version: str) -> dict[str, bytes]:
    """Every file by its name. Nothing in them says when or where they were made, but `seconds`."""
    issue = Issue(version=version)
    names = {each.provider: each.name for each in answer.round_.providers}
    records = allocation_records(
        answer.round_,
        answer.result.plan,
        answer.verdict,
        answer.reasons,
        answer.people,
        issue,
        answer.result,
        answer.problem,
    )
    summary = round_summary(
        answer.round_,
        answer.result.plan,
        answer.verdict,
        answer.reasons,
        answer.changes,
        issue,
        answer.result,
        answer.problem,
    )
    told = [
        (each.package, each.step, each.provider, each.code, wording.sentence(each, names))
        for each in answer.reasons
    ]
    book = book_files(answer, issue) if moves_care(answer.problem) else {}
    return {
        "plan.csv": plan_csv(answer.lines),
        "reasons.csv": _csv(REASON_COLUMNS, told),
        "result.json": _json(result_of(answer, version)),
        "certificate.json": _json(json.loads(answer.result.certificate)),
        "allocation-records.pdf": paper.allocation_records(records),
        "provider-confirmations.pdf": paper.provider_confirmations(provider_confirmations(records)),
        "round-summary.pdf": paper.round_summary(summary),
        **book,
    }


def book_files(answer: Answer, issue: Issue) -> dict[str, bytes]:
    """What a round adds that may move care that somebody has: a line for each such part, and its summary."""
    book = book_of(answer.round_, answer.result.plan, answer.problem, answer.changes)
    summary = book_summary(answer.round_, book, answer.verdict, issue, answer.result)
    rows = move_rows(summary.book.lines, summary.names, by_points=summary.basis.score_by_points)
    return {"moves.csv": _csv(MOVE_COLUMNS, rows), "book-summary.pdf": paper.book_summary(summary)}


def plan_csv(lines: Iterable[PlanLine]) -> bytes:
    """plan.csv: a line for each part, empty where it is unplaced."""
    return _csv(PLAN_COLUMNS, map(_row, lines))


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """For programs more than for people, so without the mark by which Excel knows UTF-8."""
    return csv_bytes(columns, rows).removeprefix(BOM)


def _row(line: PlanLine) -> list[Cell]:
    award = line.award
    pounds = f"{line.weekly_pence // 100}.{line.weekly_pence % 100:02}"
    return [
        line.package,
        line.part,
        award.provider if award else None,
        award.contract if award else None,
        award.lot if award else None,
        award.step if award else None,
        line.staff_minutes,
        pounds if award else None,
        line.start,
    ]


def result_of(answer: Answer, version: str) -> dict[str, object]:
    """What result.json says."""
    result = answer.result
    return {
        "aims": [
            {
                "aim": aim.aim,
                "unit": unit_of(aim.aim, answer.round_.policy.score_by),
                "value": aim.value,
                "bound": aim.bound,
                "proven": aim.proven,
                "proven_by": aim.proven_by,
            }
            for aim in result.aims
        ],
        "valid": answer.verdict.valid,
        "justified": answer.verdict.justified,
        "faults": [_fault(fault) for fault in answer.verdict.faults],
        "limit": {"work": result.effort.work, "seconds": result.effort.seconds},
        "work": result.work,
        "stopped_by": result.stopped_by.value,
        "seed": result.effort.seed,
        "version": version,
        "round_sha256": round_sha256(answer.round_),
        "seconds": round(result.seconds, 3),
    }


def unit_of(aim: str, score_by: ScoreBy) -> str:
    """What an aim's whole number counts, for whoever reads result.json."""
    if aim == "score":
        return "1/60 penny a week" if score_by is ScoreBy.COST else "1/10000 point"
    if aim.endswith("_minutes"):
        return "staff minutes a week"
    if aim.startswith(("step_", "wishes")):
        return "parts"
    units = {"ranks": "ranks", "commitments": "1/100 minute a week", "waits": "days", "pairs": "pairs"}
    return units.get(aim, "packages")


def _fault(fault: Fault) -> dict[str, object]:
    return {"code": fault.code, "sentence": sentence(fault), "facts": fault.facts}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
