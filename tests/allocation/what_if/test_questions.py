"""Why not this provider, what would place it, what is scarce, and a new plan: each tried by solving again."""

from allocation.check import judge
from allocation.model import AwardKey, Plan
from allocation.problem import Problem, build
from allocation.problem.aims import aim_specs
from allocation.what_if import replan, scarce, what_places, why_not
from allocation.what_if.changed import fixed, with_more_room
from allocation.what_if.events import declined, lost
from allocation.what_if.scarcity import candidates
from tests.allocation.what_if.conftest import Week
from tests.engines import EngineHere


def signed(problem: Problem, aims: dict[str, int]) -> list[int]:
    """The aims in order, more as better."""
    return [aims[spec.aim] if spec.most else -aims[spec.aim] for spec in aim_specs(problem)]


def placed(week: Week) -> list[tuple[str, int, AwardKey]]:
    """The open parts that the plan places."""
    awards = week.best.plan.awards
    return [(*part.key, award) for part in week.problem.parts if (award := awards[part.key]) is not None]


def test_a_part_fixed_where_it_is_loses_nothing(solved: Week, engine: EngineHere) -> None:
    """The plan in hand stands where a part is fixed at the award that it has, and that is exact."""
    package, part, award = placed(solved)[0]
    found = why_not(solved.round_, solved.best.plan, package, part, award, engine, solved.best.aims)
    assert found.comparison is not None
    assert (found.comparison.moves, found.comparison.changes) == ((), ())
    proven = [aim.aim for aim in solved.best.aims if aim.proven]
    assert found.exact >= set(proven)


def test_a_part_fixed_elsewhere_costs_an_aim(solved: Week, engine: EngineHere) -> None:
    """Wherever a part is put, it is there, all else is valid, and the plan is no better than the best."""
    asked = 0
    best = signed(solved.problem, {aim.aim: aim.value for aim in solved.best.aims})
    for package, part, award in placed(solved)[::8]:
        options = next(each for each in solved.problem.parts if each.key == (package, part)).options
        for option in options[-2:]:
            if option.award == award:
                continue
            found = why_not(solved.round_, solved.best.plan, package, part, option.award, engine)
            if found.again is None:
                assert found.faults
                continue
            asked += 1
            assert found.again.plan.awards[package, part] == option.award
            changed = fixed(solved.round_, package, part, option.award)
            assert judge(changed, found.again.plan).justified
            assert signed(solved.problem, found.again.verdict.aims) <= best
    assert asked >= 4


def test_a_part_that_may_not_be_there_is_told_why(solved: Week, engine: EngineHere) -> None:
    """An award that breaks a rule is answered by the rule, and nothing is solved."""
    package, part, award = placed(solved)[0]
    round_ = declined(solved.round_, package, award.provider)
    found = why_not(round_, solved.best.plan, package, part, award, engine)
    assert found.again is None
    assert [fault.code for fault in found.faults] == ["pin_refused"]


def test_what_would_place_a_package_is_tried(solved: Week, engine: EngineHere) -> None:
    """Each change is made; where it is room, the round gains by it or gives it to nobody."""
    best = signed(solved.problem, {aim.aim: aim.value for aim in solved.best.aims})
    tried = 0
    for package in [each.package for each in solved.best.plan if each.award is None][:6]:
        for each in what_places(solved.round_, solved.best.plan, package, solved.problem, engine):
            tried += 1
            now = signed(solved.problem, each.again.verdict.aims)
            assert each.placed_at == next(one.award for one in each.again.plan if one.package == package)
            if each.change.kind in ("room", "return", "share"):
                assert now > best or each.placed_at is None
    assert tried >= 4


def test_an_hour_more_is_never_worse(solved: Week, engine: EngineHere) -> None:
    """Every candidate's start is valid with more room, and solving again gains by it."""
    best = signed(solved.problem, {aim.aim: aim.value for aim in solved.best.aims})
    found = list(scarce(solved.round_, solved.best.plan, solved.problem, engine, minutes=210, most=5))
    assert found
    for gain in found:
        assert judge(gain.again.round_, gain.candidate.start).valid
        assert signed(solved.problem, gain.again.verdict.aims) > best
        assert gain.candidate.turned_away


def test_candidates_are_those_who_are_turned_away(solved: Week) -> None:
    """No candidate lets in somebody who had room already: without the hours its start is not valid."""
    for each in candidates(solved.problem, solved.best.plan, 210):
        assert not judge(solved.round_, each.start).valid
        round_ = solved.round_
        for figure in sorted(each.figures, key=lambda one: one.band is None):
            round_ = with_more_room(round_, figure, 210)
        assert judge(round_, each.start).valid


def test_after_a_loss_the_plan_is_made_anew(solved: Week, engine: EngineHere) -> None:
    """A lost provider keeps nobody; who was there is told apart from who moved for others."""
    gone = placed(solved)[0][2].provider
    round_ = lost(solved.round_, gone)
    found = replan(solved.problem, solved.best.plan, round_, engine)
    assert all(award is None or award.provider != gone for award in found.again.plan.awards.values())
    barred = {move.key for move in found.comparison.moves if move.barred}
    assert barred >= {(package, part) for package, part, award in placed(solved) if award.provider == gone}
    assert judge(round_, found.again.plan, build(round_)).justified


def test_a_new_plan_where_nothing_happened_is_the_old(solved: Week, engine: EngineHere) -> None:
    """Without an event, nobody moves."""
    found = replan(solved.problem, solved.best.plan, solved.round_, engine)
    assert found.again.plan == Plan(solved.best.plan.placed)
    assert found.comparison.moves == ()
