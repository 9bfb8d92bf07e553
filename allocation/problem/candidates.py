"""Which awards a part may go to, and how they compare; parts that no rule can tell apart share one answer.

A county has thousands of live packages and hundreds of awards, but few kinds of package: most rules look at
the lots that cover it, the needs, the rate that applies and the start, and at the person's own providers
(chosen, excluded, asked before, there already) only. So the rules are asked once for each kind, and again for
the providers that a package has something to do with.
"""

from bisect import bisect
from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain

from allocation.index import Index
from allocation.model import Award, AwardKey, Contract, Package, Part, Round
from allocation.problem.rating import Rating, rate
from allocation.rules.pair import Pair, eligible, in_force
from allocation.rules.room import Figure, applying, figures


@dataclass(frozen=True, slots=True)
class Candidates:
    """The awards that a part may go to, in order of step, rank and key, and how they compare."""

    awards: dict[AwardKey, Award]
    rating: Rating


@dataclass(frozen=True, slots=True)
class _Kind:
    """What all parts of a kind share. `doubtful` awards start care on a day that depends on the visits."""

    sure: Candidates
    doubtful: tuple[Award, ...]
    places: dict[str, list[tuple[Award, bool]]]
    """Each provider's covering awards, and whether each is among the sure ones."""


class Finder:
    """Finds the candidates of many parts of one round. `figures` are what providers returned, by scope."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.figures: dict[str, dict[str | None, tuple[Figure, ...]]] = {
            provider: figures(rows, index.round_.day, index.round_.bands)
            for provider, rows in index.capacity.items()
        }
        self._nobody = replace(index, refusals={}, placements={})
        self._by_lot: dict[str, list[Award]] = defaultdict(list)
        for award in index.awards.values():
            self._by_lot[award.lot].append(award)
        self._rivals: dict[str, set[str]] = defaultdict(set)
        for lot, alone in index.exclusive.items():
            for award in alone:
                self._rivals[award.provider].update(rival.provider for rival in self._by_lot[lot])
        self._covering: dict[tuple[str, str], tuple[Award, ...]] = {}
        self._asked: dict[str, set[str]] = defaultdict(set)
        for package, provider in index.refusals:
            self._asked[package].add(provider)
        self._starts = changes_of_terms(index.round_)
        self._suspended = changes_of_suspensions(index.round_)
        self._returned: dict[AwardKey, tuple[Figure, ...] | None] = {
            key: applying(self.figures.get(award.provider, {}), award.lot)
            for key, award in index.awards.items()
        }
        self._late = {
            key: max(starts)
            for key, found in self._returned.items()
            if (starts := [each.applies_from for each in found or () if each.applies_from])
        }
        self._kinds: dict[Hashable, _Kind] = {}

    def pair(self, package: Package, part: Part, award: Award) -> Pair:
        """The part and the award as the rules ask of them."""
        return Pair(self.index, package, part, award, self._returned[award.key])

    def candidates(self, package: Package, part: Part) -> Candidates:
        """The awards that break no rule for this part, returned or not, and their rating."""
        kind = self._kind(package, part)
        named = self._named(package, part)
        changed: dict[AwardKey, Award | None] = {}
        for award, sure in chain(
            ((award, False) for award in kind.doubtful if award.provider not in named),
            chain.from_iterable(kind.places.get(provider, ()) for provider in named),
        ):
            if eligible(self.pair(package, part, award)) is not sure:
                changed[award.key] = None if sure else award
        awards: list[Award]
        if package.sds_option == 2 and package.chosen_provider is not None:
            there = kind.places.get(package.chosen_provider, ())
            awards = [award for award, sure in there if sure is not (award.key in changed)]
        elif changed:
            awards = [award for key, award in kind.sure.awards.items() if key not in changed]
            awards.extend(award for award in changed.values() if award is not None)
        else:
            return kind.sure
        return self._rated(package, awards)

    def _named(self, package: Package, part: Part) -> set[str]:
        """The providers that a rule may treat differently for this part than for others of its kind."""
        named = self._asked.get(package.package, set()) | set(package.excluded_providers)
        placement = self.index.placements.get((package.package, part.number))
        if placement is not None:
            named.add(placement.provider)
        if package.sds_option == 2 and package.chosen_provider is not None:
            named.add(package.chosen_provider)
        for provider in named & self._rivals.keys():
            named = named | self._rivals[provider]
        return named

    def _kind(self, package: Package, part: Part) -> _Kind:
        place = (package.area, package.service.casefold())
        if place not in self._covering:
            lots = [lot for lot in self.index.round_.lots if lot.covers(*place)]
            found = tuple(chain.from_iterable(self._by_lot[lot.lot] for lot in lots))
            same = (known for known in self._covering.values() if known == found)
            self._covering[place] = next(same, found)
        covering = self._covering[place]
        day = package.wanted_start or self.index.round_.day
        key = (
            id(covering),
            package.needs,
            package.specialist,
            any(visit.workers == 2 for visit in part.visits),
            bisect(self._starts, self.index.wanted_start(package)),
            bisect(self._suspended, day),
        )
        if key not in self._kinds:
            self._kinds[key] = self._new_kind(package, part, covering)
        return self._kinds[key]

    def _new_kind(self, package: Package, part: Part, covering: tuple[Award, ...]) -> _Kind:
        """Ask the rules for a package like this one that names no provider.

        Between two changes of terms, and of suspensions, the rules say the same of every start.
        """
        plain = replace(package, sds_option=3, excluded_providers=())
        sure: list[Award] = []
        doubtful: list[Award] = []
        places: dict[str, list[tuple[Award, bool]]] = defaultdict(list)
        for award in covering:
            pair = Pair(self._nobody, plain, part, award, None)
            holds = eligible(pair)
            rests_on = [award, *self.index.exclusive.get(award.lot, ())]
            if self._late and any(self._doubtful(replace(pair, award=each)) for each in rests_on):
                doubtful.append(award)
                holds = False
            if holds:
                sure.append(award)
            places[award.provider].append((award, holds))
        return _Kind(self._rated(package, sure), tuple(doubtful), dict(places))

    def _doubtful(self, pair: Pair) -> bool:
        """Whether it rests on the visits if the award is in force on the start.

        Figures of the return move a start to one of their days. An award that is in force on the wanted start
        and on the last of these days is in force between.
        """
        late = self._late.get(pair.award.key)
        if late is None or late <= pair.start:
            return False
        later = replace(pair, figures=(Figure(pair.award.provider, 0, applies_from=late),))
        return in_force(pair) is not None or in_force(later) is not None

    def _rated(self, package: Package, awards: list[Award]) -> Candidates:
        rating = rate(self.index, package, awards)
        by_key = {award.key: award for award in awards}
        ordered = sorted(by_key, key=lambda key: (key.step, rating.ranks[key], key))
        return Candidates({key: by_key[key] for key in ordered}, rating)


def changes_of_terms(round_: Round) -> list[date]:
    """The days on which what the rules say of a start may change: contracts and awards come into force and
    end, figures of a return begin to apply.
    """
    terms: list[Contract | Award] = [*round_.contracts, *round_.awards]
    begun = [each.start for each in terms] + [row.applies_from for row in round_.capacity]
    return sorted({day for day in [*begun, *(_after(each.end) for each in terms)] if day})


def changes_of_suspensions(round_: Round) -> list[date]:
    """The days on which a suspension begins, or is over."""
    days = [each.start for each in round_.suspensions]
    return sorted({*days, *(day for each in round_.suspensions if (day := _after(each.until)))})


def _after(last: date | None) -> date | None:
    """The day after the last day included."""
    return last + timedelta(days=1) if last else None
