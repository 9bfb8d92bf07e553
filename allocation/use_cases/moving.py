"""Moving a book at the desk: what is released is frozen as a round, and its plan is seen before and after."""

from dataclasses import dataclass

from allocation.acts.rows import FrozenRound
from allocation.check import smallest_changes
from allocation.index import index
from allocation.model import PlacementKind, Round
from allocation.moving import Book, Release, book_of, moving_round
from allocation.older import frozen_round
from allocation.ports import Reading
from allocation.use_cases.desk import Desk, not_found, reading, writing
from allocation.use_cases.rounds import RoundView, freeze, view_of
from allocation.use_cases.snapshot import snapshot
from allocation.use_cases.who import Right


@dataclass(frozen=True, slots=True)
class BookView:
    """A round that moves a book, as it stands, and the book before and after its plan."""

    view: RoundView
    book: Book


def release(desk: Desk, wanted: Release) -> RoundView:
    """Freeze the live book of today with what is released; what waits is no part of this round.

    Raises `WorldError` as `moving_round` does.
    """
    with writing(desk, Right.ALLOCATE) as writer:
        current = snapshot(writer, desk.clock.today())
        round_ = moving_round(current.round_, wanted)
        members = {each.package: current.members[each.package] for each in round_.packages}
        return freeze(desk, writer, round_, members)


def latest_book(desk: Desk) -> str | None:
    """The newest round that releases care, if there is one."""
    with reading(desk) as view:
        rows = sorted(view.rows(FrozenRound), key=lambda row: row.value.at, reverse=True)
        for row in rows:
            placements = _frozen(view, row.value).placements
            if any(each.kind is PlacementKind.RELEASE for each in placements):
                return row.key
    return None


def book_view(desk: Desk, key: str) -> BookView:
    """A round and its book. Raises `WorldError` (`not_found`)."""
    with reading(desk) as view:
        row = view.get(FrozenRound, key)
        if row is None:
            raise not_found("round", key)
        frozen = _frozen(view, row.value)
        seen = view_of(view, key)
    unplaced = sorted({each.package for each in seen.plan if each.award is None})
    changes = {each: smallest_changes(seen.round_, seen.plan, each, seen.problem) for each in unplaced}
    held = index(frozen).placements
    return BookView(seen, book_of(seen.round_, seen.plan, seen.problem, changes, held))


def _frozen(view: Reading, row: FrozenRound) -> Round:
    return frozen_round(view.blob(row.round_sha256))
