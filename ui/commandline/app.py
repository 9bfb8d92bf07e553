"""The command line: every command, its options and its help. Each command's work is in a file of its own."""

import traceback
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from allocation.errors import WorldError
from ui.commandline import packages
from ui.commandline.examples import Example, write_example
from ui.commandline.program import PROGRAM
from ui.commandline.services import Services
from ui.wording import _

DONE, FAULTS, WRONG_USE, OUR_FAULT, LEFT = 0, 1, 2, 4, 130
"""Exit codes; 3 is main.py's, where the machine lacks something; 130 is what Ctrl+C ends in everywhere."""

app = typer.Typer(
    name="lotwise",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_(
        "Places care-at-home packages with providers in the order that a council's contracts demand, "
        "and shows why."
    ),
    epilog=_("Exit codes: 0 done, 1 the plan or a file has faults, 2 wrong use."),
)

app.add_typer(packages.app, name="package")

RoundPath = Annotated[
    Path,
    typer.Argument(
        metavar="ROUND", exists=True, help=_("A round folder, or one workbook (.xlsx, .ods) with its tables.")
    ),
]


def run(arguments: list[str], services: Services) -> int:
    """Run one command; gives its exit code. Faults go to standard error, all of them, file by file."""
    from ui.commandline.terminal import aside, say_anything
    from ui.commandline.words import counted, told

    say_anything()
    try:
        typer.main.get_command(app).main(
            args=arguments, prog_name=PROGRAM, obj=services, windows_expand_args=False
        )
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else DONE
    except WorldError as error:
        aside().print(counted(len(error.faults)), told(error.faults), sep="\n")
        return WRONG_USE if all(fault.code in WRONG_PLACES for fault in error.faults) else FAULTS
    except Exception:  # noqa: BLE001 - the last door: ours to mend, and told as that
        aside().print(traceback.format_exc(), _crash_words(), sep="\n")
        return OUR_FAULT
    return DONE


WRONG_PLACES = frozenset(
    (
        "out_taken",
        "out_not_ours",
        "out_not_writable",
        "folder_not_empty",
        "no_contract",
        "no_plan",
        "no_record",
        "no_such",
        "no_answer",
        "no_council",
        "ask_unknown",
        "ask_settled",
        "ask_direct_payment",
        "not_a_sheet",
        "no_scheme",
        "not_a_pair",
        "scheme_name",
        "file_exists",
    )
)
"""Faults of what was typed rather than of what a file holds."""


def _crash_words() -> str:
    return _(
        "This is a mistake in Lotwise, not in your files. Nothing was kept or half-written. "
        "Please report it with the lines above."
    )


def _version(context: typer.Context, value: bool) -> None:
    if value:
        services: Services = context.find_root().obj
        typer.echo(f"Lotwise {services.version}")
        raise typer.Exit


@app.callback()
def lotwise(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=_("Say the version and end."))
    ] = False,
) -> None:
    """Hold the options that stand before a command."""


@app.command(
    help=_(
        "Allocate a round: read its files, find the best plan, and write the answer.\n\n"
        "The answer is a folder with the plan, the reasons, the council's records, the providers' "
        "confirmations and the meeting's summary. Your database is neither read nor changed.\n\n"
        "Ctrl+C stops the search and keeps the best plan found so far; press it again to leave without "
        "an answer."
    ),
    epilog=_("Example: {program} allocate monday-round --out monday-answer").format(program=PROGRAM),
)
def allocate(
    context: typer.Context,
    round_: RoundPath,
    out: Annotated[
        Path,
        typer.Option(
            metavar="OUT", help=_("The folder to write. It must be new, empty, or an earlier answer.")
        ),
    ],
    seed: Annotated[
        int, typer.Option(min=0, metavar="N", help=_("Another seed may break ties another way."))
    ] = 0,
    work: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help=_("How much to search. The same work gives the same plan every time.")
        ),
    ] = None,
    seconds: Annotated[
        float | None,
        typer.Option(
            min=0, metavar="S", help=_("Stop after so many seconds. The plan may then differ between runs.")
        ),
    ] = None,
) -> None:
    """Allocate a round folder."""
    from allocation.model import Effort
    from ui.commandline import allocate as command

    command.allocate(round_, out, Effort(seed, work, seconds), context.obj)


@app.command(
    help=_(
        "Release live care, so that a round may move it: because a provider closes or is suspended, a "
        "contract is superseded, or lots are awarded anew.\n\n"
        "Writes the round of the live book to a new folder: what you name is released from the day on, all "
        "other care stays, and what waits is left out. Allocate that folder next. Beside the plan you then "
        "get moves.csv and book-summary.pdf: who stays, who moves and why, what it costs, and what avoiding "
        "each move would cost."
    ),
    epilog=_(
        "Example: {program} release june-book july-move --why closes --what PR24 --from 2026-07-01"
    ).format(program=PROGRAM),
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


@app.command(
    help=_(
        "Check any plan of a round, whoever made it: does it keep every rule, and is it in contract order "
        "and priority?\n\n"
        "Give an answer's folder, and what it claims is verified as well, or just a plan.csv with the "
        "columns package, part, provider, contract, lot and step."
    ),
    epilog=_("Example: {program} check monday-round monday-answer").format(program=PROGRAM),
)
def check(
    round_: RoundPath,
    answer: Annotated[
        Path, typer.Argument(metavar="OUT", exists=True, help=_("An answer's folder, or a plan.csv."))
    ],
) -> None:
    """Check a plan."""
    from ui.commandline import check as command

    if not command.check(round_, answer):
        raise typer.Exit(FAULTS)


Database = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help=_("A database's URL or file, in place of your own (also from LOTWISE_DATABASE)."),
        show_default=False,
    ),
]


def _agreed() -> bool:
    """Ask whether to keep what was shown; leaving, or nobody there to answer, is a no."""
    try:
        return typer.confirm(_("Keep this?"))
    except typer.Abort:
        return False


@app.command(
    name="import",
    help=_(
        "Bring files into the database: a round folder, a workbook, or a single table such as "
        "packages.csv.\n\n"
        "You see first what would be added and changed, and are asked. What the files do not name stays as "
        "it is; files with faults change nothing."
    ),
    epilog=_("Example: {program} import monday-round").format(program=PROGRAM),
)
def import_(
    context: typer.Context,
    path: Annotated[
        Path, typer.Argument(metavar="PATH", exists=True, help=_("A folder, a workbook or one table."))
    ],
    database: Database = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Keep it without asking."))] = False,
) -> None:
    """Bring in files."""
    from ui.commandline import imports as command

    services: Services = context.obj
    with services.open_desk(database) as desk:
        if not command.bring_in(desk, path, lambda: yes or _agreed()):
            raise typer.Exit(FAULTS)


@app.command(
    help=_(
        "List the issued records, newest first, or write the pages of one again, exactly as they were "
        "issued.\n\n"
        "Give a text to find records by number, package or provider."
    ),
    epilog=_(
        "Example: {program} records Ardlaw; {program} records --save 2026-000012 --to record.pdf"
    ).format(program=PROGRAM),
)
def records(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=_("What to look for."))] = "",
    save: Annotated[
        str | None, typer.Option(metavar="NUMBER", help=_("The number of a record to write."))
    ] = None,
    to: Annotated[Path | None, typer.Option(metavar="FILE", help=_("The new PDF file to write."))] = None,
    confirmation: Annotated[
        bool, typer.Option("--confirmation", help=_("The provider's confirmation, not the council's record."))
    ] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000, metavar="N", help=_("How many to list."))] = 50,
    database: Database = None,
) -> None:
    """List or reprint records."""
    from ui.commandline import records as command

    if (save is None) != (to is None):
        raise typer.BadParameter(_("--save NUMBER and --to FILE belong together."))
    services: Services = context.obj
    with services.open_desk(database) as desk:
        if save is not None and to is not None:
            command.save_record(desk, save, "confirmation" if confirmation else "record", to)
        else:
            command.list_records(desk, text, limit)


@app.command(
    help=_(
        "Write an empty workbook to fill in: a sheet for every table, and a guide that explains each column. "
        "Filled in, it is a round that can be allocated or brought in."
    ),
    epilog=_("Example: {program} template monday-round.xlsx").format(program=PROGRAM),
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
    help=_(
        "Write one of the shipped examples as a round folder, to look at, change and allocate.\n\n"
        "westhaven: nine ward lots, lot 10, additional providers. inverbrae: a framework in area lots, then "
        "ad hoc. hartshire: four zones of four equal providers."
    ),
    epilog=_("Example: {program} example westhaven my-first-round").format(program=PROGRAM),
)
def example(
    name: Annotated[Example, typer.Argument(metavar="NAME", help=_("westhaven, inverbrae or hartshire"))],
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=_("A new folder."))],
) -> None:
    """Write an example."""
    typer.echo(write_example(name, folder))


@app.command(
    help=_(
        "Print a contract with the policy that it is allocated under, to hold against the signed one; or "
        "write its tables.\n\n"
        "The file's ending says what is made: .pdf is paper, .xlsx one workbook, a name without an ending a "
        "folder of tables. Without a ROUND, the contracts are those of the database."
    ),
    epilog=_("Example: {program} terms monday-round --out contract.pdf --contract CAH").format(
        program=PROGRAM
    ),
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

    services: Services = context.obj
    if round_ is not None:
        command.write_terms(command.terms_at(round_), out, contract, services.version)
    else:
        with services.open_desk(database) as desk:
            command.write_terms(terms_round(desk), out, contract, services.version)


@app.command(
    help=_(
        "List the ready-made schemes: contract shapes that councils have published, set up to be made "
        "your own."
    ),
    epilog=_("Example: {program} schemes").format(program=PROGRAM),
)
def schemes() -> None:
    """List the schemes."""
    from ui.commandline import schemes as command

    command.list_schemes()


@app.command(
    help=_(
        "Show a ready-made scheme, write it as files, or load it into the database.\n\n"
        "Its areas and providers are invented: put your own in their place with --area and --provider, or "
        "edit the files. A scheme file of your own is given by its path."
    ),
    epilog=_("Example: {program} scheme B1 my-contract --area North=ward-4 --area North=ward-5").format(
        program=PROGRAM
    ),
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
    database: Database = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Keep it without asking."))] = False,
) -> None:
    """Show, write or load a scheme."""
    from ui.commandline import schemes as command

    if load and folder:
        raise typer.BadParameter(_("Give a FOLDER, or --load, not both."))
    chosen = command.found(name, area or (), provider or ())
    if folder:
        command.write_scheme(chosen, folder)
    elif not load:
        command.show(chosen)
    else:
        services: Services = context.obj
        with services.open_desk(database) as desk:
            if not command.load_scheme(desk, chosen, lambda: yes or _agreed()):
                raise typer.Exit(FAULTS)


@app.command(
    help=_(
        "Say whom to ask for one package now: in which order, with what room, and why not the others.\n\n"
        "It is what the contracts and the returns say of this package alone, with everything that was "
        "promised since taken off. Nothing is kept."
    ),
    epilog=_("Example: {program} ask monday-round P00017").format(program=PROGRAM),
)
def ask(
    round_: RoundPath,
    package: Annotated[str, typer.Argument(metavar="PACKAGE", help=_("The package's reference."))],
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help=_("A new PDF to write instead."), show_default=False),
    ] = None,
) -> None:
    """Print one package's ladder."""
    from ui.commandline import asking as command

    command.ask_for(round_, package, out)


RegisterPath = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", exists=True, dir_okay=False, help=_("The Care Inspectorate datastore, as downloaded.")
    ),
]


@app.command(
    help=_(
        "Count a public register's services by type and lowest grade, as councils report them.\n\n"
        "FILE is the Care Inspectorate's datastore of any month, as downloaded. An area is the one where a "
        "service is registered; --council all counts the whole file."
    ),
    epilog=_("Example: {program} grades datastore.csv --council 'North Ayrshire'").format(program=PROGRAM),
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
    help=_(
        "Compare a newer public register with the providers in the database: grades that rose or fell, "
        "floors that are no longer met, services that closed or are called otherwise.\n\n"
        "You see everything first, and are asked; then the grades are taken over. Providers are found by "
        "their registration number."
    ),
    epilog=_("Example: {program} register datastore.csv --council Fife").format(program=PROGRAM),
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
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Keep it without asking."))] = False,
) -> None:
    """Take a newer register over."""
    from ui.commandline import register as command

    services: Services = context.obj
    with services.open_desk(database) as desk:
        if not command.update(desk, file, council or (), lambda: yes or _agreed(), names=names):
            raise typer.Exit(FAULTS)
