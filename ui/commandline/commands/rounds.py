"""A round in files: made, allocated, checked, asked about, moved."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from ui.commandline.commands.named import Reference
from ui.commandline.commands.options import (
    AnswerPath,
    OutFolder,
    PdfInstead,
    RoundPath,
    Seconds,
    Seed,
    Work,
    for_example,
    services_of,
)
from ui.commandline.examples import Example, write_example
from ui.commandline.exit_codes import FAULTS
from ui.wording import _

app = typer.Typer()

ABOUT = _("A round in files")


@app.command(
    rich_help_panel=ABOUT,
    help=_(
        "Write an empty workbook to fill in.\n\n"
        "It has a sheet for every table, and a guide that explains each column. Filled in, it is a round "
        "that can be allocated or brought in."
    ),
    epilog=for_example("template monday-round.xlsx"),
)
def template(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("A new file ending in .xlsx."))],
) -> None:
    """Write an empty workbook."""
    from ui.commandline.template import write_template

    if file.suffix.casefold() != ".xlsx":
        raise typer.BadParameter(_("The workbook’s name must end in .xlsx."))
    write_template(file)
    typer.echo(_("Written to {folder}").format(folder=file))


@app.command(
    rich_help_panel=ABOUT,
    help=_(
        "Write one of the shipped examples as a round folder, to look at, change and allocate.\n\n"
        "westhaven: nine ward lots, lot 10, additional providers. inverbrae: a framework in area lots, then "
        "ad hoc. hartshire: four zones of four equal providers."
    ),
    epilog=for_example("example westhaven my-first-round"),
)
def example(
    name: Annotated[Example, typer.Argument(metavar="NAME", help=_("westhaven, inverbrae or hartshire"))],
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=_("A new folder."))],
) -> None:
    """Write an example."""
    typer.echo(write_example(name, folder))


@app.command(
    rich_help_panel=ABOUT,
    help=_(
        "Allocate a round: read its files, find the best plan, and write the answer.\n\n"
        "The answer is a folder with the plan, the reasons, the council's records, the providers' "
        "confirmations and the meeting's summary. Your database is neither read nor changed.\n\n"
        "Give several rounds (councils, or scenarios of one), and each is answered in a folder of its own in "
        "OUT, with the same plans as one by one.\n\n"
        "Ctrl+C stops the search and keeps the best plan found so far; press it again to leave without "
        "an answer."
    ),
    epilog=for_example("allocate monday-round --out monday-answer"),
)
def allocate(
    context: typer.Context,
    rounds: Annotated[
        list[Path],
        typer.Argument(
            metavar="ROUND...",
            exists=True,
            help=_("A round folder, or one workbook (.xlsx, .ods) with its tables; or several."),
        ),
    ],
    out: OutFolder,
    seed: Seed = 0,
    work: Work = None,
    seconds: Seconds = None,
    start: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="ANSWER",
            exists=True,
            help=_("A plan in hand, after something changed: few people move, and you are told who and why."),
            show_default=False,
        ),
    ] = None,
    workers: Annotated[
        str | None,
        typer.Option(
            metavar="WHERE",
            help=_(
                "How many rounds to solve at a time on this machine, or a Dask cluster that solves them "
                "(dask://host:port). Without it: one for each core."
            ),
            show_default=False,
        ),
    ] = None,
) -> None:
    """Allocate round folders."""
    from allocation.model import Effort

    effort, services = Effort(seed, work, seconds), services_of(context)
    if len(rounds) == 1 and workers is None:
        from ui.commandline.allocate import allocate as allocate_one

        allocate_one(rounds[0], out, effort, services, start)
    elif start is not None:
        raise typer.BadParameter(_("Give one ROUND and no --workers with --from."))
    else:
        from ui.commandline.many import allocate_many

        allocate_many(rounds, out, effort, workers, services)


@app.command(
    rich_help_panel=ABOUT,
    help=_(
        "Check any plan of a round, whoever made it.\n\n"
        "Does it keep every rule, and is it in contract order and priority? Give an answer's folder, and "
        "what it claims is verified as well, or just a plan.csv with the columns package, part, provider, "
        "contract, lot and step. Staff minutes, weekly cost and start are checked where they are given."
    ),
    epilog=for_example("check monday-round monday-answer"),
)
def check(
    round_: RoundPath,
    answer: AnswerPath,
) -> None:
    """Check a plan."""
    from ui.commandline import check as command

    if not command.check(round_, answer):
        raise typer.Exit(FAULTS)


@app.command(
    rich_help_panel=ABOUT,
    help=_(
        "Say whom to ask for one package now, in which order, and why not the others.\n\n"
        "It is what the contracts and the returns say of this package alone, with everything that was "
        "promised since taken off. Nothing is kept."
    ),
    epilog=for_example("ask monday-round WH-0017"),
)
def ask(
    round_: RoundPath,
    package: Reference,
    out: PdfInstead = None,
) -> None:
    """Print one package's ladder."""
    from ui.commandline import asking as command

    command.ask_for(round_, package, out)


@app.command(
    rich_help_panel=ABOUT,
    help=_(
        "Release live care, so that a round may move it to other providers.\n\n"
        "Why: a provider closes or is suspended, a contract is superseded, lots are awarded anew, or you "
        "say so by hand. Writes the round of the live book to a new folder: what you name is released from "
        "the day on, all other care stays, and what waits is left out. Allocate that folder next. Beside "
        "the plan you then get moves.csv and book-summary.pdf: who stays, who moves and why, what it costs, "
        "and what avoiding each move would cost."
    ),
    epilog=for_example("release june-book july-move --why closes --what PR04 --from 2026-07-01"),
)
def release(
    round_: RoundPath,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=_("A new folder, for the round."))],
    why: Annotated[
        Literal["closes", "suspended", "superseded", "lots", "hand"],
        typer.Option(
            help=_("Why: a provider closes or is suspended, a contract is superseded, lots, or by hand.")
        ),
    ],
    what: Annotated[
        list[str],
        typer.Option(metavar="NAME", help=_("The provider, contract, lot or package; may be given again.")),
    ],
    start: Annotated[
        datetime,
        typer.Option("--from", formats=["%Y-%m-%d"], metavar="DAY", help=_("The day from which care moves.")),
    ],
    reason: Annotated[str, typer.Option(metavar="TEXT", help=_("In your words, for the papers."))] = "",
) -> None:
    """Release live care."""
    from allocation.moving import Release, Why
    from ui.commandline import moving as command

    command.release(round_, folder, Release(Why(why), tuple(what), start.date(), reason))
