"""The peers are what they are said to be, or a comparison with them would mean nothing."""

import math
from itertools import product
from pathlib import Path

import pytest

from allocation.model import Aim, Effort
from allocation.problem import build
from allocation.problem.aims import aim_values
from allocation.problem.terms import terms
from tests.benchmarks.gap import instances, solved
from tests.benchmarks.growth import draw, exponent
from tests.benchmarks.measure import measure, reached
from tests.benchmarks.peers import WHOLE_BITS, by_arrival, outcomes, weights
from tests.benchmarks.plain import plain_model, spans
from tests.benchmarks.solvers import Solver
from tests.workloads import council, nation, small_round


@pytest.mark.parametrize("seed", range(6))
def test_peers_that_come_to_an_end_agree_with_the_engine(seed: int) -> None:
    """On a small round three solvers, level by level, end with the same aims as the engine, all called
    optimal, in valid plans: the plain model says what the rules and aims say.
    """
    round_ = small_round(seed)
    ours = measure(round_, Effort())
    found = [each for each in outcomes(round_, 30, list(Solver)) if each.peer.endswith("by level")]
    assert len(found) == len(Solver)
    for each in found:
        assert each.valid, each.peer
        assert each.values == ours.values, each.peer
        assert each.optimal == set(ours.values), each.peer


def test_the_waterfall_by_arrival_forgets_priority() -> None:
    """It places packages in the order of their waits alone, so on a tight week a critical package is
    passed by one of lower priority, which the check calls a breach.
    """
    round_ = council("A1", 3, 60, 12, 0.6)[0]
    first, second, *_ = outcomes(round_, 1, [])
    assert first.valid
    assert first.breaches > 0
    assert second.breaches == 0
    assert first.values == aim_values(build(round_), by_arrival(build(round_)))


def test_weights_are_in_order_where_the_numbers_carry_it() -> None:
    """One unit of an aim outweighs all that every later aim can bring together, on a round so small that the
    product fits.
    """
    problem = build(small_round(3))
    known = terms(problem)
    model = plain_model(problem, known)
    exact = weights(model, known, bits=10_000)
    for aim in exact:
        later = sum(
            exact[other] * abs(amount) * model.upper[column]
            for other in exact
            if other > aim
            for column, amount in model.aims[other][1].items()
        )
        assert exact[aim] * known.grains[aim] > later
    cut = weights(model, known, WHOLE_BITS)
    assert max(cut.values()) < 2 ** (WHOLE_BITS + 1)
    for aim in range(4):
        rest = sum(cut[each] * spans(model)[each] for each in cut if each > aim)
        assert aim not in cut or cut[aim] > rest


def test_a_nation_adds_up() -> None:
    """Councils of uneven size have all packages and providers between them, and a round each."""
    sizes = nation.sizes(1, 60_000, 715, 32)
    assert [sum(each) for each in zip(*sizes, strict=True)] == [60_000, 715]
    assert min(sizes)[0] < 60_000 / 32 / 1.5 < 60_000 / 32 * 1.3 < max(sizes)[0]
    rounds = [round_ for round_, _ in nation.waiting(2, 90, 36, 3, "B1", 0.8)]
    assert sum(len(each.packages) for each in rounds) == 90
    released = [round_ for round_, _ in nation.released(2, 90, 36, 3)]
    assert sum(len(each.providers) for each in released) == 36
    assert all(len(each.placements) == len(each.packages) for each in released)


def test_nearness_is_of_the_first_open_aim() -> None:
    """Within two packages or half a per cent of the bound is near, and aims after it do not matter."""

    def aims(value: int, bound: int | None) -> list[Aim]:
        return [
            Aim("placed_critical", 30, 30, proven=True, proven_by="proven"),
            Aim("placed_substantial", value, bound, proven=False, proven_by="bound"),
            Aim("placed_moderate", 0, None, proven=False, proven_by="bound"),
        ]

    assert reached(aims(98, 100), "near")
    assert not reached(aims(97, 100), "near")
    assert reached(aims(995, 1000), "near")
    assert not reached(aims(100, None), "near")
    assert not reached(aims(98, 100), "placement and step")
    assert not reached([], "near")


def test_growth_is_fitted_and_drawn(tmp_path: Path) -> None:
    """Points on a power of size give that power, and the drawing is one that names it."""
    points = [(size, 0.002 * size**1.25) for size in (100, 1000, 60_000)]
    assert math.isclose(exponent(points), 1.25)
    draw(points, tmp_path / "growth.svg")
    assert "n^1.25" in (tmp_path / "growth.svg").read_text(encoding="utf-8")


def test_a_published_kind_of_instance_is_read_and_solved(tmp_path: Path) -> None:
    """Two problems of two agents and three jobs in one file, most and least: the best of all ways, found by
    trying them.
    """
    tables = "2 3  6 4 5  3 9 2  2 2 3  3 1 2  4 4"
    (tmp_path / "gapx.txt").write_text(f"2 {tables} {tables}")
    lines = ["instance,file,problem,sense,best_known,proven_optimal,best_bound"]
    lines += ["x-1,gapx.txt,1,max,20,yes,20", "x-2,gapx.txt,2,min,12,yes,12"]
    (tmp_path / "optimum.csv").write_text("\n".join(lines))
    for instance in instances(tmp_path, ["gapx"]):
        ways = [
            sum(instance.costs[agent][job] for job, agent in enumerate(way))
            for way in product(range(2), repeat=3)
            if all(
                sum(instance.uses[agent][job] for job in range(3) if way[job] == agent)
                <= instance.room[agent]
                for agent in range(2)
            )
        ]
        aims, _ = solved(instance, None, None)
        assert [aim.aim for aim in aims if not aim.proven] == []
        assert instance.value(aims[-1].value) == (max(ways) if instance.most else min(ways))
