"""The move list: every award that covers a package, and "not placed", each with the rules' answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from allocation.check.moves import Can, Move
from allocation.model import Award, AwardKey
from ui.screen.round.picture import Card
from ui.screen.round.words import CAN
from ui.screen.table.columns import Column
from ui.wording import _
from ui.wording.figures import hours, money
from ui.wording.reasons import say

COLOURS = {Can.HERE: "quiet", Can.YES: "good", Can.AUTHORITY: "substantial", Can.NO: "critical"}
ORDER = (Can.HERE, Can.YES, Can.AUTHORITY, Can.NO)


@dataclass(frozen=True, slots=True)
class Destination:
    """One row: an award, or None for "not placed"."""

    award: AwardKey | None
    move: Move
    provider: str
    rate: int | None
    names: Mapping[str, str]

    @property
    def answer(self) -> str:
        """The rules' answer in a word, with its sign."""
        return _("is here") if self.move.can is Can.HERE else CAN[self.move.can]

    @property
    def why(self) -> str:
        """What stands in the way, and what it takes, as sentences."""
        place = [] if self.award is None else [_place(self)]
        rate = [] if self.rate is None else [_("{rate} an hour.").format(rate=money(self.rate))]
        said = [say(self.move.code, self.move.facts, self.names)] if self.move.code else []
        if self.move.waives:
            said.append(_("It can be fixed there by a person with authority, who is named on the record."))
        elif self.move.proposal:
            said.append(_("This step needs authority before it can be offered or issued."))
        if not said and self.move.can is Can.YES and self.award is not None:
            said.append(_("It has room."))
        return " ".join([*place, *said, *rate])


def destinations(
    moves: Iterable[Move], awards: Mapping[AwardKey, Award], names: Mapping[str, str], *, placed: bool
) -> list[Destination]:
    """Rows for a part: what can take it first, in contract order.

    Awards whose lot does not cover it are left out. `placed` adds "not placed" as the last.
    """
    rows = [
        Destination(move.award, move, names[move.award.provider], awards[move.award].rate, names)
        for move in moves
        if move.code != "coverage"
    ]
    rows.sort(key=lambda row: ORDER.index(row.move.can))
    if placed:
        nowhere = Move(AwardKey(0, "", "", ""), Can.YES)
        rows.append(Destination(None, nowhere, _("Not placed"), None, names))
    return rows


def move_title(card: Card, issued: str, *, movable: bool) -> str:
    """What stands above the list, or why there is none. `issued` is the number of the record that stands."""
    if issued:
        words = _("{package} was issued as {number}: withdraw that record first, on the Records page.")
    elif not movable:
        words = _("{package} was offered or is live: the round does not move it.")
    elif card.of == 1:
        words = _("Move {package}, {hours}")
    else:
        words = _("Move {package} part {part}, {hours}")
    return words.format(package=card.package, part=card.part, hours=hours(card.minutes), number=issued)


def _place(row: Destination) -> str:
    assert row.award is not None  # noqa: S101 - "not placed" has no place
    words = _("{provider}, step {step} of {lot}.")
    return words.format(provider=row.provider, step=row.award.step, lot=row.award.lot)


def _where(row: Destination) -> str:
    return _("{step} · {lot}").format(step=row.award.step, lot=row.award.lot) if row.award else ""


COLUMNS: tuple[Column[Destination], ...] = (
    Column("answer", _("Answer"), lambda row: row.answer, 96, colour=lambda row: COLOURS[row.move.can]),
    Column("provider", _("Provider"), lambda row: row.provider, 160, tip=lambda row: row.provider),
    Column("where", _("Step · lot"), _where, 110, tip=_where),
)
