"""Councils whose supply is what it is said to be once the rules have been read, for measurements.

What a provider returned is not what it can use: nobody eligible may be left for it, its bands may add up to
less than its week, an award's largest share may stop it. `usable` counts what is left of the returns after
all that, and `council_at` seeks the council in which that is the asked part of the demand.
"""

from collections import defaultdict

from allocation.model import AwardKey, Person, Round
from allocation.problem import Problem, build
from tests.workloads.council import Shape, council

NEAR, TRIES = 0.01, 6


def demand(problem: Problem) -> int:
    """Staff minutes of the open parts that at least one provider may have and has a return for."""
    return sum(part.minutes for part in problem.parts if part.options)


def usable(problem: Problem) -> int:
    """Staff minutes of room that eligible parts could use, provider by provider.

    For each the least of its week, the sum of its bands, and what its awards may take: the eligible parts of
    each, up to its largest share. No figure by lot, days or workers is looked at: these only shape it.
    """
    week: dict[str, int] = {}
    bands: dict[str, int] = defaultdict(int)
    shares: dict[AwardKey, int] = {}
    for limit in problem.limits:
        if limit.award is not None:
            shares[limit.award] = limit.minutes
        elif limit.figure is not None and not (limit.figure.lot or limit.figure.days or limit.figure.workers):
            if limit.figure.band is None:
                week[limit.figure.provider] = limit.minutes
            else:
                bands[limit.figure.provider] += limit.minutes
    able: dict[str, int] = defaultdict(int)
    by_award: dict[AwardKey, int] = defaultdict(int)
    for part in problem.parts:
        for award in {option.award for option in part.options}:
            by_award[award] += part.minutes
        for provider in {option.award.provider for option in part.options}:
            able[provider] += part.minutes
    taken: dict[str, int] = defaultdict(int)
    for award, minutes in by_award.items():
        taken[award.provider] += min(minutes, shares.get(award, minutes))
    return sum(
        min(able[who], taken[who], week.get(who, able[who]), bands[who] if who in bands else able[who])
        for who in able
    )


def council_at(
    shape: Shape, seed: int, packages: int, providers: int, supply: float, live: int = 0
) -> tuple[Round, dict[str, Person], float]:
    """A council whose usable room is `supply` times its demand, and what it came to: within a hundredth, or
    as near as more room can bring it (at much supply, nobody is left to fill the rest).
    """
    asked, best = supply, None
    for _ in range(TRIES):
        round_, people = council(shape, seed, packages, providers, asked, live)
        problem = build(round_)
        found = usable(problem) / max(1, demand(problem))
        if best is None or abs(found - supply) < abs(best[2] - supply):
            best = (round_, people, found)
        if abs(found - supply) <= NEAR * supply or not found:
            break
        asked *= supply / found
    assert best is not None
    return best
