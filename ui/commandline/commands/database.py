"""What comes into the database, and what was issued from it."""

from pathlib import Path
from typing import Annotated

import typer

from allocation.lists import RecordKind
from ui.commandline.commands.options import (
    Database,
    HowMany,
    SearchText,
    Yes,
    asked,
    for_example,
    services_of,
)
from ui.commandline.exit_codes import FAULTS
from ui.wording import _

app = typer.Typer()

ABOUT = _("Your database")


@app.command(
    rich_help_panel=ABOUT,
    name="import",
    help=_(
        "Bring files into the database, after a preview.\n\n"
        "Give a round folder, a workbook, or a single table such as packages.csv. You see first what would "
        "be added and changed, and are asked. What the files do not name stays as it is; files with faults "
        "change nothing."
    ),
    epilog=for_example("import monday-round"),
)
def import_(
    context: typer.Context,
    path: Annotated[
        Path, typer.Argument(metavar="PATH", exists=True, help=_("A folder, a workbook or one table."))
    ],
    database: Database = None,
    yes: Yes = False,
) -> None:
    """Bring in files."""
    from ui.commandline import imports as command

    with services_of(context).open_desk(database) as desk:
        if not command.bring_in(desk, path, asked(yes)):
            raise typer.Exit(FAULTS)


@app.command(
    rich_help_panel=ABOUT,
    help=_(
        "Say whether everything that was ever done is still as it was kept.\n\n"
        "Each act (who did what, when, and what it changed) was sealed with the one before it, so that a "
        "change made in the database by hand shows. So does a change to what acts keep beside them: names, "
        "notes, issued pages, frozen rounds and plans."
    ),
    epilog=for_example("verify"),
)
def verify(context: typer.Context, database: Database = None) -> None:
    """Verify the chain of acts."""
    from allocation.use_cases import chain
    from ui.commandline.terminal import aside, out
    from ui.wording.chain import chain_sentence

    with services_of(context).open_desk(database) as desk:
        report = chain.verify(desk)
    (out() if report.whole else aside()).print(chain_sentence(report))
    if not report.whole:
        raise typer.Exit(FAULTS)


@app.command(
    rich_help_panel=ABOUT,
    help=_(
        "List the issued records and statements of results, or write the pages of one again.\n\n"
        "The newest are first; give a text to find records by number, package or provider. Pages come out "
        "exactly as they were issued."
    ),
    epilog=for_example("records --save 2026-00012 --to record.pdf"),
)
def records(
    context: typer.Context,
    text: SearchText = "",
    save: Annotated[
        str | None, typer.Option(metavar="NUMBER", help=_("The number of a record to write."))
    ] = None,
    to: Annotated[Path | None, typer.Option(metavar="FILE", help=_("The new PDF file to write."))] = None,
    confirmation: Annotated[
        bool, typer.Option("--confirmation", help=_("The provider's confirmation, not the council's record."))
    ] = False,
    kind: Annotated[
        RecordKind | None,
        typer.Option(metavar="KIND", help=_("Only these: {kinds}.").format(kinds=", ".join(RecordKind))),
    ] = None,
    limit: HowMany = 50,
    database: Database = None,
) -> None:
    """List or reprint records."""
    from ui.commandline import records as command

    if (save is None) != (to is None):
        raise typer.BadParameter(_("--save NUMBER and --to FILE belong together."))
    with services_of(context).open_desk(database) as desk:
        if save is not None and to is not None:
            command.save_record(desk, save, "confirmation" if confirmation else "record", to)
        else:
            command.list_records(desk, text, kind, limit)
