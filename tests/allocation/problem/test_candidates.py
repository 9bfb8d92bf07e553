"""The candidates of a part, found by kind, beside the rules asked one by one."""

from datetime import timedelta

from hypothesis import given, settings

from allocation.index import index
from allocation.model import Package, Round, Suspension
from allocation.problem.candidates import Finder
from allocation.problem.rating import rate
from allocation.rules.pair import eligible, pair_of
from tests.allocation.rounds import rounds
from tests.allocation.sample import DAY, award, package, round_of
from tests.workloads import small_round


def asked_one_by_one(round_: Round) -> None:
    """Every part's candidates are the covering awards that break no rule, in order, rated alike."""
    known = index(round_)
    finder = Finder(known)
    for each in round_.packages:
        for part in each.parts:
            mine = [one for one in known.awards.values() if eligible(pair_of(known, each, part, one))]
            rating = rate(known, each, mine)
            found = finder.candidates(each, part)
            assert list(found.awards) == sorted(
                found.awards, key=lambda key: (key.step, rating.ranks[key], key)
            )
            assert found.awards == {one.key: one for one in mine}
            assert found.rating == rating


@settings(max_examples=300, deadline=None)
@given(rounds(most_packages=7))
def test_kinds_give_what_the_rules_give(round_: Round) -> None:
    """Whatever the round, asking the rules once a kind changes no part's candidates."""
    asked_one_by_one(round_)


def test_seeded_rounds_with_dates_and_refusals_too() -> None:
    """Contracts that begin and end near the start, returns from a day on, suspensions and refusals."""
    for seed in range(60):
        asked_one_by_one(small_round(seed, packages=12, providers=6))


def test_a_suspension_is_held_against_each_packages_own_start() -> None:
    """Two packages that differ in their wanted start only are of two kinds if a suspension ends between."""

    def providers(each: Package) -> list[str]:
        return [key.provider for key in finder.candidates(each, each.parts[0]).awards]

    before, after = package("P1", wanted_start=DAY), package("P2", wanted_start=DAY + timedelta(days=9))
    ends = Suspension("avon", DAY, "a concern", until=DAY + timedelta(days=8))
    finder = Finder(
        index(round_of(packages=(before, after), awards=(award(), award("bute")), suspensions=(ends,)))
    )
    assert providers(before) == ["bute"]
    assert providers(after) == ["avon", "bute"]
