"""The limits of a problem and what parts use of them, while they are collected."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from allocation.index import Index
from allocation.model import Award, AwardKey, Part, Waiver
from allocation.problem.values import Limit
from allocation.rules.room import Figure
from allocation.rules.share import largest_minutes, lot_minutes

Use = tuple[int, int]
"""(number of a limit, staff minutes)."""


@dataclass(slots=True)
class _Slot:
    """A limit that an award has; it is numbered when a part first uses it."""

    what: Figure | AwardKey
    given: int
    cells: int
    number: int | None = None


_ALL = -1
"""The cells of a largest share: it counts all of a part's minutes."""


class Limits:
    """Numbers limits in the order in which they are first used, and keeps what settled parts take."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.slots: list[_Slot] = []
        self.load: dict[int, int] = defaultdict(int)
        self.waived: dict[int, int] = {}
        self._known: dict[Figure | AwardKey, _Slot] = {}
        self._cells: dict[object, int] = {}
        self._measures: list[Figure] = []
        self._of_return: dict[AwardKey, tuple[_Slot, ...]] = {}
        self._of_share: dict[AwardKey, _Slot | None] = {}
        self._whole: dict[str, tuple[int, int]] = {}
        self._part: Part | None = None
        self._amounts: dict[int, int] = {}

    def whole(self, lot: str) -> tuple[int, int]:
        """Staff minutes of all packages in a lot, and of its largest."""
        if lot not in self._whole:
            self._whole[lot] = lot_minutes(self.index, self.index.lots[lot])
        return self._whole[lot]

    def uses(
        self,
        part: Part,
        award: Award,
        key: AwardKey,
        figures: tuple[Figure, ...] | None,
        *,
        counted: bool = True,
    ) -> tuple[Use, ...]:
        """What the part uses of an award's limits, without zeros: these figures, and the largest share.

        `key` is the award's. `figures` are all that apply to the award, or None where the part uses none;
        `counted`: whether shares count the part.
        """
        found: list[Use] = []
        if figures is not None:
            if key not in self._of_return:
                self._of_return[key] = tuple(self._figure(figure) for figure in figures)
            found = [
                (self._number(slot), amount)
                for slot in self._of_return[key]
                if (amount := self._amount(part, slot.cells))
            ]
        if key not in self._of_share:
            self._of_share[key] = self._share(award)
        share = self._of_share[key]
        if share is not None and counted:
            found.append((self._number(share), self._amount(part, _ALL)))
        return tuple(found)

    def settle(self, uses: tuple[Use, ...], waives: Collection[Waiver] = ()) -> None:
        """Take what a settled part uses off what others may have; `waives` is what its pin waives."""
        for number, minutes in uses:
            self.load[number] += minutes
            if self.waiver(number) in waives:
                self.waived[number] = self.waived.get(number, 0) + minutes

    def waiver(self, number: int) -> Waiver:
        """What a pin has to waive, to pass a limit."""
        return Waiver.ROOM if isinstance(self.slots[number].what, Figure) else Waiver.SHARE

    def left(self, number: int) -> int:
        """What settled parts leave of a limit; below zero where they have more than there is."""
        return self.slots[number].given - self.load[number]

    def left_of_pins(self, number: int) -> int:
        """What is left for a pin that does not waive the limit: pins that do go beyond what others need, so
        that no pin's verdict hangs on the order in which pins are read.
        """
        return self.left(number) + self.waived.get(number, 0)

    def limits(self) -> tuple[Limit, ...]:
        """The limits as open parts find them."""
        return tuple(
            Limit(max(0, self.left(number)), slot.given, figure=slot.what)
            if isinstance(slot.what, Figure)
            else Limit(max(0, self.left(number)), slot.given, award=slot.what)
            for number, slot in enumerate(self.slots)
        )

    def _figure(self, figure: Figure) -> _Slot:
        if figure not in self._known:
            cells = (figure.band, figure.days, figure.workers)
            if cells not in self._cells:
                self._cells[cells] = len(self._measures)
                self._measures.append(figure)
            self._known[figure] = _Slot(figure, figure.minutes, self._cells[cells])
        return self._known[figure]

    def _share(self, award: Award) -> _Slot | None:
        most = largest_minutes(award, *self.whole(award.lot))
        return None if most is None else _Slot(award.key, most, _ALL)

    def _number(self, slot: _Slot) -> int:
        if slot.number is None:
            slot.number = len(self.slots)
            self.slots.append(slot)
        return slot.number

    def _amount(self, part: Part, cells: int) -> int:
        """Staff minutes of a part that match some cells; parts come one after another, so one is kept."""
        if part is not self._part:
            self._part, self._amounts = part, {}
        if cells not in self._amounts:
            whole = cells == _ALL
            self._amounts[cells] = part.staff_minutes if whole else self._measures[cells].use(part.visits)
        return self._amounts[cells]
