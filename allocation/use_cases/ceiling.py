"""A meeting issues no more than its ceiling (the policy's `budget_ceiling`), whatever the plan places."""

from collections.abc import Collection

from allocation.acts.rows import Record
from allocation.errors import Fault
from allocation.ports import Reading
from allocation.record.ceiling import package_pence, spends
from allocation.use_cases.rounds import RoundView
from allocation.use_cases.standing_against import placed_whole


def over_ceiling(reading: Reading, view: RoundView, wanted: Collection[str]) -> list[Fault]:
    """The fault of issuing these packages beside what the round has issued already, if it is too much.

    Records that were withdrawn or are corrected by this issue do not count, nor does care that goes on.
    """
    index = view.problem.index
    ceiling = index.round_.policy.budget_ceiling
    if ceiling is None:
        return []
    stand = {
        number
        for package, number in view.issued.items()
        if package not in wanted and spends(index, index.packages[package])
    }
    before = sum(
        row.value.weekly_cost for row in reading.rows(Record, round=view.id) if row.value.number in stand
    )
    asked = before
    for reference in wanted:
        package, awards = index.packages[reference], placed_whole(view, reference)
        if spends(index, package):
            parts = [(part, awards[part.number]) for part in package.parts if part.number in awards]
            asked += package_pence(index, (package, parts))
    if asked <= ceiling:
        return []
    return [Fault("issue_ceiling", facts={"asked": asked, "issued": before, "ceiling": ceiling})]
