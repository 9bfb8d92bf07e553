"""`round`: the rounds of the database, command by command, as on the window's Round page."""

from typing import Annotated

import typer

from allocation.model import Effort, Waiver
from ui.commandline.commands.named import PartNumber, Provider, Reference
from ui.commandline.commands.options import (
    Database,
    Seconds,
    Seed,
    Work,
    Yes,
    asked,
    for_example,
    services_of,
)
from ui.commandline.exit_codes import FAULTS
from ui.wording import _

app = typer.Typer(
    no_args_is_help=True,
    help=_(
        "Allocate what waits in the database: freeze a round, search, look, move, authorise, issue, as the "
        "window does."
    ),
    epilog=for_example("round new"),
)

Which = Annotated[
    int, typer.Option("--round", min=1, metavar="N", help=_("Which round of round list; 1 is the newest."))
]
Because = Annotated[str, typer.Option("--reason", metavar="TEXT", help=_("Why; it goes on the record."))]


@app.command(
    help=_(
        "Freeze what waits today as a round, and allocate it.\n\n"
        "Ctrl+C stops the search and keeps the best plan found so far."
    ),
    epilog=for_example("round new"),
)
def new(
    context: typer.Context,
    seed: Seed = 0,
    work: Work = None,
    seconds: Seconds = None,
    database: Database = None,
) -> None:
    """Freeze and allocate."""
    from allocation.use_cases.rounds import freeze_round
    from ui.commandline import desk_rounds as command

    services = services_of(context)
    with services.open_desk(database) as desk:
        command.allocate(desk, freeze_round(desk), Effort(seed, work, seconds), services)


@app.command(
    help=_("Allocate a round again: what was moved by hand stays where it was put."),
    epilog=for_example("round again --work 90000"),
)
def again(
    context: typer.Context,
    which: Which = 1,
    seed: Seed = 0,
    work: Work = None,
    seconds: Seconds = None,
    database: Database = None,
) -> None:
    """Allocate again."""
    from ui.commandline import desk_rounds as command

    services = services_of(context)
    with services.open_desk(database) as desk:
        command.allocate(desk, command.view_at(desk, which), Effort(seed, work, seconds), services)


@app.command(name="list", help=_("List the rounds, the newest first."), epilog=for_example("round list"))
def list_(context: typer.Context, database: Database = None) -> None:
    """List rounds."""
    from ui.commandline import desk_rounds as command

    with services_of(context).open_desk(database) as desk:
        command.list_rounds(desk)


@app.command(
    help=_("Show a round: where each package is, what was moved, authorised and issued, and the verdict."),
    epilog=for_example("round show --round 2"),
)
def show(context: typer.Context, which: Which = 1, database: Database = None) -> None:
    """Show a round."""
    from ui.commandline import desk_rounds as command

    with services_of(context).open_desk(database) as desk:
        command.tell(command.view_at(desk, which))


@app.command(
    help=_(
        "Move a package to a provider by hand, and say whether the plan still keeps every rule.\n\n"
        "Room and share may be waived by a named person; no other rule may. What breaks a rule is kept all "
        "the same, to be mended or taken back, and the exit code is 1."
    ),
    epilog=for_example('round move WH-0017 PR10 --reason "Her sister is with them"'),
)
def move(
    context: typer.Context,
    package: Reference,
    provider: Provider,
    reason: Because = "",
    part: PartNumber = 1,
    lot: Annotated[
        str, typer.Option(metavar="LOT", help=_("Under which lot; else the first in order."))
    ] = "",
    waive: Annotated[
        list[Waiver] | None,
        typer.Option(metavar="RULE", help=_("room or share; can be given again."), show_default=False),
    ] = None,
    authorised_by: Annotated[str, typer.Option(metavar="NAME", help=_("Who gave the authority."))] = "",
    which: Which = 1,
    database: Database = None,
) -> None:
    """Move a package."""
    from ui.commandline import desk_rounds as command

    with services_of(context).open_desk(database) as desk:
        view = command.view_at(desk, which)
        if not command.move(desk, view, package, part, provider, lot, reason, waive or (), authorised_by):
            raise typer.Exit(FAULTS)


@app.command(
    name="take-off",
    help=_("Take a package off the plan by hand: it waits on."),
    epilog=for_example('round take-off WH-0017 --reason "Goes to her daughter first"'),
)
def take_off(
    context: typer.Context,
    package: Reference,
    reason: Because = "",
    part: Annotated[
        int | None,
        typer.Option(min=1, max=99, metavar="N", help=_("One part only."), show_default=False),
    ] = None,
    which: Which = 1,
    database: Database = None,
) -> None:
    """Take a package off the plan."""
    from ui.commandline import desk_rounds as command

    with services_of(context).open_desk(database) as desk:
        if not command.unplace(desk, command.view_at(desk, which), package, part, reason):
            raise typer.Exit(FAULTS)


Packages = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PACKAGE...]", help=_("Their references; without any: all."), show_default=False),
]


@app.command(
    help=_("Record who authorised packages that are placed at a step that needs authority."),
    epilog=for_example('round authorise WH-0017 --by "Head of Service" --reason "Nobody else has room"'),
)
def authorise(
    context: typer.Context,
    packages: Packages = None,
    by: Annotated[str, typer.Option(metavar="NAME", help=_("Who authorised it."))] = "",
    reason: Because = "",
    which: Which = 1,
    database: Database = None,
) -> None:
    """Record an authority."""
    from ui.commandline import desk_rounds as command

    with services_of(context).open_desk(database) as desk:
        command.authorise(desk, command.view_at(desk, which), packages or (), by, reason)


@app.command(
    help=_(
        "Issue packages: their providers accepted, so the council's records and the providers' confirmations "
        "are made and kept.\n\n"
        "Without PACKAGE: all that nothing stands against, and of the others you are told why not. What is "
        "issued is never undone: it is corrected or withdrawn. Write the pages with records --save."
    ),
    epilog=for_example("round issue WH-0017 WH-0021"),
)
def issue(
    context: typer.Context,
    packages: Packages = None,
    which: Which = 1,
    yes: Yes = False,
    database: Database = None,
) -> None:
    """Issue packages."""
    from ui.commandline import desk_rounds as command

    services = services_of(context)
    with services.open_desk(database) as desk:
        view = command.view_at(desk, which)
        if not command.issue(desk, view, packages or (), asked(yes), services.version):
            raise typer.Exit(FAULTS)
