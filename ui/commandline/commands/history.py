"""What was done on the database, and taking it back."""

from typing import TYPE_CHECKING, Annotated

import typer

from allocation.errors import Fault, WorldError
from ui.commandline.commands.database import ABOUT
from ui.commandline.commands.options import Database, HowMany, Reason, for_example, services_of
from ui.commandline.terminal import out
from ui.wording import _

if TYPE_CHECKING:
    from allocation.use_cases.desk import Desk

app = typer.Typer()


@app.command(
    rich_help_panel=ABOUT,
    help=_("List what was done, by whom and when, the newest first, each with the number that undo takes."),
    epilog=for_example("history --limit 20"),
)
def history(context: typer.Context, limit: HowMany = 50, database: Database = None) -> None:
    """List acts."""
    from allocation.use_cases import undoing
    from ui.wording.acts import sentence
    from ui.wording.deadlines import clock_words

    with services_of(context).open_desk(database) as desk:
        for line in undoing.history(desk, limit):
            mark = _(" (undone)") if line.undone else ""
            out().print(f"{line.number}  {clock_words(line.at)}  {line.by}: {sentence(line)}{mark}")


@app.command(
    rich_help_panel=ABOUT,
    help=_(
        "Undo the last thing that was done, or one that history lists.\n\n"
        "What has left the building (an offer, an issued record) is taken back or withdrawn instead; and "
        "nothing is undone that something later rests on."
    ),
    epilog=for_example("undo 412"),
)
def undo(
    context: typer.Context,
    number: Annotated[
        int | None, typer.Argument(min=1, metavar="[NUMBER]", help=_("Its number."), show_default=False)
    ] = None,
    database: Database = None,
) -> None:
    """Undo an act."""
    from allocation.use_cases import undoing

    with services_of(context).open_desk(database) as desk:
        undoing.undo(desk, number)
        _tell_last(desk)


@app.command(
    rich_help_panel=ABOUT,
    help=_(
        "Take an issued record back: its room is free again, and its package waits, or has its care as "
        "before. The record itself stands, as withdrawn."
    ),
    epilog=for_example('withdraw 2026-00012 --reason "Declined after all"'),
)
def withdraw(
    context: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help=_("The record’s number."))],
    reason: Reason = "",
    database: Database = None,
) -> None:
    """Withdraw a record."""
    from allocation.lists import RecordKind, RecordQuery
    from allocation.use_cases import records, withdrawing

    with services_of(context).open_desk(database) as desk:
        found = records.records(desk, RecordQuery(text=number, kind=RecordKind.ALLOCATION)).rows
        if number not in {row.number for row in found}:
            raise WorldError(Fault("no_record", value=number))
        withdrawing.withdraw(desk, number, reason)
        _tell_last(desk)


@app.command(
    rich_help_panel=ABOUT,
    help=_("Do again what was undone last, if nothing else was done since."),
    epilog=for_example("redo"),
)
def redo(context: typer.Context, database: Database = None) -> None:
    """Redo what was undone."""
    from allocation.use_cases import undoing

    with services_of(context).open_desk(database) as desk:
        undoing.redo(desk)
        _tell_last(desk)


def _tell_last(desk: "Desk") -> None:
    """Say what was done just now."""
    from allocation.use_cases import undoing
    from ui.wording.acts import sentence

    (line,) = undoing.history(desk, 1)
    out().print(sentence(line))
