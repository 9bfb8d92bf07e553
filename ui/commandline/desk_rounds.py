"""`round`: the rounds of the database, from what waits to what is issued, as on the window's Round page."""

from collections.abc import Callable, Sequence

from rich.table import Table

from allocation.errors import Fault, WorldError
from allocation.index import Index
from allocation.model import AwardKey, Effort, Placed, PlacementKind, StoppedBy, Waiver
from allocation.use_cases import issuing, moves, rounds
from allocation.use_cases.desk import Desk
from allocation.use_cases.rounds import RoundView
from ui.commandline.allocate import why_stopped
from ui.commandline.services import Services
from ui.commandline.terminal import aims_table, aside, out
from ui.commandline.watching import shown, stoppable
from ui.commandline.words import by_part, told, verdict_lines
from ui.wording import _, ngettext
from ui.wording.aims import marked_priority
from ui.wording.deadlines import clock_words
from ui.wording.figures import day, hours


def list_rounds(desk: Desk) -> None:
    """Show the rounds, the newest first, each with the number that it is named by."""
    table = _table(_("Round"), _("Day"), _("Frozen"), _("By"), _("Packages"), _("Issued"))
    for number, row in enumerate(rounds.rounds(desk), start=1):
        table.add_row(
            str(number), day(row.day), clock_words(row.at), row.by, str(row.packages), str(row.issued)
        )
    out().print(table)


def view_at(desk: Desk, number: int) -> RoundView:
    """The round that the list names so: 1 is the newest. Raises `WorldError` (`no_round`)."""
    found = rounds.rounds(desk)
    if number > len(found):
        raise WorldError(Fault("no_round", value=str(number)))
    return rounds.round_view(desk, found[number - 1].id)


def allocate(desk: Desk, view: RoundView, effort: Effort, services: Services) -> None:
    """Solve a round as it stands, keep and show its plan. Raises `WorldError`, as `rounds.allocate` does."""
    by_points = view.round_.policy.score_by == "points"
    with stoppable() as stopped, shown(by_points=by_points) as show:
        view = rounds.allocate(desk, view.id, effort, services.solver(), show, stopped)
    tell(view)
    if view.result is not None and view.result.stopped_by is not StoppedBy.DONE:
        aside().print(why_stopped(view.result.stopped_by))


def tell(view: RoundView) -> None:
    """Show the plan package by package, its aims as the search left them, and the verdict."""
    table = _table(_("Package"), _("Priority"), _("Hours"), _("Provider"), _("Lot"), _("Step"), _("Stands"))
    index = view.problem.index
    proposals = frozenset(moves.proposals(view))
    for row in view.plan:
        package, award = index.packages[row.package], row.award
        parts = len(package.parts)
        minutes = next(each.staff_minutes for each in package.parts if each.number == row.part)
        table.add_row(
            row.package
            if parts == 1
            else _("{package}, part {part}").format(package=row.package, part=row.part),
            marked_priority(index.priority(package)),
            hours(minutes),
            index.providers[award.provider].name or award.provider if award else "",
            award.lot if award else "",
            str(award.step) if award else "",
            _stands(view, row, proposals),
        )
    console = out()
    console.print(table)
    if view.result is not None and not view.moves:
        console.print(aims_table(view.result.aims, by_points=view.round_.policy.score_by == "points"))
    _tell_verdict(view)


def _stands(view: RoundView, row: Placed, proposals: frozenset[str]) -> str:
    """What is to be said of one part, beside where it is."""
    words: list[str] = []
    kind = view.problem.index.placement_kind(row.package, row.part)
    if row.package in view.issued:
        words.append(_("issued as {number}").format(number=view.issued[row.package]))
    elif kind is PlacementKind.LIVE:
        words.append(_("has it already"))
    elif kind is PlacementKind.HELD:
        words.append(_("offered or accepted"))
    elif row.award is None:
        words.append(_("not placed"))
    if any((each.package, each.part) == (row.package, row.part) for each in view.moves):
        words.append(_("moved by hand"))
    if row.package in proposals:
        words.append(_("needs authority"))
    words += [
        _("authorised by {name}").format(name=each.by)
        for each in view.authorised
        if (each.package, each.award) == (row.package, row.award)
    ]
    return ", ".join(words)


def _tell_verdict(view: RoundView) -> None:
    console, names = out(), {each.provider: each.name for each in view.round_.providers}
    for line in verdict_lines(view.verdict):
        console.print(line)
    if view.verdict.faults:
        console.print(told(by_part(view.verdict.faults, view.problem.index.packages), names))


def move(
    desk: Desk,
    view: RoundView,
    package: str,
    part: int,
    provider: str,
    lot: str,
    reason: str,
    waives: Sequence[Waiver],
    authorised_by: str,
) -> bool:
    """Fix a part with a provider and tell the verdict; gives whether the plan keeps every rule then.

    Raises `WorldError`, as `moves.move` does.
    """
    award = _award(view.problem.index, package, provider, lot)
    after = moves.move(
        desk, view.id, view.version, package, part, award, reason, tuple(waives), authorised_by
    )
    return _tell_kept(after)


def unplace(desk: Desk, view: RoundView, package: str, part: int | None, reason: str) -> bool:
    """Take a part, or the whole package, out of the plan; gives whether that keeps every rule.

    Raises `WorldError`, as `moves.unplace` does, and `not_in_round`.
    """
    if package not in view.problem.index.packages:
        raise WorldError(Fault("not_in_round", value=package))
    return _tell_kept(moves.unplace(desk, view.id, view.version, package, part, reason))


def _tell_kept(view: RoundView) -> bool:
    _tell_verdict(view)
    if not view.verdict.valid:
        out().print(_("Kept all the same. Take it back with: undo"))
    return view.verdict.valid


def _award(index: Index, package: str, provider: str, lot: str) -> AwardKey:
    """The provider's first award that covers the package. Raises `WorldError` (`not_in_round`, `no_rung`)."""
    if package not in index.packages:
        raise WorldError(Fault("not_in_round", value=package))
    wanted = index.packages[package]
    found = [
        key
        for key in index.awards
        if key.provider == provider
        and lot in ("", key.lot)
        and index.lots[key.lot].covers(wanted.area, wanted.service)
    ]
    if not found:
        raise WorldError(Fault("no_rung", value=provider, facts={"package": package}))
    return min(found)


def authorise(desk: Desk, view: RoundView, packages: Sequence[str], by: str, reason: str) -> None:
    """Record who allowed these proposals, or all that wait for it.

    Raises `WorldError`, as `moves.authorise` does, and `no_proposal` where none waits.
    """
    chosen = packages or moves.proposals(view)
    if not chosen:
        raise WorldError(Fault("no_proposal"))
    moves.authorise(desk, view.id, view.version, chosen, by, reason)
    words = ngettext("{count} package authorised by {by}", "{count} packages authorised by {by}", len(chosen))
    out().print(words.format(count=len(chosen), by=by))


def issue(
    desk: Desk, view: RoundView, packages: Sequence[str], agreed: Callable[[], bool], version: str
) -> bool:
    """Issue these packages; without any, all that are placed and not issued, and that nothing stands against.

    Says beforehand what will be issued, and of the others why not; `agreed` is asked then. Gives whether it
    was. Raises `WorldError`, as `issuing.issue` does, before anybody is asked: then nothing is issued.
    """
    from ui import paper

    console, chosen = out(), tuple(packages)
    if not chosen:
        open_ = _not_issued(view)
        against = issuing.against(desk, view.id, open_)
        chosen = tuple(each for each in open_ if each not in against)
        for package, faults in sorted(against.items()):
            why = " ".join(told([fault]) for fault in faults)
            console.print(_("Not issued: {package}. {why}").format(package=package, why=why))
    if faults := issuing.against_all(desk, view.id, chosen):
        raise WorldError(*faults)
    console.print(_("To be issued: {packages}").format(packages=", ".join(chosen) or "–"))
    if chosen and not agreed():
        console.print(_("Nothing was issued."))
        return False
    heading = issuing.Heading(version=version)
    done = issuing.issue(desk, view.id, view.version, chosen, paper, heading)
    for package, number in done.numbers.items():
        console.print(f"{package}  {number}")
    return True


def _not_issued(view: RoundView) -> list[str]:
    """The packages that the plan places, but for care that goes on, and that no record of the round has."""
    index = view.problem.index
    placed = {
        row.package
        for row in view.plan
        if row.award and index.placement_kind(row.package, row.part) is not PlacementKind.LIVE
    }
    return sorted(placed & view.members.keys() - view.issued.keys())


def _table(*heads: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head)
    return table
