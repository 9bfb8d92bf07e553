"""A scheme with a few packages and returns, allocated and judged: what the tests of schemes look at."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from allocation.engine import solve
from allocation.model import AwardKey, CapacityRow, Effort, Package, Plan, Round
from allocation.order import capacity_key
from allocation.schemes import terms_of
from tests.allocation.record.decided import Decided, decide
from tests.allocation.sample import package
from tests.end_to_end.plain_checker import Checker, Where
from ui.spreadsheet.schemes import scheme_named
from ui.spreadsheet.write_round import write_round

DAY = date(2026, 6, 1)
"""A Monday."""


@dataclass(frozen=True)
class Settled:
    """A scheme's round and its best plan, which both judges call valid and justified."""

    decided: Decided

    def where(self, reference: str) -> AwardKey | None:
        """The award that a package of one part is with."""
        (placed,) = (each.award for each in self.decided.plan if each.package == reference)
        return placed

    def provider(self, reference: str) -> str:
        """Who has it; nothing where it is unplaced."""
        award = self.where(reference)
        return award.provider if award else ""

    def step(self, reference: str) -> int:
        """At which step it is; 0 where it is unplaced."""
        award = self.where(reference)
        return award.step if award else 0

    def minutes(self) -> dict[str, int]:
        """Staff minutes a week by provider."""
        found: dict[str, int] = {}
        packages = {each.package: each for each in self.decided.round_.packages}
        for each in self.decided.plan:
            if each.award:
                found[each.award.provider] = (
                    found.get(each.award.provider, 0) + packages[each.package].staff_minutes
                )
        return found

    def codes(self, reference: str) -> dict[tuple[int, str], set[str]]:
        """What came of each provider, by step and provider."""
        found: dict[tuple[int, str], set[str]] = {}
        for each in self.decided.reasons:
            if each.package == reference:
                found.setdefault((each.step, each.provider), set()).add(each.code)
        return found


def room(provider: str, hours: float, lot: str | None = None, **cells: Any) -> CapacityRow:
    """What a provider returned, in hours a week."""
    return CapacityRow(provider, round(hours * 60), lot, **cells)


def many(count: int, area: str, **changes: Any) -> list[Package]:
    """So many packages of 3 h 30 each."""
    return [package(f"{area}-{number:02}", area=area, **changes) for number in range(1, count + 1)]


def terms(scheme: str, day: date = DAY) -> Round:
    """A ready-made scheme as a round without packages."""
    found = scheme_named(scheme)
    assert found is not None, scheme
    intake = terms_of(found, day)
    assert (intake.faults, intake.notices) == ((), ())
    assert intake.round_ is not None
    return intake.round_


def settle(
    round_: Round, packages: list[Package], rooms: list[CapacityRow], folder: Path, **changes: Any
) -> Settled:
    """Allocate packages under a scheme's terms; the product's check and the plain one find nothing wrong."""
    given = sorted([*round_.capacity, *rooms], key=capacity_key)
    ordered = sorted(packages, key=lambda each: each.package)
    round_ = replace(round_, packages=tuple(ordered), capacity=tuple(given), **changes)
    decided = decide(round_, plan=solve(round_, Effort()).plan)
    assert decided.verdict.justified, decided.verdict.faults
    assert second_judge(round_, decided.plan, folder) == (set(), set())
    return Settled(decided)


def second_judge(round_: Round, plan: Plan, folder: Path) -> tuple[set[str], set[str]]:
    """What a judge who knows only the files finds: rules that are broken, and what is unjust."""
    write_round(round_, {}, folder)
    checker = Checker(folder)
    rows = {
        (each.package, str(each.part)): each.award
        and Where(each.award.provider, each.award.contract, each.award.lot, str(each.award.step))
        for each in plan
    }
    invalid = checker.invalid(rows)
    return invalid, set() if invalid else checker.unjust(rows)
