"""The engine against brute force, against liars, and against its own clock."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings

from allocation.check import judge
from allocation.codec import to_bytes
from allocation.engine import solve, witnesses
from allocation.engine.mip import Answer, Ask, Peer, improve
from allocation.engine.program import Piece
from allocation.engine.repair import justified
from allocation.model import Effort, Result, Round, StoppedBy
from allocation.problem import Problem, build
from allocation.problem.aims import aim_specs, bounded
from allocation.problem.terms import Terms
from tests.allocation.engine.brute import plans, signed, size
from tests.allocation.rounds import rounds
from tests.workloads import council


def _signed(problem: Problem, result: Result) -> tuple[int, ...]:
    specs = aim_specs(problem)
    return tuple(aim.value if spec.most else -aim.value for aim, spec in zip(result.aims, specs, strict=True))


@settings(max_examples=60, suppress_health_check=[HealthCheck.filter_too_much])
@given(rounds(most_packages=6))
def test_values_and_claims_against_brute_force(round_: Round) -> None:
    """Aim by aim the engine reaches the best there is, its plan is valid and justified, and no plan with the
    reported values of all earlier aims passes a bound, whether it is called proven or not. No bound is given
    from the first aim on to which it matters that a settled part could stand elsewhere.
    """
    problem = build(round_)
    assume(1 < size(problem) <= 20_000)
    result = solve(round_, Effort())
    everything = [signed(problem, chosen) for chosen in plans(problem)]
    reached = _signed(problem, result)
    assert reached == max(everything)
    assert reached == signed(problem, problem.chosen(result.plan))
    verdict = judge(round_, result.plan, problem)
    assert len(verdict.faults) == len(problem.faults)
    holds = bounded(problem)
    assert all((aim.bound, aim.proven) == (None, False) for aim in result.aims[holds:])
    for number, (aim, spec) in enumerate(zip(result.aims[:holds], aim_specs(problem), strict=False)):
        best = max(values[number] for values in everything if values[:number] == reached[:number])
        assert aim.bound is not None
        assert best <= (aim.bound if spec.most else -aim.bound)
        assert aim.proven == (aim.bound == aim.value)
        assert aim.proven == (aim.proven_by in ("proven", "agreed"))


@settings(max_examples=150)
@given(rounds(most_packages=5))
def test_repair_makes_any_valid_plan_justified(round_: Round) -> None:
    """From any valid plan, the moves and swaps end in one without a breach, no worse in aims 1 to 5."""
    problem = build(round_)
    assume(size(problem) <= 2_000)
    led = next(n for n, spec in enumerate(aim_specs(problem)) if spec.aim == "ranks") + 1
    for chosen in list(plans(problem))[:60]:
        repaired = justified(problem, chosen)
        assert signed(problem, repaired)[:led] >= signed(problem, chosen)[:led]
        verdict = judge(round_, problem.plan(repaired), problem)
        assert len(verdict.faults) == len(problem.faults)


def _sound(round_: Round, result: Result) -> bool:
    verdict = judge(round_, result.plan)
    return verdict.valid and verdict.justified


def test_cut_by_work_it_repeats() -> None:
    """The same round, seed and work give the same bytes but for the seconds, and a sound plan."""
    round_, _ = council("A1", 1, 60, 10, 0.7)
    one, other = (replace(solve(round_, Effort(work=250)), seconds=0.0) for _ in range(2))
    assert one.stopped_by is StoppedBy.WORK
    assert to_bytes(one) == to_bytes(other)
    assert _sound(round_, one)


PROGRAM = """
import sys
from allocation.codec import to_bytes
from allocation.engine import solve
from allocation.model import Effort
from tests.workloads import council
result = solve(council("A8", 2, 40, 8, 0.7)[0], Effort(work=400, seed=5))
sys.stdout.buffer.write(b"PLAN" + to_bytes((result.plan, result.aims, result.work, result.certificate)))
"""


def test_it_does_not_depend_on_the_hash_seed(root: Path) -> None:
    """Processes that hash strings differently find the same plan, claims, certificate and work."""
    found = set()
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
        done = subprocess.run(
            (sys.executable, "-c", PROGRAM), cwd=root, env=env, capture_output=True, check=True
        )
        found.add(done.stdout.partition(b"PLAN")[2])
    assert len(found) == 1


def test_stopped_by_the_clock_it_has_a_sound_plan() -> None:
    """With hardly any time the plan is valid and justified all the same, and the result says so."""
    round_, _ = council("A1", 2, 200, 20, 0.6)
    result = solve(round_, Effort(seconds=0.05))
    assert result.stopped_by is StoppedBy.SECONDS
    assert _sound(round_, result)


def test_a_person_stops_it() -> None:
    """Cancelled after the first report, it ends with the plan in hand."""
    round_, _ = council("A8", 1, 60, 12, 0.7)
    reported: list[int] = []
    result = solve(
        round_, Effort(), lambda progress, _: reported.append(progress.work), lambda: bool(reported)
    )
    assert result.stopped_by is StoppedBy.PERSON
    assert _sound(round_, result)


def test_progress_only_ever_gets_better() -> None:
    """Reported plans are sound, and no later one is worse than an earlier one in the order of the aims."""
    round_, _ = council("A1", 4, 40, 8, 0.7)
    problem = build(round_)
    seen: list[tuple[int, ...]] = []
    solve(
        round_,
        Effort(work=3_000),
        lambda progress, _: seen.append(signed(problem, problem.chosen(progress.plan or problem.plan(())))),
    )
    assert seen == sorted(seen)
    assert len(seen) > 1


def _lying(peers: tuple[Peer, ...], lie: str) -> object:
    """A solver that answers wrongly where it is one of the peers."""

    def answer(problem: Problem, known: Terms, piece: Piece, ask: Ask, peer: Peer) -> Answer:
        if peer not in peers:
            return improve(problem, known, piece, ask, peer)
        if lie == "plan":
            everything = tuple(0 if part.options else None for part in problem.parts)
            return Answer(everything, None, final=True, work=1)
        return Answer(piece.chosen, -(10**9), final=True, work=1)

    return answer


@pytest.mark.parametrize("lie", ["plan", "bound"])
def test_one_lying_solver_is_caught(monkeypatch: pytest.MonkeyPatch, lie: str) -> None:
    """A plan that passes limits is never taken, and a bound that only one solver claims agrees with nobody:
    no aim is called settled that honest solvers would better.
    """
    round_, _ = council("A1", 3, 24, 8, 0.6)
    honest = {aim.aim: aim for aim in solve(round_, Effort()).aims}
    monkeypatch.setattr(witnesses, "improve", _lying((Peer.HIGHS,), lie))
    result = solve(round_, Effort(work=4_000))
    assert _sound(round_, result)
    for aim in result.aims:
        if not aim.proven:
            break
        assert aim.value == honest[aim.aim].value
        assert aim.proven_by == "proven"
