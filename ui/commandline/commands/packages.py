"""`package`: what the desk does to one package, command by command, as the window's Waiting page does."""

from enum import StrEnum
from typing import Annotated

import typer

from allocation.acts.rows import EndReason, EraseReason
from allocation.errors import Fault, WorldError
from allocation.model import Outcome
from allocation.use_cases import care, erasure, referrals, refusals, waiting_list
from allocation.use_cases.asking import ask_now
from allocation.use_cases.desk import Desk
from ui.commandline.commands.named import (
    Day,
    Provider,
    Reference,
    detail_of,
    package_of,
    provider_of,
    typed_day,
)
from ui.commandline.commands.options import Database, PdfInstead, Reason, for_example
from ui.commandline.terminal import out
from ui.wording import _
from ui.wording.care import ENDS, ERASURES, OUTCOMES, STATES, short_day
from ui.wording.figures import hours


class Step(StrEnum):
    """A step of care."""

    START = "start"
    REST = "rest"
    GO_ON = "go-on"


STEPS = {Step.START: care.start_care, Step.REST: care.suspend_care, Step.GO_ON: care.resume_care}


app = typer.Typer(
    no_args_is_help=True,
    help=_("Look at one package of the database, or say what happened to it."),
    epilog=for_example("package show WH-0017"),
)


@app.command(
    help=_("Show what is known of a package: its state, its answers so far, its history."),
    epilog=for_example("package show WH-0017"),
)
def show(context: typer.Context, package: Reference, database: Database = None) -> None:
    """Show a package. The person is not named."""
    from ui.wording.acts import sentence
    from ui.wording.results import review_line, why_to_review

    with package_of(context, package, database) as (desk, detail):
        names = {each.label: each.name for each in waiting_list.choices(desk).providers}
    held = ", ".join(names.get(each) or each for each in detail.providers)
    state = _("{state} since {day}").format(
        state=STATES[detail.state], day=short_day(detail.state_since) or "–"
    )
    lines = [f"{package} · {state} · {hours(detail.package.staff_minutes)}" + (f" · {held}" if held else "")]
    lines += [_("  to be reviewed: {why}").format(why=why_to_review(each)) for each in detail.to_review]
    lines += [f"  {review_line(row.review, names)}" for row in detail.reviews]
    for row in detail.refusals:
        said = row.refusal
        words = (names.get(said.provider) or said.provider, OUTCOMES[said.outcome], short_day(said.on))
        lines.append("  " + " · ".join(word for word in (*words, said.reason) if word))
    lines += [f"  {short_day(line.at.date())} {line.by}: {sentence(line)}" for line in detail.history]
    out().print("\n".join(lines))


@app.command(
    name="ask",
    help=_("Say whom to ask for a package now: in which order, with what room, and why not the others."),
    epilog=for_example("package ask WH-0017"),
)
def ask_(
    context: typer.Context,
    package: Reference,
    out_: PdfInstead = None,
    database: Database = None,
) -> None:
    """Print a package's ladder, from the database."""
    from ui.commandline.asking import tell

    with package_of(context, package, database) as (desk, detail):
        tell(ask_now(desk, detail.id), out_)


@app.command(
    name="care",
    help=_("Care began, rests for a while (in hospital, say), or goes on."),
    epilog=for_example("package care WH-0017 start --on 2026-06-01"),
)
def care_(
    context: typer.Context,
    package: Reference,
    step: Annotated[Step, typer.Argument(metavar="STEP", help=_("start, rest or go-on"))],
    on: Day = "",
    database: Database = None,
) -> None:
    """Make a step of care."""
    with package_of(context, package, database) as (desk, detail):
        STEPS[step](desk, detail.id, detail.version, typed_day(on))
        _say_state(desk, package)


@app.command(
    help=_("Record that a provider, or the person, said no."),
    epilog=for_example('package refuse WH-0017 PR02 declined --reason "No staff in the mornings"'),
)
def refuse(
    context: typer.Context,
    package: Reference,
    provider: Provider,
    outcome: Annotated[Outcome, typer.Argument(metavar="ANSWER", help=", ".join(Outcome))],
    reason: Reason = "",
    on: Day = "",
    until: Annotated[str, typer.Option(metavar="DAY", help=_("The last day on which it holds."))] = "",
    database: Database = None,
) -> None:
    """Record an answer."""
    with package_of(context, package, database) as (desk, detail):
        said_on = typed_day(on) or desk.clock.today()
        refusals.record_refusal(
            desk, detail.id, provider_of(desk, provider), outcome, said_on, reason, typed_day(until)
        )
        out().print(_("Recorded: {answer}").format(answer=OUTCOMES[outcome]))


@app.command(
    name="take-back",
    help=_("Take back every answer of a provider for a package: it may be asked again."),
    epilog=for_example("package take-back WH-0017 PR02"),
)
def take_back(
    context: typer.Context,
    package: Reference,
    provider: Provider,
    database: Database = None,
) -> None:
    """Take answers back."""
    with package_of(context, package, database) as (desk, detail):
        rows = [row for row in detail.refusals if row.refusal.provider == provider]
        if not rows:
            raise WorldError(Fault("no_answer", value=provider, facts={"package": package}))
        for row in rows:
            refusals.withdraw_refusal(desk, row.id, row.version)
        out().print(_("Taken back: {count}").format(count=len(rows)))


@app.command(
    help=_("Close a package; what its provider held is free again."),
    epilog=for_example("package close WH-0017 moved_away"),
)
def close(
    context: typer.Context,
    package: Reference,
    reason: Annotated[EndReason, typer.Argument(metavar="REASON", help=", ".join(EndReason))],
    database: Database = None,
) -> None:
    """Close a package."""
    with package_of(context, package, database) as (desk, detail):
        referrals.close_package(desk, detail.id, detail.version, reason)
        out().print(_("Closed {package}: {reason}").format(package=package, reason=ENDS[reason]))


@app.command(
    help=_("Open an ended package again: it waits from today."),
    epilog=for_example("package reopen WH-0017"),
)
def reopen(context: typer.Context, package: Reference, database: Database = None) -> None:
    """Reopen a package."""
    with package_of(context, package, database) as (desk, detail):
        referrals.reopen_package(desk, detail.id, detail.version)
        _say_state(desk, package)


@app.command(
    help=_(
        "Erase the person of a package for good: name, case reference, postcode, notes and issued pages. "
        "This cannot be undone. Backups that were made before still hold all of it."
    ),
    epilog=for_example("package erase WH-0017 asked --sure WH-0017"),
)
def erase(
    context: typer.Context,
    package: Reference,
    reason: Annotated[EraseReason, typer.Argument(metavar="REASON", help=", ".join(EraseReason))],
    sure: Annotated[
        str, typer.Option("--sure", metavar="PACKAGE", help=_("The reference once more, to be sure."))
    ] = "",
    database: Database = None,
) -> None:
    """Erase a person."""
    if sure != package:
        raise typer.BadParameter(
            _("This cannot be undone. Add --sure {package} to be sure.").format(package=package)
        )
    with package_of(context, package, database) as (desk, detail):
        erasure.erase_person(desk, detail.person_id, reason)
        out().print(
            _("The person of {package} was erased ({reason})").format(
                package=package, reason=ERASURES[reason]
            )
        )


def _say_state(desk: Desk, package: str) -> None:
    detail = detail_of(desk, package)
    words = _("{package} is {state} since {day}")
    out().print(words.format(package=package, state=STATES[detail.state], day=short_day(detail.state_since)))
