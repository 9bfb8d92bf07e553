"""`allocate`: a round folder to an out folder, without the database."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from allocation.model import Effort, Priority, StoppedBy
from allocation.moving import book_of, moves_care
from allocation.use_cases.answer import Answer, answer
from allocation.what_if import compare
from ui.commandline import out_folder
from ui.commandline.check import plan_at
from ui.commandline.out_files import out_files
from ui.commandline.rounds import round_at
from ui.commandline.services import Services
from ui.commandline.terminal import aims_table, aside, out
from ui.commandline.watching import shown, stoppable, waiting
from ui.commandline.what_if import tell_comparison
from ui.wording import _
from ui.wording.aims import priority_name
from ui.wording.figures import hours
from ui.wording.moving import book_sentence


def allocate(path: Path, folder: Path, effort: Effort, services: Services, start: Path | None = None) -> None:
    """Read, solve, judge, write, and say what came of it. Raises `WorldError`; then nothing was written.

    `start` is the answer in hand, or its plan: then the search starts from it, and what changed is told.
    """
    out_folder.may_write(folder)
    with waiting(_("Reading the round …")):
        round_, people = round_at(path)
        in_hand = plan_at(start, round_) if start is not None else None
    effort = replace(effort, start=in_hand)
    by_points = round_.policy.score_by == "points"
    with stoppable() as stopped, shown(by_points=by_points) as show:
        found = answer(round_, people, effort, services.solver(), show, stopped)
    with waiting(_("Drawing the papers …")):
        files = out_files(found, services.version)
    out_folder.write(folder, files)
    console = out()
    for line in came_of(found):
        console.print(line)
    if in_hand is not None:
        console.print(_("Beside the plan in hand, as far as it still stands:"))
        tell_comparison(compare(found.problem, in_hand, found.problem, found.result.plan), found.problem)
    console.print(aims_table(found.result.aims, by_points=by_points))
    console.print(_("Every rule is kept, and the plan is in contract order and priority."))
    if found.result.stopped_by is not StoppedBy.DONE:
        aside().print(why_stopped(found.result.stopped_by))
    console.print(_("Written to {folder}").format(folder=folder))


def came_of(found: Answer) -> Iterator[str]:
    """Who was placed, and who moves where care that somebody has was to move: a line each."""
    yield placed_line(found)
    if moves_care(found.problem):
        yield book_sentence(book_of(found.round_, found.result.plan, found.problem))


def placed_line(found: Answer) -> str:
    """The packages that the round places, of all that it could, by priority, and their hours."""
    index, plan = found.problem.index, found.result.plan
    settled = {(each.part.package, each.part.number) for each in found.problem.settled if not each.is_new}
    mine = [line for line in found.lines if (line.package, line.part) not in settled]
    asked = {line.package for line in mine if index.packages[line.package].sds_option != 1}
    unplaced = {each.package for each in plan if each.award is None}
    by_priority = []
    for priority in Priority:
        tier = {each for each in asked if index.priority(index.packages[each]) is priority}
        words = _("{priority} {placed} of {all}").format(
            priority=priority_name(priority), placed=len(tier - unplaced), all=len(tier)
        )
        by_priority.append(words)
    return _("Placed {placed} of {all} packages, {hours} a week: {by_priority}.").format(
        placed=len(asked - unplaced),
        all=len(asked),
        hours=hours(sum(line.staff_minutes for line in mine if line.award)),
        by_priority=", ".join(by_priority),
    )


def why_stopped(by: StoppedBy) -> str:
    """What ended the search, unless it was done."""
    return {
        StoppedBy.DONE: "",
        StoppedBy.WORK: _("The work allowed was spent before every aim was settled; --work gives it more."),
        StoppedBy.SECONDS: _(
            "Stopped by the clock: another run may find another plan. Give --work instead to have the same "
            "plan every time."
        ),
        StoppedBy.PERSON: _("Stopped by you. This is the best plan found until then."),
    }[by]
