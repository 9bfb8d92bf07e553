"""One provider's best set of parts, exactly, in whole numbers.

Every limit of a problem belongs to one provider, so once parts have prices the providers can be looked at one
by one: which parts, over all its awards together, are worth most to it? That is a knapsack with several
limits and choices. It is searched depth first by the *loss* against a bound in which room has prices as well:
an item that the bound would take loses its worth when it is left, one that it would leave loses when it is
taken, and only sets whose losses stay under the gap are ever visited. With a step limit, the answer is a
proven ceiling.

The scheme is the classic branch and bound for knapsacks by Lagrangian bound (Martello and Toth, "Knapsack
Problems", 1990; Posta, Ferland and Michelon, "An exact method with variable fixing for solving the
generalized assignment problem", 2012), with room first cut down to what sums of the items can reach.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from allocation.check.blocks import Block, Pick, reachable
from allocation.model import AwardKey
from allocation.problem import Commitment, Option, Problem
from allocation.problem.terms import shortfall


@dataclass(frozen=True, slots=True)
class Worth:
    """What a block's parts are worth, in whole numbers.

    `gain` is for each pick (0 where absent), `pair_cost` for each new pair, `promise_cost` for each hundredth
    of a minute from what awards were promised. `room` are prices of limits and `slopes` of awards' loads;
    they only help the search, whatever they are.
    """

    gain: Mapping[Pick, int]
    pair_cost: int = 0
    promise_cost: int = 0
    room: Mapping[int, int] | None = None
    slopes: Mapping[AwardKey, int] | None = None


@dataclass(frozen=True, slots=True)
class Best:
    """The best set found and its worth, the `ceiling` that no set passes, and the steps that it took."""

    value: int
    picks: tuple[Pick, ...]
    ceiling: int
    steps: int


@dataclass(slots=True)
class _Child:
    """One way to treat an item: take an option (None: leave it) at a loss against the bound."""

    loss: int
    option: Option | None
    number: int


@dataclass(slots=True)
class _Item:
    """One part with its ways, least loss first. `share` is what it bears of its pair's cost."""

    part: int
    minutes: int
    children: list[_Child]
    group: int = -1
    share: int = 0


def best_set(problem: Problem, block: Block, worth: Worth, steps: int) -> Best:
    """The block's best set. After `steps` steps the best so far, with a ceiling that holds all the same."""
    if not worth.promise_cost and max(worth.gain.values(), default=0) <= 0:
        return Best(0, (), 0, 0)
    return _Search(problem, block, worth).run(steps)


class _Search:
    """One depth-first search. `bound` is the worth of a set that loses nothing."""

    def __init__(self, problem: Problem, block: Block, worth: Worth) -> None:
        self.problem, self.worth = problem, worth
        self.promised = block.commitments if worth.promise_cost else ()
        self.slope = {each.award: (worth.slopes or {}).get(each.award, 0) for each in self.promised}
        prices = worth.room or {}
        keep_all = bool(self.promised)
        self.items: list[_Item] = []
        for part, numbers in block.parts:
            options = [(number, problem.parts[part].options[number]) for number in numbers]
            gains = [worth.gain.get((part, number), 0) for number in numbers]
            if not keep_all and max(gains) <= 0:
                continue
            minutes = problem.parts[part].minutes
            children = [_Child(0, None, -1)]
            for gain, (number, option) in zip(gains, options, strict=True):
                if gain <= 0 and not keep_all:
                    continue
                lean = gain - self._promise_slope(option.award) * minutes
                lean -= sum(prices.get(limit, 0) * used for limit, used in option.uses)
                children.append(_Child(-lean, option, number))
            self.items.append(_Item(part, minutes, children))
        self.left = self._reachable_room()
        self._drop_misfits()
        self._share_pairs()
        self.priced = [(limit, prices[limit]) for limit in self.left if prices.get(limit, 0) > 0]
        self.bound = sum(price * self.left[limit] for limit, price in self.priced)
        self.bound += sum(self._promise_start(each) for each in self.promised)
        for item in self.items:
            item.children.sort(key=lambda child: (child.loss, child.number))
            least = item.children[0].loss
            self.bound -= least
            for child in item.children:
                child.loss -= least
        self.items.sort(key=lambda item: (-item.children[1].loss, item.part))

    def _promise_slope(self, award: AwardKey) -> int:
        return self.worth.promise_cost * self.slope.get(award, 0)

    def _promise_start(self, each: Commitment) -> int:
        """The most that (what is gained by load x) less slope times x can be: at one of the kinks, or at
        none.

        The shortfall is convex, so below any slope its distance to the line is least at a kink or at an end.
        """
        slope = self.slope[each.award]
        kinks = {0, max(0, each.guaranteed - each.settled)}
        if each.target is not None:
            kinks |= {
                max(0, each.target // 100 - each.settled),
                max(0, -(-each.target // 100) - each.settled),
            }
        kinks.add(sum(item.minutes for item in self.items))
        start = shortfall(each, 0)
        return self.worth.promise_cost * max(start - shortfall(each, x) + slope * x for x in kinks)

    def _reachable_room(self) -> dict[int, int]:
        """Each limit cut down to the largest sum of uses that fits under it."""
        used: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
        for item in self.items:
            for child in item.children:
                for limit, minutes in child.option.uses if child.option else ():
                    used[limit][item.part].add(minutes)
        limits = self.problem.limits
        return {limit: reachable(limits[limit].minutes, parts.values()) for limit, parts in used.items()}

    def _drop_misfits(self) -> None:
        """Leave out what is larger than a limit by itself."""
        for item in self.items:
            item.children = [
                child
                for child in item.children
                if child.option is None
                or all(minutes <= self.left[limit] for limit, minutes in child.option.uses)
            ]
        self.items = [item for item in self.items if len(item.children) > 1]

    def _share_pairs(self) -> None:
        """Let the items of a pair bear its cost in proportion to their worth, as far as that goes."""
        cost = self.worth.pair_cost
        self.groups: list[int] = []
        if not cost:
            return
        known = {settled.option.pair for settled in self.problem.settled}
        members: dict[int, list[_Item]] = defaultdict(list)
        for item in self.items:
            pair = next(child.option.pair for child in item.children if child.option)
            if pair not in known:
                members[pair].append(item)
        for items in members.values():
            worths = [max(0, -min(child.loss for child in item.children)) for item in items]
            whole = sum(worths)
            for item, amount in zip(items, worths, strict=True):
                item.group = len(self.groups)
                item.share = amount if whole <= cost else cost * amount // whole
                for child in item.children:
                    if child.option is not None:
                        child.loss += item.share
            self.groups.append(cost - sum(item.share for item in items))

    def run(self, steps: int) -> Best:
        """Search, visiting least losses first."""
        items, count = self.items, len(self.items)
        best, best_picks = 0, tuple[Pick, ...]()
        at = [0] * (count + 1)
        losses = [0] * (count + 1)
        taken = [0] * len(self.groups)
        owed = list(self.groups)
        level, used, ceiling = 0, 0, None
        while level >= 0:
            if level == count:
                value = self.bound - losses[level] - self._unused(items, at)
                if value > best:
                    best = value
                    best_picks = tuple(
                        (item.part, item.children[at[n]].number)
                        for n, item in enumerate(items)
                        if item.children[at[n]].option is not None
                    )
                level = self._back(level, at, taken, owed)
                continue
            item = items[level]
            budget = self.bound - best - losses[level]
            if at[level] == len(item.children) or item.children[at[level]].loss >= budget:
                level = self._back(level, at, taken, owed)
                continue
            used += 1
            if used > steps:
                ceiling = self._open(level, at, losses)
                break
            child = item.children[at[level]]
            loss = child.loss + self._pair_loss(item, child, taken, owed)
            if loss >= budget or not self._fits(child):
                at[level] += 1
                continue
            self._take(item, child, taken, owed)
            losses[level + 1] = losses[level] + loss
            level += 1
            at[level] = 0
        return Best(best, best_picks, best if ceiling is None else max(best, ceiling), used)

    def _open(self, level: int, at: Sequence[int], losses: Sequence[int]) -> int:
        """The bound of whatever has not been visited: the next ways of every item on the path."""
        least: list[int] = []
        for n in range(level + 1):
            following = at[n] if n == level else at[n] + 1
            if following < len(self.items[n].children):
                least.append(losses[n] + self.items[n].children[following].loss)
        return self.bound - min(least)

    def _unused(self, items: Sequence[_Item], at: Sequence[int]) -> int:
        """What a whole set loses besides: room with a price that is left, and promises off their slope."""
        lost = sum(price * self.left[limit] for limit, price in self.priced)
        if not self.promised:
            return lost
        load: dict[AwardKey, int] = defaultdict(int)
        for n, item in enumerate(items):
            option = item.children[at[n]].option
            if option is not None:
                load[option.award] += item.minutes
        for each in self.promised:
            minutes = load[each.award]
            gained = shortfall(each, 0) - shortfall(each, minutes) + self.slope[each.award] * minutes
            lost += self._promise_start(each) - self.worth.promise_cost * gained
        return lost

    def _fits(self, child: _Child) -> bool:
        left = self.left
        return child.option is None or all(minutes <= left[limit] for limit, minutes in child.option.uses)

    @staticmethod
    def _pair_loss(item: _Item, child: _Child, taken: Sequence[int], owed: Sequence[int]) -> int:
        """A pair costs in full once: whoever opens it pays the shares of those left out, and so do later
        ones.
        """
        if item.group < 0:
            return 0
        if child.option is None:
            return item.share if taken[item.group] else 0
        return 0 if taken[item.group] else owed[item.group]

    def _take(self, item: _Item, child: _Child, taken: list[int], owed: list[int]) -> None:
        if child.option is None:
            if item.group >= 0:
                owed[item.group] += item.share
            return
        for limit, minutes in child.option.uses:
            self.left[limit] -= minutes
        if item.group >= 0:
            taken[item.group] += 1

    def _back(self, level: int, at: list[int], taken: list[int], owed: list[int]) -> int:
        """Undo the choice before this level, and go on to its next."""
        level -= 1
        if level >= 0:
            item = self.items[level]
            child = item.children[at[level]]
            if child.option is None:
                if item.group >= 0:
                    owed[item.group] -= item.share
            else:
                for limit, minutes in child.option.uses:
                    self.left[limit] += minutes
                if item.group >= 0:
                    taken[item.group] -= 1
            at[level] += 1
        return level
