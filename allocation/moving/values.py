"""What a moved book is made of: every part that a provider has, and the tables of before and after.

Minutes are staff minutes a week, money is whole pence a week; a package's cost is rounded once, so the
lines of its parts add up to it.
"""

from dataclasses import dataclass
from enum import StrEnum

from allocation.check import Change
from allocation.model import AwardKey, Priority
from allocation.moving.avoiding import Avoided
from allocation.rules.pair import Facts


class Fate(StrEnum):
    """What comes of a part that a provider has: it stays with it, moves to another, or is placed nowhere."""

    STAYS = "stays"
    MOVES = "moves"
    UNPLACED = "unplaced"


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a part leaves the provider that has it: a code and its facts.

    Codes of `PAIR_RULES`: the rule that the provider breaks. "no_award": the provider has no award there.
    "share": its largest share is full. "order", "rank": another stands earlier in the contract's order and
    has room. "aim": staying would make `facts["aim"]` worse. "search": staying would be better, and the
    search was ended before it was found. "pinned": a person moved it. "together": its package's parts do
    not fit at once.
    """

    code: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One part of the book. Pence a week; `before` None where the round does not say what was paid.

    `lot_before` is empty where the round does not say. `award` is where the plan has it. `cause` and
    `avoided` are None for what stays; `change` is the least that would place what is not
    placed; none is looked for where `several` parts of its package are to be placed.

    `nowhere` is why no other award has what is not placed. Codes: "room", it may go elsewhere and there is no
    room; "whole", the parts of its package cannot all be placed; "had_room", it was left out all the same;
    "coverage", no other award is for its place and service; "no_return", who may have it gave no return;
    "choice", the person chose a provider that cannot have it; any other of `PAIR_RULES`, the first rule that
    all others break; "rules", each breaks one.
    """

    package: str
    part: int
    priority: Priority
    area: str
    minutes: int
    holder: str
    lot_before: str
    before: int | None
    award: AwardKey | None
    after: int
    fate: Fate
    cause: Cause | None = None
    avoided: Avoided | None = None
    avoided_pence: int | None = None
    change: Change | None = None
    several: bool = False
    nowhere: Cause | None = None


@dataclass(frozen=True, slots=True)
class ProviderLine:
    """One provider's part of the book.

    Packages and staff minutes a week; pence None where not all is known.
    """

    provider: str
    before: int
    before_minutes: int
    before_pence: int | None
    stay: int
    leave: int
    come: int
    after: int
    after_minutes: int
    after_pence: int


@dataclass(frozen=True, slots=True)
class LotLine:
    """One lot's part of the book. An empty `lot` is care of which the round names no lot."""

    contract: str
    lot: str
    before: int
    before_minutes: int
    before_pence: int | None
    after: int
    after_minutes: int
    after_pence: int


@dataclass(frozen=True, slots=True)
class Book:
    """The whole book. Counts are packages: one moves if any part of it does, and is unplaced if any part is.

    `before_pence` and `after_pence` are what can be compared: the packages whose cost before is known, but
    for those that are not placed. `unknown` counts the packages whose cost before is not known.
    """

    packages: int
    minutes: int
    stay: int
    move: int
    unplaced: int
    could_stay: int
    before_pence: int
    after_pence: int
    unknown: int
    lines: tuple[MoveLine, ...]
    by_provider: tuple[ProviderLine, ...]
    by_lot: tuple[LotLine, ...]
