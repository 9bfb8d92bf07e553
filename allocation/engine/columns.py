"""Sets of picks that providers could take, as columns of the master program, with all aims' amounts."""

from collections import defaultdict
from collections.abc import Sequence

from allocation.check.blocks import Pick
from allocation.check.provider_sets import ProviderSets
from allocation.engine.master import Column
from allocation.model import AwardKey
from allocation.problem import Problem
from allocation.problem.terms import Terms, shortfall


class Columns:
    """Those that are known by now, by provider (number) and picks; they serve aim after aim."""

    def __init__(self, problem: Problem, terms: Terms, sets: Sequence[ProviderSets]) -> None:
        self.problem, self.terms, self.sets = problem, terms, sets
        self.block_of = {each.provider: number for number, each in enumerate(sets)}
        self.known: dict[tuple[int, tuple[Pick, ...]], Column] = {}

    def keep(self, chosen: Sequence[int | None]) -> None:
        """Know the columns that make up a plan."""
        picks: dict[int, list[Pick]] = defaultdict(list)
        for part, number in enumerate(chosen):
            if number is not None:
                provider = self.problem.parts[part].options[number].award.provider
                picks[self.block_of[provider]].append((part, number))
        for block, found in sorted(picks.items()):
            self.join(block, tuple(sorted(found)))

    def join(self, block: int, picks: tuple[Pick, ...]) -> Column:
        """Know the column of a set."""
        column = self._column(block, picks)
        self.known[block, picks] = column
        return column

    def _column(self, block: int, picks: tuple[Pick, ...]) -> Column:
        terms = self.terms
        amounts = [0] * len(terms.specs)
        load: dict[AwardKey, int] = defaultdict(int)
        pairs: set[int] = set()
        for part, number in picks:
            option = self.problem.parts[part].options[number]
            load[option.award] += self.problem.parts[part].minutes
            pairs.add(option.pair)
            for aim, amount in terms.options[part][number]:
                amounts[aim] += amount
        if terms.pairs >= 0:
            amounts[terms.pairs] -= len(pairs - terms.known_pairs)
        if terms.commitments >= 0:
            for each in self.sets[block].commitments:
                amounts[terms.commitments] += shortfall(each, 0) - shortfall(each, load[each.award])
        return Column(block, picks, tuple(amounts))
