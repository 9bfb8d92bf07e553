"""The board as one list of items, top to bottom, left to right: what is folded away is not in it.

The list is what the view draws, what keys walk along, and what a screen reader reads, so all three agree.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from ui.screen.round.picture import AwardRow, Card, LotGroup, Picture, StepGroup


class Fold(StrEnum):
    """Whether an item opens and closes, and how it stands."""

    NONE = "none"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class UnplacedReason:
    """Packages that were not placed for one reason, in words."""

    words: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Silent:
    """The providers of a step that gave no return and have nothing."""

    rows: tuple[AwardRow, ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """All that was not placed, by reason: how many packages, each once, however many parts it has."""

    packages: int


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on the board. `value` says what; `key` names it over changes of the plan."""

    key: tuple[object, ...]
    value: LotGroup | StepGroup | Silent | AwardRow | Card | Unplaced | UnplacedReason
    fold: Fold = Fold.NONE


Folds = LotGroup | StepGroup | Silent | Unplaced | UnplacedReason


class Folding:
    """What a person opened or closed. What nobody touched is open, but for later steps without cards."""

    def __init__(self) -> None:
        self._chosen: dict[tuple[object, ...], bool] = {}

    def open(self, key: tuple[object, ...], value: object) -> bool:
        """Whether an item that folds is open."""
        if key in self._chosen:
            return self._chosen[key]
        if isinstance(value, Silent):
            return False
        if isinstance(value, StepGroup):
            return value.number == 1 or value.cards > 0
        return True

    def choose(self, key: tuple[object, ...], is_open: bool) -> None:
        """Remember what a person chose."""
        self._chosen[key] = is_open


def items(picture: Picture, folding: Folding, why: Callable[[Card], str]) -> list[Item]:
    """All items that are not folded away. `why` says in a few words why a card is not placed."""
    found: list[Item] = []
    for lot in picture.lots:
        if _add(found, folding, ("lot", lot.lot), lot):
            for step in lot.steps:
                if _add(found, folding, ("step", lot.lot, step.number), step):
                    _add_rows(found, folding, lot, step)
    if picture.unplaced and _add(found, folding, ("unplaced",), Unplaced(packages_of(picture.unplaced))):
        for reason in by_reason(picture.unplaced, why):
            if _add(found, folding, ("reason", reason.words), reason):
                found.extend(card_item(card) for card in reason.cards)
    return found


def packages_of(cards: Iterable[Card]) -> int:
    """How many packages these are the parts of."""
    return len({card.package for card in cards})


def _add(found: list[Item], folding: Folding, key: tuple[object, ...], value: Folds) -> bool:
    """Add a head; gives whether what is under it is open."""
    is_open = folding.open(key, value)
    found.append(Item(key, value, Fold.OPEN if is_open else Fold.CLOSED))
    return is_open


def _add_rows(found: list[Item], folding: Folding, lot: LotGroup, step: StepGroup) -> None:
    silent = step.silent
    for row in step.rows:
        if row not in silent:
            found.append(_award_item(row))
            found.extend(card_item(card) for card in row.cards)
    if silent and _add(found, folding, ("silent", lot.lot, step.number), Silent(silent)):
        found.extend(_award_item(row) for row in silent)


def _award_item(row: AwardRow) -> Item:
    return Item(("award", *row.award.key), row)


def card_item(card: Card) -> Item:
    """A card, by the part it is for."""
    return Item(("card", *card.key), card)


def by_reason(cards: tuple[Card, ...], why: Callable[[Card], str]) -> list[UnplacedReason]:
    """Cards that were not placed, most frequent reason first."""
    groups: dict[str, list[Card]] = {}
    for card in cards:
        groups.setdefault(why(card), []).append(card)
    ordered = sorted(groups.items(), key=lambda each: (-len(each[1]), each[0]))
    return [UnplacedReason(words, tuple(each)) for words, each in ordered]
