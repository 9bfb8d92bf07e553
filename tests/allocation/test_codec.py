"""Values to bytes and back."""

import subprocess
import sys

import msgspec
import pytest
from hypothesis import given, settings

from allocation.codec import from_bytes, round_sha256, to_bytes
from allocation.model import Plan, Round
from allocation.problem import build
from allocation.problem.waterfall import waterfall
from tests.allocation.rounds import rounds
from tests.allocation.sample import round_of

_PRINT_SAMPLE = (
    "from tests.allocation.sample import round_of; from allocation.codec import round_sha256;"
    "print(round_sha256(round_of()))"
)


@settings(max_examples=100, deadline=None)
@given(rounds())
def test_a_round_and_its_plan_come_back_equal(round_: Round) -> None:
    """Bytes out and in again are the same value, and the same bytes."""
    assert from_bytes(to_bytes(round_), Round) == round_
    problem = build(round_)
    plan = problem.plan(waterfall(problem))
    assert from_bytes(to_bytes(plan), Plan) == plan
    assert to_bytes(from_bytes(to_bytes(round_), Round)) == to_bytes(round_)


@pytest.mark.parametrize("hash_seed", ["0", "1"])
def test_a_round_has_one_fingerprint_in_every_process(hash_seed: str) -> None:
    """Neither the process nor its hash seed changes the fingerprint."""
    done = subprocess.run(
        [sys.executable, "-c", _PRINT_SAMPLE],
        env={"PYTHONHASHSEED": hash_seed, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == round_sha256(round_of())


def test_bytes_that_are_no_round_are_refused() -> None:
    """A missing field is an error, not a half-made round."""
    with pytest.raises(msgspec.ValidationError):
        from_bytes(b'{"council": "Westhaven"}', Round)
