"""A round's whole answer: solved, judged independently, and believed only as far as the check can follow."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from allocation.check.confirming import AnswerError
from allocation.errors import WorldError
from allocation.model import Effort, Placement, PlacementKind, Result, Round, StoppedBy
from allocation.ports import Progress
from allocation.problem import build
from allocation.problem.waterfall import waterfall
from allocation.use_cases.answer import answer, plan_lines
from tests.engines import EngineHere
from tests.workloads import council, small_round

Change = Callable[[Round, Result], Result]


class Engine(EngineHere):
    """The engine, with its result changed on the way."""

    def __init__(self, change: Change = lambda _round, result: result) -> None:
        self.change = change

    def solve(
        self,
        round_: Round,
        effort: Effort,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> Result:
        """As the port says, then changed."""
        return self.change(round_, super().solve(round_, effort, on_progress, cancelled))


@pytest.fixture(scope="module")
def round_() -> Round:
    """A council of sixteen packages."""
    return council("A1", 6, packages=16, providers=12, supply=0.7, live=5)[0]


def test_an_answer_says_why_for_every_package(round_: Round) -> None:
    """The plan is justified; each package has its reasons, each unplaced one its smallest changes."""
    found = answer(round_, {}, Effort(seed=1), Engine())
    assert found.verdict.justified
    assert {aim.aim: aim.value for aim in found.result.aims} == found.verdict.aims
    sought = {each.package for each in round_.packages if each.sds_option != 1}
    assert {reason.package for reason in found.reasons} == sought
    unplaced = {each.package for each in found.result.plan if each.award is None}
    assert unplaced
    assert set(found.changes) == unplaced


def test_a_search_that_was_ended_before_any_aim_claims_nothing(round_: Round) -> None:
    """A plan without aims, as the process gives when it is stopped at its first word, is an answer too."""
    bare = Engine(lambda _round, result: replace(result, aims=(), certificate='{"values":[],"cuts":[]}'))
    found = answer(round_, {}, Effort(work=1), bare)
    assert found.verdict.justified
    assert found.result.aims == ()


def test_progress_and_cancel_are_passed_on(round_: Round) -> None:
    """Whoever asked hears of every better plan, and may stop."""
    heard: list[Progress] = []
    found = answer(round_, {}, Effort(), Engine(), heard.append, lambda: bool(heard))
    assert heard
    assert heard[0].plan is not None
    assert found.result.stopped_by is StoppedBy.PERSON
    assert found.verdict.justified


def unplace_all(_round: Round, result: Result) -> Result:
    """Nothing placed."""
    plan = result.plan
    for each in plan:
        plan = plan.moved(each.package, each.part, None)
    return replace(result, plan=plan)


def boast(_round: Round, result: Result) -> Result:
    """One more placed than there are."""
    first, *rest = result.aims
    return replace(result, aims=(replace(first, value=first.value + 1), *rest))


@pytest.mark.parametrize("lie", [unplace_all, boast])
def test_a_lying_solver_is_caught(round_: Round, lie: Change) -> None:
    """A plan that is not justified, or a value that is not the plan's, is a mistake of ours and no answer."""
    with pytest.raises(AnswerError):
        answer(round_, {}, Effort(work=1), Engine(lie))


def test_a_proof_that_nobody_can_follow_is_taken_back(round_: Round) -> None:
    """What is called proven without a certificate that shows it is no longer called that."""

    def claim(_round: Round, result: Result) -> Result:
        certificate = json.loads(result.certificate)
        certificate["cuts"] = []
        return replace(
            result,
            aims=tuple(replace(aim, proven=True, proven_by="proven") for aim in result.aims),
            certificate=json.dumps(certificate),
        )

    found = answer(round_, {}, Effort(work=1), Engine(claim))
    assert {(aim.proven, aim.proven_by) for aim in found.result.aims} == {(False, "bound")}


def test_a_pin_that_breaks_a_rule_stops_everything(round_: Round) -> None:
    """The round's own pin is at fault before anything is solved, with every rule that it breaks."""
    package = round_.packages[0]
    other = next(
        award
        for award in round_.awards
        if award.step == 1 and package.area not in areas_of(round_, award.lot)
    )
    pin = Placement(
        package.package, other.provider, PlacementKind.PIN, lot=other.lot, contract=other.contract
    )
    pinned = replace(round_, placements=(pin,))

    def never(_round: Round, _result: Result) -> Result:
        raise AssertionError("solved a round with faults")

    with pytest.raises(WorldError) as refused:
        answer(pinned, {}, Effort(), Engine(never))
    assert "pin_coverage" in {fault.code for fault in refused.value.faults}


def areas_of(round_: Round, lot: str) -> tuple[str, ...]:
    """A lot's areas; none named for a lot of all."""
    return next(each.areas for each in round_.lots if each.lot == lot) or ()


@pytest.mark.parametrize("seed", range(40))
def test_a_packages_lines_add_up(seed: int) -> None:
    """The lines of a package's parts add up to its weekly cost, which is rounded once, half up."""
    problem = build(small_round(seed))
    plan = problem.plan(waterfall(problem))
    lines = plan_lines(problem, plan)
    assert [(line.package, line.part, line.award) for line in lines] == [
        (each.package, each.part, each.award) for each in plan
    ]
    for package in problem.index.round_.packages:
        mine = [line for line in lines if line.package == package.package]
        sixtieths = sum(
            line.staff_minutes * problem.index.awards[line.award].rate_for(package.specialist)
            for line in mine
            if line.award
        )
        assert sum(line.weekly_pence for line in mine) == (sixtieths + 30) // 60
        assert all((line.start is None) == (line.award is None) for line in mine)
