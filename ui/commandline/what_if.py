"""`why`, `scarce`, `compare`: questions about a plan of a round, answered by solving again where need be."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from rich.table import Table

from allocation.check import judge, of_several_parts, reasons, smallest_changes
from allocation.errors import Fault, WorldError
from allocation.model import AwardKey, Plan, Round
from allocation.problem import Problem, build
from allocation.problem.alone import covering
from allocation.record import Issue, round_summary
from allocation.use_cases.scarcity import scarce_lines
from allocation.what_if import Comparison, compare, scarce, what_places, why_not
from ui.commandline.check import plan_at
from ui.commandline.new_file import write_new
from ui.commandline.rounds import round_at
from ui.commandline.services import Services
from ui.commandline.terminal import out
from ui.commandline.watching import stoppable, waiting
from ui.wording import _
from ui.wording.changes import nothing_places
from ui.wording.reasons import no_ladder, sentence
from ui.wording.what_if import (
    comparison_changes,
    comparison_headline,
    forced_lines,
    gain_place,
    gain_words,
    move_line,
    names_of,
    nothing_scarce,
    place_name,
    scarce_note,
    together_title,
    tried_lines,
)


def why(path: Path, answer: Path, package: str, at: str | None, services: Services) -> None:
    """Say why a package is where it is; with `at`, what it would cost to have it with that provider instead.

    Raises `WorldError`: faults of round or plan, a package or provider that is not there.
    """
    round_, problem, plan = _planned(path, answer)
    parts = [part for part in problem.free if part.part.package == package]
    if package not in problem.index.packages:
        raise WorldError(Fault("why_unknown", value=package))
    if at is None:
        _reasons(round_, problem, plan, package)
        if any(plan.awards[part.key] is None for part in parts):
            _placing(round_, problem, plan, package, services)
        return
    if not parts:
        raise WorldError(Fault("why_settled", value=package))
    award = _award_at(problem, package, at)
    with stoppable() as stopped, waiting(_("Solving again …")):
        answers = [
            why_not(round_, plan, package, part.part.number, award, services.solver(), cancelled=stopped)
            for part in parts
        ]
    by_points = _by_points(round_)
    told = [list(forced_lines(forced, problem.index, by_points=by_points)) for forced in answers]
    if len(told) > 1 and all(lines == told[0] for lines in told):
        told = told[:1]
    for number, lines in enumerate(told):
        if len(told) > 1:
            out().print(_("Part {part}:").format(part=parts[number].part.number))
        _say(lines)


def show_scarce(path: Path, answer: Path, minutes: int, most: int, services: Services) -> None:
    """A table of what is scarce: each place, who is turned away there, and what more room would bring."""
    round_, problem, plan = _planned(path, answer)
    with stoppable() as stopped, waiting(_("Solving again …")):
        found = list(scarce(round_, plan, problem, services.solver(), minutes, most, stopped))
    if not found:
        out().print(nothing_scarce(minutes))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in (_("Where"), _("Turned away"), _("What it would bring")):
        table.add_column(head)
    for gain in found:
        who = ", ".join(gain.candidate.turned_away)
        words = gain_words(gain, by_points=_by_points(round_))
        table.add_row(gain_place(gain, problem.index), who, words)
    out().print(scarce_note(minutes))
    out().print(table)


def write_scarce(path: Path, answer: Path, to: Path, services: Services) -> None:
    """The round's summary for the meeting, with what is scarce, as a new PDF."""
    from ui.paper import round_summary as pages

    round_, problem, plan = _planned(path, answer)
    verdict = judge(round_, plan, problem)
    waiting_on = sorted({each.package for each in plan if each.award is None})
    changes = {each: smallest_changes(round_, plan, each, problem) for each in waiting_on}
    why_there, issue = reasons(round_, plan, problem), Issue(version=services.version)
    summary = round_summary(round_, plan, verdict, why_there, changes, issue, problem=problem)
    with stoppable() as stopped, waiting(_("Solving again …")):
        lines = tuple(scarce_lines(round_, plan, problem, services.solver(), stopped))
    write_new(to, pages(replace(summary, scarce=lines)))
    out().print(_("Written to {folder}").format(folder=to))


def show_comparison(path: Path, one: Path, other: Path) -> None:
    """Two answers of one round: who is elsewhere in the second, and what that bought."""
    round_, problem, before = _planned(path, one)
    after = plan_at(other, round_)
    _valid(round_, after, problem)
    tell_comparison(compare(problem, before, problem, after), problem)


def tell_comparison(comparison: Comparison, problem: Problem) -> None:
    """Print a comparison: the headline, every aim that differs, then the moves, together as they hang."""
    by_points = _by_points(problem.index.round_)
    console = out()
    console.print(comparison_headline(comparison))
    _say(f"  {line}" for line in comparison_changes(comparison, by_points=by_points))
    names = names_of(problem.index)
    for together in comparison.together:
        console.print(together_title(together, by_points=by_points))
        _say(f"  {move_line(move, problem.index, names)}" for move in together.moves)


def _planned(path: Path, answer: Path) -> tuple[Round, Problem, Plan]:
    """A round with a plan of it that keeps every rule. Raises `WorldError` with the faults of either."""
    with waiting(_("Reading the round …")):
        round_, _people = round_at(path)
        plan = plan_at(answer, round_)
    problem = build(round_)
    _valid(round_, plan, problem)
    return round_, problem, plan


def _valid(round_: Round, plan: Plan, problem: Problem) -> None:
    verdict = judge(round_, plan, problem)
    if not verdict.valid:
        raise WorldError(*verdict.faults)


def _by_points(round_: Round) -> bool:
    return round_.policy.score_by == "points"


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        out().print(line)


def _reasons(round_: Round, problem: Problem, plan: Plan, package: str) -> None:
    """Step by step, each provider whose lot covers the package, and why it has it or not.

    What holds for all parts is said once, anything else with its part.
    """
    names = names_of(problem.index)
    mine = [each for each in reasons(round_, plan, problem) if each.package == package]
    if not mine:
        out().print(no_ladder(problem.index.packages[package]))
    numbers = [part.number for part in problem.index.packages[package].parts]
    told: dict[str, dict[str, list[int]]] = {}
    for reason in mine:
        place = place_name(AwardKey(reason.step, reason.contract, reason.lot, reason.provider), names)
        told.setdefault(place, {}).setdefault(sentence(reason, names), []).append(reason.part)
    for place, whys in told.items():
        for words, parts in whys.items():
            wheres = [_("{place}, part {part}").format(place=place, part=part) for part in parts]
            for where in [place] if parts == numbers else wheres:
                out().print(_("{place}: {why}").format(place=where, why=words))


def _placing(round_: Round, problem: Problem, plan: Plan, package: str, services: Services) -> None:
    """What would place it, each change tried."""
    out().print("")
    out().print(_("What would place it:"))
    with stoppable() as stopped, waiting(_("Solving again …")):
        found = list(what_places(round_, plan, package, problem, services.solver(), stopped))
    if not found:
        out().print(nothing_places(several=of_several_parts(problem, package)))
    for tried in found:
        _say(tried_lines(tried, package, problem.index, by_points=_by_points(round_)))


def _award_at(problem: Problem, package: str, provider: str) -> AwardKey:
    """The provider's first award for the package, one that it may go to before others."""
    found = problem.index.packages[package]
    keys = [award.key for award in covering(problem.index, found) if award.provider == provider]
    if not keys:
        raise WorldError(Fault("why_nowhere", value=provider, facts={"package": package}))
    options = {o.award for part in problem.parts if part.part.package == package for o in part.options}
    return min(keys, key=lambda key: (key not in options, key))
