"""`package note` and `package notes`: what was written of a package, and when to look at it again."""

from typing import Annotated

import typer

from allocation.use_cases import notes
from ui.commandline.commands.named import Reference, package_of, typed_day
from ui.commandline.commands.options import Database, for_example
from ui.commandline.terminal import out
from ui.wording import _
from ui.wording.care import short_day

app = typer.Typer()


@app.command(
    help=_(
        "Write a note on a package. Its text is kept with the person, and goes when the person is erased."
    ),
    epilog=for_example('package note WH-0017 "Her sister rings on Friday" --follow-up 2026-06-12'),
)
def note(
    context: typer.Context,
    package: Reference,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=_("The note."))],
    follow_up: Annotated[
        str, typer.Option("--follow-up", metavar="DAY", help=_("The day to look at it again."))
    ] = "",
    database: Database = None,
) -> None:
    """Write a note."""
    with package_of(context, package, database) as (desk, detail):
        notes.add_note(desk, "package", detail.id, text, typed_day(follow_up))
        out().print(_("Noted."))


@app.command(
    name="notes",
    help=_("Show the notes on a package, the newest first; or say that what they wanted is done."),
    epilog=for_example("package notes WH-0017"),
)
def notes_(
    context: typer.Context,
    package: Reference,
    done: Annotated[bool, typer.Option("--done", help=_("Its open follow-ups are done."))] = False,
    database: Database = None,
) -> None:
    """Show notes."""
    with package_of(context, package, database) as (desk, detail):
        for row in detail.notes:
            waits = row.follow_up is not None and not row.done
            if done and waits:
                notes.finish_follow_up(desk, row.id)
            until = (
                _(" (look again on {day})").format(day=short_day(row.follow_up)) if waits and not done else ""
            )
            out().print(f"{short_day(row.on)} {row.by}: {row.text}{until}")
