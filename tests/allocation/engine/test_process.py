"""The engine as a process: the same answer, ended at any moment, and honest about its own failures."""

import os
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from allocation.check import judge
from allocation.check.certificate import verify
from allocation.codec import to_bytes
from allocation.engine import EngineError, EngineProcess, frames, solve
from allocation.model import CapacityRow, Effort, Lot, Priority, Round, StoppedBy, Weekday
from allocation.ports import Progress, Solver
from tests.allocation.sample import award, package, round_of, visit
from tests.workloads import council


@pytest.fixture
def round_() -> Round:
    """A small council's week, short of room."""
    return council("A1", 3, 24, 8, 0.7)[0]


def _never() -> bool:
    return False


def _script(folder: Path, body: str) -> tuple[str, ...]:
    """A stand-in for the engine's process."""
    program = folder / "engine.py"
    program.write_text("import sys, time\n" + body, encoding="utf-8")
    return (sys.executable, str(program))


def test_it_answers_as_the_engine_here_does(round_: Round) -> None:
    """Plan, aims, work and certificate are the same in a process of its own as in this one."""
    seen: list[Progress] = []
    solver: Solver = EngineProcess()
    there = solver.solve(round_, Effort(work=2_000), seen.append, _never)
    here = solve(round_, Effort(work=2_000))
    assert replace(there, seconds=0.0) == replace(here, seconds=0.0)
    assert seen
    assert seen[0].plan is not None


def test_cancelled_it_gives_what_it_had() -> None:
    """Stopped at the first report of aims, in the middle of whatever the solvers do, the plan is sound and
    its certificate verifies.
    """
    round_ = council("A2", 2, 130, 20, 0.8)[0]
    seen: list[Progress] = []
    result = EngineProcess().solve(round_, Effort(), seen.append, lambda: any(each.aims for each in seen))
    assert result.stopped_by is StoppedBy.PERSON
    verdict = judge(round_, result.plan)
    assert verdict.valid
    assert verdict.justified
    for proof, aim in zip(verify(round_, result.certificate, result.plan), result.aims, strict=True):
        assert (proof.aim, proof.value) == (aim.aim, aim.value)
        assert proof.proven or aim.proven_by != "proven"


DEAF = """
from allocation.codec import from_bytes, to_bytes
from allocation.engine import frames
from allocation.ports import Progress
from allocation.problem import build
from allocation.problem.waterfall import waterfall
task = from_bytes(frames.read(sys.stdin.buffer)[1], frames.Task)
problem = build(task.round_)
first = Progress((), problem.plan(waterfall(problem)), 7, 0.1)
frames.write(sys.stdout.buffer, frames.PROGRESS, to_bytes(first))
while True:
    time.sleep(60)
"""


def test_a_process_that_does_not_listen_is_ended(tmp_path: Path, round_: Round) -> None:
    """One that hangs after its first plan is ended when a person stops it, and that plan is the result."""
    seen: list[Progress] = []
    result = EngineProcess(_script(tmp_path, DEAF)).solve(round_, Effort(), seen.append, lambda: bool(seen))
    assert result.stopped_by is StoppedBy.PERSON
    assert result.plan == seen[0].plan
    assert result.work == 7


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("sys.exit('no room on this machine')", "no room on this machine"),
        ("sys.stdin.buffer.read(1)\nsys.exit(3)", "code 3"),
        ("import os\nos.kill(os.getpid(), 9)", "unexpectedly"),
    ],
)
def test_a_crash_is_an_error_of_ours(tmp_path: Path, round_: Round, body: str, said: str) -> None:
    """A process that dies without an answer raises `EngineError` with what it complained of."""
    with pytest.raises(EngineError, match=said):
        EngineProcess(_script(tmp_path, body)).solve(round_, Effort(), lambda _: None, _never)


def test_its_own_failure_comes_through(tmp_path: Path, round_: Round) -> None:
    """A failure inside the engine reaches the caller as text."""
    body = "from allocation.engine import frames\nframes.write(sys.stdout.buffer, frames.FAILED, b'it broke')"
    with pytest.raises(EngineError, match="it broke"):
        EngineProcess(_script(tmp_path, body)).solve(round_, Effort(), lambda _: None, _never)


ABSORBED = """
from allocation.engine import __main__ as engine
engine.solve = lambda *_: time.sleep(600)
sys.exit(engine.main())
"""


def test_without_its_parent_it_ends(tmp_path: Path, root: Path, round_: Round) -> None:
    """A parent that was killed leaves no process behind that goes on solving, whatever that is busy with."""
    command, there = _script(tmp_path, ABSORBED), {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=there) as process:
        assert process.stdin
        frames.write(process.stdin, frames.TASK, to_bytes(frames.Task(round_, Effort())))
        process.stdin.close()
        try:
            assert process.wait(60) == 1
        finally:
            process.kill()


def test_a_solver_does_not_turn_in_circles() -> None:
    """HiGHS simplified this round for ever, heeding no limit, over two rows that measure the distance from a
    target; now the round is settled without the clock.
    """
    wanted = package(visits=(visit(60, None, days=(), times=5),), hospital_discharge=True)
    round_ = round_of(
        packages=(
            replace(wanted, package="P1", priority=Priority.MODERATE),
            package("P2", area="B", visits=(visit(15, None), visit(20, None, days=(Weekday.TUESDAY,)))),
            replace(
                wanted,
                package="P3",
                visits=(visit(15, "bed", days=(), times=5), visit(60, None, days=(), times=5)),
            ),
        ),
        lots=(Lot("C", "L", areas=("B",)), Lot("C", "M", areas=None)),
        awards=(
            award(target_share=5_000, guaranteed_minutes=195),
            award(lot="M", rate=2700, target_share=3_000, guaranteed_minutes=0),
        ),
        capacity=(CapacityRow("avon", 150), CapacityRow("avon", 60, workers=2)),
    )
    result = EngineProcess().solve(round_, Effort(seconds=20), lambda _: None, _never)
    assert result.stopped_by is StoppedBy.DONE
    assert all(aim.proven_by != "bound" for aim in result.aims)


def test_a_process_that_is_kept_answers_as_a_fresh_one(round_: Round) -> None:
    """Task after task in the process that answered the first: each the answer that a fresh one gives."""
    kept = EngineProcess(keep=1)
    others = [council(shape, 4, 24, 8, 0.8)[0] for shape in ("A1", "A8")]
    with closing(kept):
        for task in (round_, *others, round_):
            fresh = EngineProcess().solve(task, Effort(work=300), lambda _: None, _never)
            again = kept.solve(task, Effort(work=300), lambda _: None, _never)
            assert replace(again, seconds=0.0) == replace(fresh, seconds=0.0)
        (waiting,) = kept._idle
    assert kept._idle == []
    assert waiting.process.returncode is not None


def test_what_was_stopped_or_failed_is_not_kept(tmp_path: Path, round_: Round) -> None:
    """A process that was told to stop has no further task, and one that fell over has none either."""
    seen: list[Progress] = []
    with closing(EngineProcess(keep=2)) as kept:
        stopped = kept.solve(round_, Effort(), seen.append, lambda: bool(seen))
        assert stopped.stopped_by is StoppedBy.PERSON
        assert kept._idle == []
    body = "from allocation.engine import frames\nframes.write(sys.stdout.buffer, frames.FAILED, b'it broke')"
    with closing(EngineProcess(_script(tmp_path, body), keep=2)) as kept:
        for _ in range(2):
            with pytest.raises(EngineError, match="it broke"):
                kept.solve(round_, Effort(), lambda _: None, _never)
        assert kept._idle == []


def test_one_that_went_while_it_waited_is_replaced(round_: Round) -> None:
    """A kept process may be ended by the system, or by having had nothing to do: nobody notices."""
    with closing(EngineProcess(keep=1)) as kept:
        first = kept.solve(round_, Effort(work=300), lambda _: None, _never)
        kept._idle[0].process.kill()
        kept._idle[0].process.wait()
        again = kept.solve(round_, Effort(work=300), lambda _: None, _never)
    assert again.plan == first.plan
