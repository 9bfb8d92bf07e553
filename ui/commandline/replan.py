"""`replan`: a new plan after something happened, from the plan in hand, with what each change more buys."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from allocation.errors import Fault, WorldError
from allocation.model import Effort, Person, Round
from allocation.problem import build
from allocation.use_cases.answer import answer
from allocation.what_if import compare, trade
from allocation.what_if.again import REPLAN
from allocation.what_if.events import declined, lost
from ui.commandline import out_folder
from ui.commandline.allocate import came_of
from ui.commandline.check import plan_at
from ui.commandline.new_folder import may_make, write_folder
from ui.commandline.out_files import out_files
from ui.commandline.rounds import round_at
from ui.commandline.services import Services
from ui.commandline.terminal import aims_table, bargains_table, out
from ui.commandline.watching import shown, stoppable, waiting
from ui.commandline.what_if import tell_comparison
from ui.wording import _
from ui.wording.what_if import trade_note, trade_title


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened since the plan in hand was made: who declined which package, and which providers are
    lost. `declined` has PACKAGE:PROVIDER.
    """

    declined: Sequence[str] = ()
    lost: Sequence[str] = ()

    def to(self, round_: Round) -> Round:
        """The round after all of it. Raises `WorldError` with every name that is not there."""
        faults: list[Fault] = []
        packages = {each.package for each in round_.packages}
        providers = {each.provider for each in round_.providers}
        for each in self.declined:
            package, _colon, provider = each.rpartition(":")
            if not package or not provider:
                faults.append(Fault("not_a_decline", value=each))
            elif package not in packages:
                faults.append(Fault("why_unknown", value=package))
            elif provider not in providers:
                faults.append(Fault("no_provider", value=provider))
            else:
                round_ = declined(round_, package, provider)
        for provider in self.lost:
            if provider not in providers:
                faults.append(Fault("no_provider", value=provider))
            else:
                round_ = lost(round_, provider, _("lost"))
        if faults:
            raise WorldError(*faults)
        return round_


def replan(
    path: Path,
    start: Path,
    folder: Path,
    happened: Happened,
    services: Services,
    effort: Effort = REPLAN,
    keep: Path | None = None,
) -> None:
    """Read the round, let it happen, solve from the answer in hand, write, and say who moves and why.

    `keep` is a new folder for the round as it then is. Raises `WorldError`; then nothing was written.
    """
    out_folder.may_write(folder)
    if keep is not None:
        may_make(keep)
    with waiting(_("Reading the round …")):
        before, people = round_at(path)
        in_hand = plan_at(start, before)
    round_ = happened.to(before)
    by_points = round_.policy.score_by == "points"
    with stoppable() as stopped, shown(by_points=by_points) as show:
        found = answer(round_, people, replace(effort, start=in_hand), services.solver(), show, stopped)
    with waiting(_("Drawing the papers …")):
        files = out_files(found, services.version)
    _keep(round_, people, keep)
    out_folder.write(folder, files)
    console = out()
    for line in came_of(found):
        console.print(line)
    comparison = compare(build(before), in_hand, found.problem, found.result.plan)
    bargains = trade(found.problem, in_hand, found.result.plan, comparison, found.result.bargains)
    tell_comparison(comparison, found.problem)
    if len(bargains) > 1:
        console.print(f"{trade_title()}. {trade_note()}")
        console.print(bargains_table(bargains, by_points=by_points))
    console.print(aims_table(found.result.aims, by_points=by_points))
    console.print(_("Every rule is kept, and the plan is in contract order and priority."))
    console.print(_("Written to {folder}").format(folder=folder))


def _keep(round_: Round, people: dict[str, Person], keep: Path | None) -> None:
    if keep is not None:
        write_folder(round_, {each.package: people[each.package] for each in round_.packages}, keep)
