"""A part's ladder: every award whose lot covers it, in the order of asking, with its room and its reasons."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from allocation.check.reasons import limit_facts
from allocation.index import Index
from allocation.model import Award, AwardKey, NoReturn, Package, Part, PlacementKind, Ranking, Step
from allocation.problem import Limit, OpenPart, Option, Problem
from allocation.problem.alone import covering
from allocation.problem.candidates import Candidates, Finder
from allocation.problem.waterfall import asked_in
from allocation.rules.cost import weekly_pence, weekly_sixtieths
from allocation.rules.pair import Broken, broken_rules
from allocation.rules.ranks import award_points


@dataclass(frozen=True, slots=True)
class Room:
    """One limit that the part would use: a figure of the return, or the award's largest share.

    Staff minutes a week: `asked` is what the part would use; `limit` says what is left now, and what was
    given before anything was offered or accepted since.
    """

    limit: Limit
    asked: int

    @property
    def left(self) -> int:
        """What is left of it."""
        return self.limit.minutes

    @property
    def short(self) -> int:
        """How much is missing; 0 or less where there is enough."""
        return self.asked - self.limit.minutes


@dataclass(frozen=True, slots=True)
class Rung:
    """One award whose lot covers the package.

    `turn` is its place in the order of asking, 1 first, and `wave` that of those asked at the same time; None
    where it is not asked, and `reasons` say why: the rules that it breaks, "no_return", "no_room" or
    "share_full". The reason of one that is asked is "has_room", "stays", or "ask_anyway", where the step asks
    without a return and nothing is promised.

    `rank` is None for those that break a rule; `points` are ten-thousandths, in steps ranked by score;
    `behind` is hundredths of a minute short of a target or guarantee. Pence an hour and a week.
    """

    award: AwardKey
    reasons: tuple[Broken, ...]
    rate: int
    weekly_pence: int
    start: date
    room: tuple[Room, ...] = ()
    rank: int | None = None
    points: int | None = None
    behind: int = 0
    turn: int | None = None
    wave: int | None = None

    @property
    def tightest(self) -> Room | None:
        """The limit of its return that would be left with least, if its return limits it at all."""
        figures = [room for room in self.room if room.limit.figure is not None]
        return max(figures, key=lambda room: room.short, default=None)


@dataclass(frozen=True, slots=True)
class Ladder:
    """One part's rungs: step by step, those to be asked in their order, then the others."""

    part: Part
    rungs: tuple[Rung, ...]

    @property
    def asked(self) -> tuple[Rung, ...]:
        """Those to be asked, in order."""
        found = [rung for rung in self.rungs if rung.turn is not None]
        return tuple(sorted(found, key=lambda rung: rung.turn or 0))


def ladder_of(
    problem: Problem, finder: Finder, package: Package, part: OpenPart, short: dict[AwardKey, int]
) -> Ladder:
    """The ladder of one open part. `short` says how far each award is behind what was promised
    (`allocation.problem.waterfall.shortfalls`); `problem` has what is left of every limit.
    """
    index = problem.index
    candidates = finder.candidates(package, part.part)
    options = {option.award: option for option in part.options}
    holders = _holders(problem)
    points = award_points(index, package, list(candidates.awards.values()))
    rungs: list[tuple[Option | None, Rung]] = []
    for award in covering(index, package):
        pair = finder.pair(package, part.part, award)
        option = options.get(award.key) or _without_return(candidates, award)
        rate = award.rate_for(package.specialist)
        rung = Rung(
            award=award.key,
            reasons=(),
            rate=rate,
            weekly_pence=weekly_pence(weekly_sixtieths(part.minutes, rate)),
            start=pair.start,
        )
        if option is None:
            rungs.append((None, replace(rung, reasons=tuple(broken_rules(pair)))))
            continue
        step = index.step_of(award)
        room = tuple(Room(problem.limits[number], asked) for number, asked in option.uses)
        returned = award.key in options
        rung = replace(
            rung,
            reasons=tuple(_outcome(option, step, room, [holders[n] for n, _ in option.uses], returned)),
            room=room,
            rank=option.rank,
            points=points[award.key] if step.ranking is Ranking.SCORE else None,
            behind=max(0, short.get(award.key, 0)),
        )
        rungs.append((option, rung))
    return Ladder(part.part, tuple(_in_order(index, rungs, short)))


def _without_return(candidates: Candidates, award: Award) -> Option | None:
    """The option that an award would be if its provider had returned anything; None if it breaks a rule."""
    if award.key not in candidates.awards:
        return None
    return Option(
        award=award.key,
        rank=candidates.rating.ranks[award.key],
        uses=(),
        wish=False,
        excess=candidates.rating.excess[award.key],
        pair=-1,
        stays=False,
    )


ASKED = frozenset(("has_room", "stays", "ask_anyway"))
"""The reasons of those that are asked."""


def _outcome(
    option: Option, step: Step, room: Sequence[Room], holders: Sequence[Sequence[str]], returned: bool
) -> Iterator[Broken]:
    """Why an award that breaks no rule is asked, or is not."""
    if not returned:
        yield Broken("ask_anyway" if step.no_return is NoReturn.ASK else "no_return", {})
        return
    full = [(each, who) for each, who in zip(room, holders, strict=True) if each.short > 0]
    if not full:
        yield Broken("stays" if option.stays else "has_room", {})
    for each, who in full:
        code = "no_room" if each.limit.figure is not None else "share_full"
        yield Broken(code, limit_facts(each.limit, each.asked, each.left) | {"holders": "; ".join(who)})


def _holders(problem: Problem) -> dict[int, list[str]]:
    """The packages of which a promise, an offer or a pin uses each limit; live care is in no return and is
    not named.
    """
    holders: dict[int, list[str]] = defaultdict(list)
    settled = [(each.part, each.option) for each in problem.settled if each.kind is not PlacementKind.LIVE]
    for part, option in (*settled, *problem.also_asked):
        for limit, _ in option.uses:
            if part.package not in holders[limit]:
                holders[limit].append(part.package)
    return holders


def _in_order(
    index: Index, rungs: Iterable[tuple[Option | None, Rung]], short: dict[AwardKey, int]
) -> Iterator[Rung]:
    """The rungs with their turns and waves: by step, those that are asked first, the ineligible last."""
    able = sorted(
        ((option, rung) for option, rung in rungs if option is not None),
        key=lambda each: asked_in(each[0], short),
    )
    asked = [rung for _, rung in able if rung.reasons[0].code in ASKED]
    placed: list[Rung] = []
    wave = 0
    for (contract, number), same in groupby(asked, key=lambda rung: (rung.award.contract, rung.award.step)):
        at_once = max(1, index.steps[contract, number].ask_together)
        for place, rung in enumerate(same):
            wave += place % at_once == 0
            placed.append(replace(rung, turn=len(placed) + 1, wave=wave))
    full = [rung for _, rung in able if rung.reasons[0].code not in ASKED]
    barred = sorted((rung for option, rung in rungs if option is None), key=lambda rung: rung.award)
    # sorted is stable: within a step the asked come first, in their order
    return iter(sorted((*placed, *full, *barred), key=lambda rung: rung.award.step))
