"""Every scheme on rounds that nobody wrote for it: both judges find no fault, wherever the search is cut."""

from pathlib import Path

import pytest

from allocation.engine import solve
from allocation.model import Effort
from tests.allocation.record.decided import decide
from tests.schemes.filled import filled
from tests.schemes.settled import second_judge
from tests.schemes.test_schemes import IDS

ROUNDS = 3


@pytest.mark.parametrize("scheme", IDS)
def test_both_judges_find_no_fault(scheme: str, tmp_path: Path) -> None:
    """Rounds with choices, exclusions, live care, refusals and shortage: valid and justified to both."""
    placed = 0
    for seed in range(ROUNDS):
        round_ = filled(scheme, seed)
        plan = solve(round_, Effort(work=(1, 20, 60)[seed])).plan
        decided = decide(round_, plan=plan)
        assert decided.verdict.justified, (seed, decided.verdict.faults)
        assert second_judge(round_, plan, tmp_path / str(seed)) == (set(), set()), seed
        placed += sum(each.award is not None for each in plan)
        explained = {each.package for each in decided.reasons}
        sought = {each.package for each in round_.packages if each.sds_option != 1}
        covered = {
            each.package
            for each in round_.packages
            if any(lot.covers(each.area, each.service) for lot in round_.lots)
        }
        assert sought & covered <= explained
        live = {each.package for each in round_.placements if each.kind == "live"}
        new = {each.package for each in plan if each.award} - live
        assert {each.package for each in decided.records()} >= new
    assert placed
