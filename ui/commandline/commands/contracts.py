"""Contract shapes, and contracts on paper."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from allocation.use_cases.one_term import Labelled
from ui.commandline.commands.options import Database, Yes, asked, for_example, services_of
from ui.commandline.exit_codes import FAULTS
from ui.wording import _

app = typer.Typer()

ABOUT = _("Contracts")


@app.command(
    rich_help_panel=ABOUT,
    help=_("List the ready-made schemes: contract shapes that councils have published."),
    epilog=for_example("schemes"),
)
def schemes() -> None:
    """List the schemes."""
    from ui.commandline import schemes as command

    command.list_schemes()


@app.command(
    rich_help_panel=ABOUT,
    help=_(
        "Show a ready-made scheme, write it as files, or load it into the database.\n\n"
        "Its areas and providers are invented: put your own in their place with --area and --provider, or "
        "edit the files. A scheme file of your own is given by its path."
    ),
    epilog=for_example("scheme B1 my-contract --area North=ward-4 --area North=ward-5"),
)
def scheme(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("B1, say, or the path of a scheme file."))],
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="FOLDER", help=_("A new folder to write it to."), show_default=False),
    ] = None,
    area: Annotated[
        list[str] | None,
        typer.Option(metavar="ITS=YOURS", help=_("Your area in place of one of its own; may be repeated.")),
    ] = None,
    provider: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ITS=YOURS", help=_("Your provider in place of one of its own; may be repeated.")
        ),
    ] = None,
    load: Annotated[
        bool, typer.Option("--load", help=_("Load it into the database, after a preview."))
    ] = False,
    own_policy: Annotated[
        bool,
        typer.Option("--own-policy", help=_("Leave its policy out: the council’s own stays as it is.")),
    ] = False,
    database: Database = None,
    yes: Yes = False,
) -> None:
    """Show, write or load a scheme."""
    from ui.commandline import schemes as command

    if load and folder:
        raise typer.BadParameter(_("Give a FOLDER, or --load, not both."))
    chosen = command.found(name, area or (), provider or (), own_policy=own_policy)
    if folder:
        command.write_scheme(chosen, folder)
    elif not load:
        command.show(chosen)
    else:
        with services_of(context).open_desk(database) as desk:
            if not command.load_scheme(desk, chosen, asked(yes)):
                raise typer.Exit(FAULTS)


@app.command(
    rich_help_panel=ABOUT,
    help=_(
        "Print contracts and their policy, to hold against the signed ones; or write their tables.\n\n"
        "The file's ending says what is made: .pdf is paper, .xlsx one workbook, a name without an ending a "
        "folder of tables. Without a ROUND, the contracts are those of the database."
    ),
    epilog=for_example("terms monday-round --out contract.pdf --contract CAH"),
)
def terms(
    context: typer.Context,
    out: Annotated[Path, typer.Option(metavar="FILE", help=_("The new file or folder to write."))],
    round_: Annotated[
        Path | None,
        typer.Argument(
            metavar="ROUND", exists=True, help=_("A round folder or workbook."), show_default=False
        ),
    ] = None,
    contract: Annotated[
        str | None,
        typer.Option(metavar="C", help=_("One contract by its reference; else all."), show_default=False),
    ] = None,
    database: Database = None,
) -> None:
    """Print or write contracts."""
    from allocation.use_cases.terms import terms_round
    from ui.commandline import terms as command

    if round_ is not None:
        command.write_terms(command.terms_at(round_), out, contract, services_of(context).version)
    else:
        with services_of(context).open_desk(database) as desk:
            command.write_terms(terms_round(desk), out, contract, services_of(context).version)


@app.command(
    rich_help_panel=ABOUT,
    help=_(
        "Give a contract, lot, area or provider of the database another reference.\n\n"
        "Everything that names it follows; what was issued keeps the name under which it was issued."
    ),
    epilog=for_example('rename lot Additional "Any ward"'),
)
def rename(
    context: typer.Context,
    what: Annotated[Labelled, typer.Argument(metavar="WHAT", help=_("contract, lot, area or provider"))],
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("Its reference."))],
    new: Annotated[str, typer.Argument(metavar="NEW", help=_("What it is to be called."))],
    database: Database = None,
) -> None:
    """Rename one of the terms."""
    from ui.commandline import one_term as command

    with services_of(context).open_desk(database) as desk:
        command.rename(desk, what, name, new)


@app.command(
    rich_help_panel=ABOUT,
    help=_(
        "Remove a contract, lot, step, award, area or provider that nothing rests on.\n\n"
        "A contract goes with all that is its own, a lot with its awards. Where care, returns, suspensions "
        "or records rest on it, it stays, and you are told which: give its awards a last day instead."
    ),
    epilog=for_example("remove award Additional 3 PR12"),
)
def remove(
    context: typer.Context,
    what: Annotated[
        Literal["contract", "lot", "step", "award", "area", "provider"],
        typer.Argument(metavar="WHAT", help=_("contract, lot, step, award, area or provider")),
    ],
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...",
            help=_("Its reference; of a step CONTRACT NUMBER, of an award LOT STEP PROVIDER."),
        ),
    ],
    database: Database = None,
) -> None:
    """Remove one of the terms."""
    from ui.commandline import one_term as command

    with services_of(context).open_desk(database) as desk:
        command.remove(desk, what, names)
