"""What letting a card go on the board means: which award it asks for, and how a card travels until then."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QMimeData

from allocation.check.moves import Can, Move
from allocation.model import AwardKey
from ui.screen.round.items import Item, Unplaced, UnplacedReason
from ui.screen.round.picture import AwardRow, Card

MIME = "application/x-lotwise-part"


class Drop(NamedTuple):
    """Where a card was let go; `award` None means among what is not placed."""

    package: str
    part: int
    award: AwardKey | None


class Target(NamedTuple):
    """A place where a card may be let go; `award` None is among what is not placed."""

    award: AwardKey | None


def packed(card: Card) -> QMimeData:
    """A card as it is dragged: only the board that it is of understands it."""
    mime = QMimeData()
    mime.setData(MIME, f"{card.part} {card.package}".encode())
    return mime


def dropped_on(target: Target, mime: QMimeData) -> Drop:
    """The drop of a packed card on a target."""
    part, _space, package = bytes(mime.data(MIME).data()).decode().partition(" ")
    return Drop(package, int(part), target.award)


def target_of(item: Item | None, moves: Mapping[AwardKey, Move]) -> Target | None:
    """What a drop on an item would mean, by the rules' answers; None where it cannot be let go."""
    value = item.value if item is not None else None
    if isinstance(value, Unplaced | UnplacedReason):
        return Target(None)
    if isinstance(value, Card) and value.award is None:
        return Target(None)
    move = _move_to(item, moves)
    return None if move is None or move.can in (Can.NO, Can.HERE) else Target(move.award)


def refused_by(item: Item | None, moves: Mapping[AwardKey, Move]) -> AwardKey | None:
    """The award at an item that cannot have the card, where its rules say why."""
    move = _move_to(item, moves)
    return move.award if move is not None and move.can is Can.NO else None


def _move_to(item: Item | None, moves: Mapping[AwardKey, Move]) -> Move | None:
    value = item.value if item is not None else None
    if isinstance(value, Card) and value.award is not None:
        return moves.get(value.award)
    return moves.get(value.award.key) if isinstance(value, AwardRow) else None
