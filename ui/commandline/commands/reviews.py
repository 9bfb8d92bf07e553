"""Reviews: what is due, what came of a package's care, what follows a block, what results earned."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from allocation.intake.kinds import CARE_HOURS, fault_in
from allocation.use_cases import onward, reviews
from allocation.use_cases.desk import Desk
from allocation.use_cases.outcomes import outcomes
from allocation.use_cases.waiting_list import PackageDetail
from ui.commandline.commands.database import ABOUT
from ui.commandline.commands.named import Day, Provider, Reference, package_of, provider_of, typed_day
from ui.commandline.commands.options import Database, for_example, services_of
from ui.commandline.commands.packages import app as package_app
from ui.commandline.terminal import out
from ui.wording import _
from ui.wording.faults import what

app = typer.Typer()

Hours = Annotated[
    str, typer.Option(metavar="HOURS", help=_("A week, as 7.5 or 7:30; else as it stands here."))
]


@app.command(
    rich_help_panel=ABOUT,
    name="reviews",
    help=_(
        "List the care that is to be reviewed: what has grown beyond what its contract allows, and what is "
        "due within a week or was.\n\n"
        "With --out the outcomes that were recorded are written instead, as outcomes.csv or a workbook: what "
        "is corrected or added there can be brought in again."
    ),
    epilog=for_example("reviews --out outcomes.csv"),
)
def reviews_(
    context: typer.Context,
    out_: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", help=_("A new .csv or .xlsx for what was recorded."), show_default=False
        ),
    ] = None,
    database: Database = None,
) -> None:
    """List what is to be reviewed, or write what was recorded."""
    from ui.commandline.reviews import list_due, write_outcomes

    if out_ is not None and out_.suffix.casefold() not in (".csv", ".xlsx"):
        raise typer.BadParameter(_("The file’s name must end in .csv or .xlsx."))
    with services_of(context).open_desk(database) as desk:
        if out_ is None:
            list_due(reviews.to_review(desk))
        else:
            write_outcomes(outcomes(desk), out_)


@app.command(
    rich_help_panel=ABOUT,
    help=_(
        "Show what a provider earned by results in a quarter, or write it to a new .pdf or .xlsx.\n\n"
        "The quarter is named by its first month: 2026-04 is April to June 2026. With --issue the statement "
        "gets a number and is kept: its PDF is the same paper whenever it is written again, also by the "
        "command records."
    ),
    epilog=for_example("statement PR04 2026-04 --out statement.pdf"),
)
def statement(
    context: typer.Context,
    provider: Provider,
    quarter: Annotated[str, typer.Argument(metavar="QUARTER", help=_("Its first month, as 2026-04."))],
    out_: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help=_("A new PDF or workbook to write."), show_default=False),
    ] = None,
    issue: Annotated[bool, typer.Option("--issue", help=_("Issue it: it is numbered and kept."))] = False,
    database: Database = None,
) -> None:
    """Show or write a statement of payment by results."""
    from allocation.use_cases.issued_statements import quarter as quarter_of
    from ui.commandline.reviews import issue as issue_it
    from ui.commandline.reviews import show_statement, write_statement

    first = _typed_month(quarter)
    if out_ is not None and out_.suffix.casefold() not in (".pdf", ".xlsx"):
        raise typer.BadParameter(_("The file’s name must end in .pdf or .xlsx."))
    with services_of(context).open_desk(database) as desk:
        key = provider_of(desk, provider)
        if issue:
            issue_it(desk, key, first, services_of(context).version)
        found = quarter_of(desk, key, first)
        if out_ is not None:
            write_statement(desk, found, out_)
        elif not issue:
            show_statement(found)


@package_app.command(
    help=_(
        "Record what came of a package’s care: how many personal outcomes were agreed and achieved, and the "
        "hours a week before and after."
    ),
    epilog=for_example("package outcome WH-0017 4 3 --on 2026-08-23 --after 9.5"),
)
def outcome(
    context: typer.Context,
    package: Reference,
    agreed: Annotated[
        int, typer.Argument(metavar="AGREED", min=1, max=999, help=_("Outcomes that were agreed."))
    ],
    achieved: Annotated[
        int, typer.Argument(metavar="ACHIEVED", min=0, max=999, help=_("Those that were achieved."))
    ],
    on: Day = "",
    since: Annotated[
        str, typer.Option(metavar="DAY", help=_("The first day it covers; else since the last review."))
    ] = "",
    before: Hours = "",
    after: Hours = "",
    provider: Annotated[
        str, typer.Option(metavar="PROVIDER", help=_("Whose care, where several have or had it."))
    ] = "",
    note: Annotated[str, typer.Option(metavar="TEXT", help=_("What else to remember."))] = "",
    database: Database = None,
) -> None:
    """Record a review."""
    with package_of(context, package, database) as (desk, detail):
        reviews.record_review(
            desk,
            detail.id,
            _whose(desk, detail, provider),
            typed_day(on) or desk.clock.today(),
            agreed,
            achieved,
            since=typed_day(since),
            before=_typed(before),
            after=_typed(after),
            note=note,
        )
        words = _("Recorded: {achieved} of {agreed} outcomes achieved")
        out().print(words.format(achieved=achieved, agreed=agreed))


@package_app.command(
    name="outcome-back",
    help=_("Take back the last outcomes that were recorded of a package."),
    epilog=for_example("package outcome-back WH-0017"),
)
def outcome_back(context: typer.Context, package: Reference, database: Database = None) -> None:
    """Take a review back."""
    from ui.wording.care import short_day

    with package_of(context, package, database) as (desk, detail):
        if not detail.reviews:
            raise typer.BadParameter(_("No outcomes are recorded of {package}.").format(package=package))
        last = detail.reviews[0]
        reviews.withdraw_review(desk, last.id, last.version)
        words = _("Review of package {package} until {on} taken back")
        out().print(words.format(package=package, on=short_day(last.review.on)))


@package_app.command(
    help=_(
        "Make the package that follows a block of care: the same person, area and visits, waiting from "
        "today, with who has it now as current provider."
    ),
    name="onward",
    epilog=for_example("package onward WH-0017"),
)
def onward_(
    context: typer.Context,
    package: Reference,
    service: Annotated[str, typer.Option(metavar="SERVICE", help=_("The service that follows."))] = (
        onward.FOLLOWING
    ),
    database: Database = None,
) -> None:
    """Make the onward package."""
    with package_of(context, package, database) as (desk, detail):
        made = onward.make_onward(desk, detail.id, detail.version, service)
        words = _("Package {package} made, to follow {before}")
        out().print(words.format(package=made.reference, before=package))


def _whose(desk: Desk, detail: PackageDetail, provider: str) -> str:
    """The provider that was named, else the only one that has it, else the only one that had it."""
    if provider:
        return provider_of(desk, provider)
    has = [each for each in detail.care if each.going_on] or detail.care
    if len(has) != 1:
        raise typer.BadParameter(
            _("Several providers have or had {package}: name one with --provider.").format(
                package=detail.package.package
            )
            if has
            else _("Nobody has or had {package}.").format(package=detail.package.package)
        )
    return has[0].provider


def _typed(text: str) -> int | None:
    if not text.strip():
        return None
    if fault := fault_in(CARE_HOURS, text.strip()):
        raise typer.BadParameter(what(fault))
    return CARE_HOURS.read(text.strip())


def _typed_month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text.strip()}-01")
    except ValueError:
        words = _("“{value}” is not a month; write for example 2026-04.")
        raise typer.BadParameter(words.format(value=text)) from None
