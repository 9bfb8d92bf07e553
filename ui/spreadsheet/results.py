"""A statement of payment by results as a workbook: the sums by contract, and every review behind them."""

from collections.abc import Iterator, Sequence

from allocation.record.results import ResultsStatement
from ui.spreadsheet.moves import pounds
from ui.spreadsheet.write import Cell, workbook_bytes

SUMS = (
    "provider", "first", "last", "contract", "results_share", "reduction_target", "at_stake",
    "outcomes_could_earn", "outcomes_earned", "hours_before", "hours_after", "demand_could_earn",
    "demand_earned", "earned", "not_reviewed",
)  # fmt: skip
"""The columns of the sheet `statement`: a row a contract; money in pounds, shares in per cent."""

REVIEWS = (
    "contract", "package", "since", "on", "days", "rate", "hours_before", "hours_after", "agreed", "achieved",
    "at_stake", "outcomes_could_earn", "outcomes_earned",
)  # fmt: skip
"""The columns of the sheet `reviews`: a row a review."""


def statement_workbook(made: ResultsStatement) -> bytes:
    """Both sheets."""
    return workbook_bytes({"statement": (SUMS, _sums(made)), "reviews": (REVIEWS, _reviews(made))})


def _sums(made: ResultsStatement) -> Iterator[Sequence[Cell]]:
    for each in made.contracts:
        yield (
            made.provider, made.first, made.last, each.contract, each.share / 100,
            None if each.target is None else each.target / 100, _number(each.stake),
            _number(each.outcomes_most), _number(each.outcomes), each.before / 60, each.after / 60,
            _number(each.demand_most), _number(each.demand), _number(each.earned), "; ".join(each.due),
        )  # fmt: skip


def _reviews(made: ResultsStatement) -> Iterator[Sequence[Cell]]:
    for each in made.contracts:
        for line in each.lines:
            care = line.care
            yield (
                each.contract, care.package, care.since, care.on, care.days, _number(care.rate),
                care.before / 60, care.after / 60, care.agreed, care.achieved, _number(line.stake),
                _number(line.outcomes_most), _number(line.outcomes),
            )  # fmt: skip


def _number(pence: int) -> float:
    """Pounds as a number that a spreadsheet can sum."""
    return float(pounds(pence) or 0)
