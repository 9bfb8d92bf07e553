"""Many machines: this one as a worker of a cluster."""

import os
from typing import Annotated

import typer

from ui.commandline.commands.options import for_example, services_of
from ui.commandline.commands.rounds import ABOUT
from ui.wording import _

app = typer.Typer()


@app.command(
    rich_help_panel=ABOUT,
    help=_(
        "Let this machine solve rounds for a Dask cluster, until the cluster ends or Ctrl+C.\n\n"
        "With --begin the cluster begins here: it listens at ADDRESS, which must be this machine's. Then "
        "start a worker on every other machine, and allocate with --workers ADDRESS. All need the same "
        "Lotwise. What travels are rounds and plans, without names.\n\n"
        "A cluster runs what it is sent by whoever reaches its address: give it one on a network of your "
        "own, or tls:// with Dask's certificates."
    ),
    epilog=for_example("worker dask://192.168.7.20:8786 --begin"),
)
def worker(
    context: typer.Context,
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help=_("The cluster's: dask://host:port"))],
    begin: Annotated[bool, typer.Option("--begin", help=_("Begin the cluster here."))] = False,
    at_once: Annotated[
        int | None,
        typer.Option(
            "--at-once",
            min=1,
            metavar="N",
            help=_("How many rounds to solve at a time. Without it: one for each core."),
            show_default=False,
        ),
    ] = None,
) -> None:
    """Be a worker."""
    if "://" not in address:
        raise typer.BadParameter(_("Give a cluster's address: dask://host:8786"))
    services = services_of(context)
    work = services.begin if begin else services.join
    work(
        address,
        at_once or os.cpu_count() or 1,
        lambda: typer.echo(_("At work for {address}. Ctrl+C ends it.").format(address=address)),
    )
