"""A public register: counted, and taken over."""

from pathlib import Path
from typing import Annotated

import typer

from ui.commandline.commands.options import Database, Yes, asked, for_example, services_of
from ui.commandline.exit_codes import FAULTS
from ui.wording import _

app = typer.Typer()

ABOUT = _("A public register")

RegisterPath = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", exists=True, dir_okay=False, help=_("The Care Inspectorate datastore, as downloaded.")
    ),
]


@app.command(
    rich_help_panel=ABOUT,
    help=_(
        "Count a public register's services by type and lowest grade, as councils report them.\n\n"
        "FILE is the Care Inspectorate's datastore of any month, as downloaded. An area is the one where a "
        "service is registered; --council all counts the whole file."
    ),
    epilog=for_example('grades datastore.csv --council "North Ayrshire"'),
)
def grades(
    file: RegisterPath,
    council: Annotated[
        list[str], typer.Option(metavar="NAME", help=_("A council area, or all; may be repeated."))
    ],
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help=_("A new .xlsx or .csv to write instead."), show_default=False),
    ] = None,
    subtypes: Annotated[
        bool, typer.Option("--subtypes", help=_("A row for each subtype: care homes for older people, say."))
    ] = False,
) -> None:
    """Print a register's grade table."""
    from ui.commandline import register as command

    command.show_grades(file, council, out, subtypes=subtypes)


@app.command(
    rich_help_panel=ABOUT,
    help=_(
        "Compare a newer public register with your providers, and take over its grades.\n\n"
        "Grades that rose or fell, floors that are no longer met, services that closed or are called "
        "otherwise: you see everything first, and are asked; then the grades are taken over. Providers are "
        "found by their registration number."
    ),
    epilog=for_example("register datastore.csv --council Fife"),
)
def register(
    context: typer.Context,
    file: RegisterPath,
    council: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help=_("A council area, or all; may be repeated. Without any: those of your providers."),
            show_default=False,
        ),
    ] = None,
    names: Annotated[
        bool, typer.Option("--names", help=_("Take over what the register calls them as well."))
    ] = False,
    database: Database = None,
    yes: Yes = False,
) -> None:
    """Take a newer register over."""
    from ui.commandline import register as command

    with services_of(context).open_desk(database) as desk:
        if not command.update(desk, file, council or (), asked(yes), names=names):
            raise typer.Exit(FAULTS)
