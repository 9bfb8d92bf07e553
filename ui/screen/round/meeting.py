"""The round's summary for a meeting, drawn from the plan as it stands."""

from collections.abc import Callable
from dataclasses import replace

from allocation.check import reasons, smallest_changes
from allocation.ports import Solver
from allocation.record import Issue, round_summary
from allocation.record.issue import Authority
from allocation.use_cases.rounds import RoundView
from allocation.use_cases.scarcity import scarce_lines
from ui import paper
from ui.screen.records.papers import Sheets
from ui.wording import _


def draw_summary(view: RoundView, solver: Solver, version: str, cancelled: Callable[[], bool]) -> Sheets:
    """The pages for the plan in sight, with what is scarce, and the version that made them.

    Slow for a big round: not for the GUI thread.
    """
    unplaced = sorted({each.package for each in view.plan if each.award is None})
    summary = round_summary(
        view.round_,
        view.plan,
        view.verdict,
        reasons(view.round_, view.plan, view.problem),
        {each: smallest_changes(view.round_, view.plan, each, view.problem) for each in unplaced},
        Issue(
            numbers=view.issued,
            version=version,
            authorities={each.package: Authority(each.by, each.reason) for each in view.authorised},
        ),
        view.result,
        view.problem,
    )
    if view.verdict.valid:
        lines = scarce_lines(view.round_, view.plan, view.problem, solver, cancelled)
        summary = replace(summary, scarce=tuple(lines))
    name = _("Round summary {day}").format(day=view.day.isoformat())
    return Sheets(name, paper.round_summary(summary))
