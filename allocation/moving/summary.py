"""A moved book's summary, for the meeting that decides on it: references only, no names of people."""

from dataclasses import dataclass

from allocation.check import Verdict
from allocation.model import PlacementKind, Result, Round
from allocation.moving.values import Book
from allocation.record.basis import basis_of
from allocation.record.issue import Issue
from allocation.record.values import Basis


@dataclass(frozen=True, slots=True)
class BookSummary:
    """Who stays, who moves and at what cost, before and after.

    `reasons` are what was written of the release, each once. `names` are providers', `lots` lots' names by
    reference, where they have one.
    """

    basis: Basis
    number: str
    reasons: tuple[str, ...]
    book: Book
    names: dict[str, str]
    lots: dict[str, str]


def book_summary(
    round_: Round, book: Book, verdict: Verdict, issue: Issue, result: Result | None = None, number: str = ""
) -> BookSummary:
    """The summary of a plan's book (`book_of`)."""
    told = {each.reason for each in round_.placements if each.kind is PlacementKind.RELEASE and each.reason}
    return BookSummary(
        basis=basis_of(round_, result, verdict, issue),
        number=number,
        reasons=tuple(sorted(told)),
        book=book,
        names={provider.provider: provider.name for provider in round_.providers},
        lots={lot.lot: lot.name or lot.lot for lot in round_.lots},
    )
