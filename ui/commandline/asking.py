"""`ask`: whom to ask for one package of a round, now."""

from collections.abc import Iterator
from pathlib import Path

from rich.table import Table

from allocation.asking import Asking, ask
from allocation.index import index
from allocation.rungs import Ladder
from ui.commandline.new_file import write_new
from ui.commandline.rounds import round_at
from ui.commandline.terminal import out
from ui.wording import _
from ui.wording.asking import AskStep, ask_steps, headline, told_lines
from ui.wording.figures import hours


def ask_for(path: Path, package: str, to: Path | None) -> None:
    """Print a package's ladder, or write its page to a new PDF.

    Raises `WorldError`: the round's faults, a package for which nobody is asked, a file in the way.
    """
    round_, _people = round_at(path)
    tell(ask(index(round_), package), to)


def tell(asking: Asking, to: Path | None) -> None:
    """Print a ladder, or write its page to a new PDF. Raises `WorldError` where it cannot be written."""
    if to is not None:
        _write(asking, to)
        out().print(_("Written to {folder}").format(folder=to))
        return
    console = out()
    console.print(f"{asking.package.package}: {headline(asking)}")
    for ladder in asking.ladders:
        if len(asking.ladders) > 1:
            words = _("Part {part}, {hours} a week")
            console.print(words.format(part=ladder.part.number, hours=hours(ladder.part.staff_minutes)))
        for piece in _pieces(asking, ladder):
            console.print(piece)
    for line in told_lines(asking):
        who = _("{provider} for part {part}").format(provider=line.provider, part=line.part)
        console.print(
            _("  asked before: {provider}, {asked}, to answer by {due}: {said}").format(
                provider=who if line.part else line.provider, asked=line.asked, due=line.due, said=line.said
            )
        )


def _pieces(asking: Asking, ladder: Ladder) -> Iterator[str | Table]:
    steps = ask_steps(asking, ladder)
    if not steps:
        yield _("No award covers its area and service.")
    for step in steps:
        yield ""
        yield "; ".join((step.title, *step.terms))
        if step.asked:
            yield _asked(step)
        for each in step.passed_over:
            yield _("  not asked: {names}. {why}").format(names=", ".join(each.providers), why=each.why)


def _asked(step: AskStep) -> Table:
    table = Table(box=None, header_style="bold")
    table.add_column(_("Turn"), justify="right")
    table.add_column(_("At once"))
    for head in (_("Ask"), _("Lot"), _("Stands"), _("Room")):
        table.add_column(head)
    for head in (_("Rate"), _("A week")):
        table.add_column(head, justify="right")
    for line in step.asked:
        standing = line.out or line.standing
        table.add_row(
            line.turn, line.at_once, line.provider, line.lot, standing, line.room, line.rate, line.cost
        )
    return table


def _write(asking: Asking, to: Path) -> None:
    from ui.paper import ask_sheet

    pages = ask_sheet(asking)
    write_new(to, pages)
