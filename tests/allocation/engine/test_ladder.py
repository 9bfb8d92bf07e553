"""The climb over the aims: what it asks of solvers, and how often."""

import pytest

from allocation.check.certificate import Certificate, verify
from allocation.codec import from_bytes
from allocation.engine import efforts, witnesses
from allocation.engine.incumbent import Incumbent
from allocation.engine.ladder import Ladder
from allocation.engine.meter import Meter
from allocation.engine.mip import Answer, Ask, Peer
from allocation.engine.solve import solve
from allocation.model import Effort
from allocation.problem import build
from allocation.problem.terms import terms
from allocation.problem.waterfall import waterfall
from tests.workloads import council


def test_a_large_round_puts_no_question_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a round with many options solvers get fewer nodes, in one pass perhaps as few as in the pass before:
    what a solver could not answer then it is not asked again, because it would say the same.
    """
    asked: list[tuple[int | None, Peer]] = []

    def silent(_problem: object, _known: object, _piece: object, ask: Ask, peer: Peer) -> Answer:
        asked.append((ask.nodes, peer))
        return Answer(None, None, final=False, work=1)

    monkeypatch.setattr(witnesses, "improve", silent)
    problem = build(council("A1", 1, 24, 8, 0.6)[0])
    known, meter = terms(problem), Meter(Effort(), lambda: False)
    incumbent = Incumbent(problem, known, waterfall(problem), lambda: None)
    climb = Ladder(problem, known, incumbent, meter, 0, lambda: None)
    monkeypatch.setattr(witnesses, "EASY_OPTIONS", climb.options // 10)
    for nodes in (60, 150, 60_000):
        climb.witnesses.ask(0, nodes)
    few = 60_000 * (climb.options // 10) ** 3 // climb.options**3
    assert sorted(asked) == [(1, peer) for peer in sorted(Peer)] + [(few, peer) for peer in sorted(Peer)]


def test_what_was_agreed_is_proven_at_the_end() -> None:
    """On a small week solvers settle aims before prices do; at the end prices and trees prove them all, over
    the certificate alone.
    """
    round_ = council("A2", 3, 24, 8, 0.8)[0]
    result = solve(round_, Effort())
    assert {aim.proven_by for aim in result.aims} == {"proven"}
    assert all(proof.proven for proof in verify(round_, result.certificate, result.plan))
    assert any(cut.branch for cut in from_bytes(result.certificate, Certificate).cuts)


@pytest.mark.parametrize(("others", "times"), [((), efforts.ALONE), ((1,), 1)])
def test_an_aim_that_alone_is_open_gets_more_nodes(
    monkeypatch: pytest.MonkeyPatch, others: tuple[int, ...], times: int
) -> None:
    """Where no other aim waits for the end of one, solvers may branch ten times as much for it."""
    problem = build(council("A1", 1, 24, 8, 0.6)[0])
    known, meter = terms(problem), Meter(Effort(), lambda: False)
    incumbent = Incumbent(problem, known, waterfall(problem), lambda: None)
    climb = Ladder(problem, known, incumbent, meter, 0, lambda: None)
    effort = efforts.PASSES[1]
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(climb.standing, "settled", lambda aim: aim not in (2, *others))
    monkeypatch.setattr(climb.witnesses, "ask", lambda aim, nodes: asked.append((aim, nodes)))
    climb._aim(2, effort)
    assert asked == [(2, effort.nodes * times)]


def test_what_is_quick_is_tried_first_on_every_aim_that_comes_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once a thorough pass has settled an aim, the next ones get what is quick before what is thorough, and
    none gets it twice. Solvers are asked at once where little is left, and once more after a search.
    """
    problem = build(council("A1", 1, 24, 8, 0.6)[0])
    known, meter = terms(problem), Meter(Effort(), lambda: False)
    incumbent = Incumbent(problem, known, waterfall(problem), lambda: None)
    climb = Ladder(problem, known, incumbent, meter, 0, lambda: None)
    climb.passed = True
    open_, done = {0, 1, 2}, list[tuple[str, int]]()

    def thorough(aim: int, _effort: efforts.AimEffort) -> None:
        done.append(("thorough", aim))
        open_.discard(aim)

    def quick(aim: int, _nodes: int) -> None:
        done.append(("quick", aim))
        open_.discard(2)

    for name in ("_bound", "_recreate", "_search"):
        monkeypatch.setattr(climb, name, lambda *_: None)
    monkeypatch.setattr(climb.core, "run", lambda *_: None)
    monkeypatch.setattr(climb.standing, "settled", lambda aim: aim not in open_)
    monkeypatch.setattr(climb.standing, "gap", lambda _aim: efforts.NEARLY + 1)
    monkeypatch.setattr(climb, "_aim", thorough)
    monkeypatch.setattr(climb.witnesses, "ask", quick)
    climb._easy()
    climb._pass(efforts.PASSES[1], efforts.PASSES[2])
    assert done == [*2 * [("quick", 0)], ("thorough", 0), *2 * [("quick", 1)], ("thorough", 1)]


def test_every_aim_gets_its_first_pass_before_a_tree_gets_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """An aim's tree grows step by step with a core after each step; before the largest all aims get one
    first pass, once in a climb.
    """
    problem = build(council("A1", 1, 24, 8, 0.6)[0])
    known, meter = terms(problem), Meter(Effort(), lambda: False)
    incumbent = Incumbent(problem, known, waterfall(problem), lambda: None)
    climb = Ladder(problem, known, incumbent, meter, 0, lambda: None)
    done: list[object] = []
    monkeypatch.setattr(climb.standing, "settled", lambda _aim: False)
    monkeypatch.setattr(climb.proofs, "settle", lambda aim, nodes: done.append((aim, nodes)))
    monkeypatch.setattr(climb.core, "run", lambda *_: done.append("core"))
    monkeypatch.setattr(climb, "_pass", lambda *efforts: done.append(efforts))
    climb._grow_on(0)
    climb._grow_on(1)
    *small, large = efforts.GROWN
    first = [each for nodes in small for each in ((0, nodes), "core")]
    second = [each for nodes in efforts.GROWN for each in ((1, nodes), "core")]
    assert done == [*first, efforts.PASSES[:2], (0, large), "core", *second]


def test_solvers_are_asked_once_more_where_that_promises_something(monkeypatch: pytest.MonkeyPatch) -> None:
    """For longer, where they found a better plan, one was found before, or one is content with the plan in
    hand; not where none is so, nor where the aim is settled by then, or the first answer took long.
    """
    problem = build(council("A1", 1, 24, 8, 0.6)[0])
    known, meter = terms(problem), Meter(Effort(), lambda: False)
    incumbent = Incumbent(problem, known, waterfall(problem), lambda: None)
    climb = Ladder(problem, known, incumbent, meter, 0, lambda: None)
    asked: list[tuple[int, int]] = []

    def answer(aim: int, nodes: int) -> None:
        asked.append((aim, nodes))
        meter.work += efforts.LONG + 1 if aim == 4 else 1
        if aim in (1, 2):
            better = incumbent.values[aim] + 1
            incumbent.values = (*incumbent.values[:aim], better, *incumbent.values[aim + 1 :])

    monkeypatch.setattr(climb.standing, "settled", lambda aim: aim == 2 and (2, 400) in asked)
    monkeypatch.setattr(climb.witnesses, "ask", answer)
    monkeypatch.setattr(climb.witnesses, "content", lambda aim: aim in (3, 4))
    for aim in range(6):
        before = incumbent.values[: aim + 1]
        climb._ask_twice(aim, 400, before if aim != 5 else (*before[:aim], before[aim] - 1))
    more = 400 * efforts.AGAIN
    assert asked == [
        (0, 400),
        (1, 400),
        (1, more),
        (2, 400),
        (3, 400),
        (3, more),
        (4, 400),
        (5, 400),
        (5, more),
    ]
