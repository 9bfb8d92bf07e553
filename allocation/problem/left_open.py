"""Which bounds stand where a settled part could as well be at another award of its provider.

Such a part is kept at one of these awards. A plan that has it at another is a plan of the round too, so a
bound on the plans that are searched holds for the round only where it holds for that one. Let the other
award use of every limit at least as much as the one that is kept. Then whatever else such a plan places,
the plan with the part where it is kept may place as well, and the two differ only in aims that look at the
part's award. So up to the first of these aims no plan of the round with the reported values of the earlier
ones passes a bound; from it on no bound is given. Parts are compared one by one, and that serves for
several at once: what they use adds up, and so do the aims.
"""

from collections.abc import Iterable

from allocation.index import Index
from allocation.problem.values import Option


class LeftOpen:
    """Collects what the choices matter to: `all` to every aim, `aims` to those and whatever comes after."""

    def __init__(self, index: Index) -> None:
        self.all = False
        self.aims: set[str] = set()
        self._in_turn = not all(contract.batch for contract in index.contracts.values())
        self._promised = {
            key
            for key, award in index.awards.items()
            if award.guaranteed_minutes or award.target_share is not None
        }

    def add(self, kept: Option, others: Iterable[Option], *, pinned: bool) -> None:
        """A part that is kept at an option, and could be at others.

        Of a pin the uses must be the same: what it leaves decides which other pins are at fault. Where
        anything goes by first refusal, whose turn comes when hangs on room and on what was promised.
        """
        for other in others:
            room = dict(other.uses)
            more = any(minutes > room.get(limit, 0) for limit, minutes in kept.uses)
            same = dict(kept.uses) == room
            self.all |= self._in_turn or more or (pinned and not same)
            self.aims |= set(self._differ(kept, other, pinned=pinned))

    def _differ(self, kept: Option, other: Option, *, pinned: bool) -> Iterable[str]:
        """The aims in which the part may count otherwise there; live and held care is in no step."""
        if pinned and kept.step != other.step:
            yield f"step_{max(kept.step, other.step)}"
        if pinned and (kept.award.contract, kept.rank) != (other.award.contract, other.rank):
            yield "ranks"
        if kept.wish != other.wish:
            yield "wishes"
        if {kept.award, other.award} & self._promised:
            yield "commitments"
        if kept.excess != other.excess:
            yield "score"
        if kept.pair != other.pair:
            yield "pairs"
