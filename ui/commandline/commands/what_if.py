"""Questions about a plan: why, what if, what is scarce, what another plan changes."""

from pathlib import Path
from typing import Annotated

import typer

from ui.commandline.commands.named import Reference
from ui.commandline.commands.options import AnswerPath, OutFolder, RoundPath, for_example, services_of
from ui.wording import _

app = typer.Typer()

ABOUT = _("Questions about a plan")


@app.command(
    rich_help_panel=ABOUT,
    help=_(
        "Say why a package is where it is, or what it would cost to have it with another provider.\n\n"
        "Without --at: step by step, each provider and what came of it; for a package that waits, the "
        "smallest changes that would place it, each tried by solving the round again. With --at: the "
        "package is put there, nothing waived, and everything else solved again from this plan: what the "
        "aims lose, and who else moves."
    ),
    epilog=for_example("why monday-round monday-answer WH-0017 --at PR10"),
)
def why(
    context: typer.Context,
    round_: RoundPath,
    answer: AnswerPath,
    package: Reference,
    at: Annotated[
        str | None,
        typer.Option(metavar="PROVIDER", help=_("Why not this provider?"), show_default=False),
    ] = None,
) -> None:
    """Explain one package."""
    from ui.commandline import what_if as command

    command.why(round_, answer, package, at, services_of(context))


@app.command(
    rich_help_panel=ABOUT,
    help=_(
        "Say what is scarce: where an hour more would let in somebody who is turned away.\n\n"
        "By provider, lot and part of the day, the likeliest first; each is tried by solving the round "
        "again from this plan."
    ),
    epilog=for_example("scarce monday-round monday-answer --hours 3.5"),
)
def scarce(
    context: typer.Context,
    round_: RoundPath,
    answer: AnswerPath,
    hours: Annotated[float, typer.Option(min=0.25, max=200, metavar="H", help=_("Hours more a week."))] = 1,
    most: Annotated[int, typer.Option(min=1, max=500, metavar="N", help=_("How many places to try."))] = 8,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help=_("A new PDF to write instead: the meeting’s summary, with an hour and 3 h 30 tried."),
            show_default=False,
        ),
    ] = None,
) -> None:
    """Say what is scarce."""
    from ui.commandline import what_if as command

    if out is not None:
        command.write_scarce(round_, answer, out, services_of(context))
    else:
        command.show_scarce(round_, answer, round(hours * 60), most, services_of(context))


@app.command(
    rich_help_panel=ABOUT,
    help=_(
        "Compare two plans of a round, person by person: who is elsewhere, and what that bought.\n\n"
        "Moves that made room for one another are told together, with what undoing them would lose."
    ),
    epilog=for_example("compare monday-round first-answer second-answer"),
)
def compare(
    round_: RoundPath,
    one: Annotated[
        Path, typer.Argument(metavar="OUT1", exists=True, help=_("The earlier answer, or its plan.csv."))
    ],
    other: Annotated[
        Path, typer.Argument(metavar="OUT2", exists=True, help=_("The later answer, or its plan.csv."))
    ],
) -> None:
    """Compare two plans."""
    from ui.commandline import what_if as command

    command.show_comparison(round_, one, other)


@app.command(
    rich_help_panel=ABOUT,
    help=_(
        "Make a new plan after something happened, with the fewest changes that the aims allow.\n\n"
        "A provider declined a package, a provider is lost, or ROUND has new referrals by now. The search "
        "goes out from the answer in hand; who moves is told person by person, and what each change more "
        "buys. What happened is not written into ROUND: --round keeps the round as it then is, to check "
        "the new answer by."
    ),
    epilog=for_example("replan monday-round --from monday-answer --declined WH-0017:PR02 --out new-answer"),
)
def replan(
    context: typer.Context,
    round_: RoundPath,
    start: Annotated[
        Path,
        typer.Option(
            "--from",
            metavar="ANSWER",
            exists=True,
            help=_("The plan in hand: an answer's folder, or a plan.csv."),
        ),
    ],
    out: OutFolder,
    declined: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PACKAGE:PROVIDER",
            help=_("A provider declined a package; can be given again."),
            show_default=False,
        ),
    ] = None,
    lost: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PROVIDER",
            help=_("A provider takes nothing any more and keeps nobody."),
            show_default=False,
        ),
    ] = None,
    keep: Annotated[
        Path | None,
        typer.Option(
            "--round",
            metavar="FOLDER",
            help=_("A new folder for the round as it is after that."),
            show_default=False,
        ),
    ] = None,
    work: Annotated[
        int | None,
        typer.Option(
            min=1, max=10**9, metavar="N", help=_("How much to search, in place of a second's worth.")
        ),
    ] = None,
) -> None:
    """Plan anew."""
    from dataclasses import replace

    from allocation.what_if.again import REPLAN
    from ui.commandline import replan as command

    effort = REPLAN if work is None else replace(REPLAN, work=work)
    happened = command.Happened(declined or (), lost or ())
    command.replan(round_, start, out, happened, services_of(context), effort, keep)
