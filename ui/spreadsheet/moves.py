"""moves.csv: a row for each part that a provider has, whether it stays, where it goes and why."""

from collections.abc import Iterable, Iterator, Sequence

from allocation.moving import MoveLine
from ui.spreadsheet.write import Cell
from ui.wording.changes import change_sentence
from ui.wording.facts import Names
from ui.wording.moving import avoided_sentence, cause_sentence, nowhere_name

MOVE_COLUMNS = (
    "package", "part", "priority", "area", "staff_minutes", "outcome", "from_provider", "from_lot",
    "cost_before", "to_provider", "to_contract", "to_lot", "to_step", "cost_after", "code", "why",
    "staying_cost", "staying_misses", "placed_by", "nowhere_code", "why_nowhere",
)  # fmt: skip
"""`outcome` is stays, moves or unplaced. The cost before is empty where the round does not say what was paid.

`staying_cost` is pounds a week where the part would have stayed, `staying_misses` what that would cost the
plan; both are empty where it stays, or cannot. `placed_by` is the least that would place what is not placed,
and `why_nowhere` says why no other award has that.
"""


def move_rows(lines: Iterable[MoveLine], names: Names, *, by_points: bool) -> Iterator[Sequence[Cell]]:
    """The rows, by package and part. `names` are providers' by reference."""
    for line in lines:
        award, kept = line.award, line.avoided
        yield (
            line.package,
            line.part,
            str(line.priority),
            line.area,
            line.minutes,
            str(line.fate),
            line.holder,
            line.lot_before or None,
            pounds(line.before),
            award.provider if award else None,
            award.contract if award else None,
            award.lot if award else None,
            award.step if award else None,
            pounds(line.after) if award else None,
            line.cause.code if line.cause else None,
            cause_sentence(line.cause, names) if line.cause else None,
            pounds(line.avoided_pence),
            avoided_sentence(kept, by_points=by_points) if kept else None,
            change_sentence(line.change, names) if line.change else None,
            line.nowhere.code if line.nowhere else None,
            nowhere_name(line.nowhere) if line.nowhere else None,
        )


def pounds(pence: int | None) -> str | None:
    """Whole pence as pounds in digits: "24.15"."""
    return None if pence is None else f"{pence // 100}.{pence % 100:02}"
