"""The command line: the guide that `--help` reads as, and how a command ends."""

import traceback
from typing import Annotated

import typer

from allocation.errors import WorldError
from ui.commandline.commands import (
    clusters,
    contracts,
    database,
    desk_rounds,
    history,
    notes,
    offers,
    packages,
    registers,
    reviews,
    rounds,
    what_if,
)
from ui.commandline.exit_codes import DONE, FAULTS, OUR_FAULT, WRONG_USE
from ui.commandline.program import PROGRAM
from ui.commandline.services import Services
from ui.wording import _

app = typer.Typer(
    name="lotwise",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_(
        "Places care-at-home packages with providers in the order that a council's contracts demand, "
        "and shows why.\n\n"
        "Without a command the window opens on your own database; “try” opens it on an invented council. "
        "A first round by commands: “example westhaven my-round”, then “allocate my-round --out answer”."
    ),
    epilog=_(
        "Exit codes: 0 done, 1 the plan or a file has faults, 2 wrong use, 3 the machine lacks something, "
        "4 Lotwise itself is at fault."
    ),
)

app.add_typer(rounds.app)
app.add_typer(clusters.app)
app.add_typer(what_if.app)
app.add_typer(contracts.app)
app.add_typer(database.app)
app.add_typer(history.app)
app.add_typer(reviews.app)
app.add_typer(offers.app)
app.add_typer(desk_rounds.app, name="round", rich_help_panel=database.ABOUT)
packages.app.add_typer(notes.app)
app.add_typer(packages.app, name="package", rich_help_panel=database.ABOUT)
app.add_typer(registers.app)


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
        "same_name",
        "not_workers",
        "no_dask",
        "no_cluster",
        "no_workers",
        "cannot_listen",
        "out_not_writable",
        "folder_not_empty",
        "no_contract",
        "no_plan",
        "no_confirmation",
        "no_rung",
        "no_offer",
        "no_record",
        "no_round",
        "not_in_round",
        "no_such",
        "no_such_term",
        "label_empty",
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
        "why_unknown",
        "why_settled",
        "why_nowhere",
        "no_provider",
        "not_a_decline",
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
