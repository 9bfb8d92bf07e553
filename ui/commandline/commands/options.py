"""Options and arguments that several commands have, and what they lead to."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from ui.commandline.program import PROGRAM
from ui.commandline.services import Services
from ui.wording import _

AnswerPath = Annotated[
    Path, typer.Argument(metavar="OUT", exists=True, help=_("An answer's folder, or a plan.csv."))
]
"""An answer to read: the plan that is in it."""
OutFolder = Annotated[
    Path,
    typer.Option(metavar="OUT", help=_("The folder to write. It must be new, empty, or an earlier answer.")),
]
"""Where an answer is written to."""
RoundPath = Annotated[
    Path,
    typer.Argument(
        metavar="ROUND", exists=True, help=_("A round folder, or one workbook (.xlsx, .ods) with its tables.")
    ),
]

PdfInstead = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help=_("A new PDF to write instead."), show_default=False),
]
"""Paper in place of what the terminal would say."""

Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=_("Why, without names."))]

SearchText = Annotated[str, typer.Argument(metavar="TEXT", help=_("What to look for."))]
HowMany = Annotated[int, typer.Option(min=1, max=1000, metavar="N", help=_("How many to list."))]

Seed = Annotated[
    int, typer.Option(min=0, max=2**31 - 1, metavar="N", help=_("Another seed may break ties another way."))
]
Work = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=10**9,
        metavar="N",
        help=_("How much to search. The same work gives the same plan every time."),
    ),
]
Seconds = Annotated[
    float | None,
    typer.Option(
        min=0,
        max=10**6,
        metavar="S",
        help=_("Stop after so many seconds. The plan may then differ between runs."),
    ),
]

Database = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help=_("A database’s URL or file, in place of your own (also from LOTWISE_DATABASE)."),
        show_default=False,
    ),
]

Yes = Annotated[bool, typer.Option("--yes", "-y", help=_("Keep it without asking."))]


def for_example(words: str) -> str:
    """The last line of a command's help: the command as it can be typed."""
    return _("Example: {command}").format(command=f"{PROGRAM} {words}")


def services_of(context: typer.Context) -> Services:
    """What `main.py` handed over."""
    services: Services = context.find_root().obj
    return services


def asked(yes: bool) -> Callable[[], bool]:
    """Asks whether to keep what was shown, unless the answer was given: `yes`.

    Leaving, or nobody there to answer, is a no.
    """

    def agreed() -> bool:
        try:
            return yes or typer.confirm(_("Keep this?"))
        except typer.Abort:
            return False

    return agreed
