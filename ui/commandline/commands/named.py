"""What a person names on the command line: a package, a provider, a day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Annotated

import typer

from allocation.errors import Fault, WorldError
from allocation.intake.kinds import DATE
from allocation.use_cases import waiting_list
from allocation.use_cases.desk import Desk
from allocation.use_cases.waiting_list import PackageDetail
from ui.commandline.commands.options import services_of
from ui.wording import _

Reference = Annotated[str, typer.Argument(metavar="PACKAGE", help=_("The package’s reference."))]
Provider = Annotated[str, typer.Argument(metavar="PROVIDER", help=_("The provider’s reference."))]
PartNumber = Annotated[
    int, typer.Option("--part", min=1, max=99, metavar="N", help=_("Which part of the package."))
]
Day = Annotated[str, typer.Option(metavar="DAY", help=_("The day, as 2026-06-01 or 01/06/2026; else today."))]


@contextmanager
def package_of(
    context: typer.Context, reference: str, database: str | None
) -> Iterator[tuple[Desk, PackageDetail]]:
    """The desk at a database, and the package that is named there. Raises `WorldError` (`no_such`)."""
    with services_of(context).open_desk(database) as desk:
        yield desk, detail_of(desk, reference)


def detail_of(desk: Desk, reference: str) -> PackageDetail:
    """A package by its reference, typed by a person. Raises `WorldError` (`no_such`)."""
    try:
        key = waiting_list.id_of(desk, reference)
    except WorldError:
        raise WorldError(Fault("no_such", value=reference)) from None
    return waiting_list.package(desk, key)


def provider_of(desk: Desk, reference: str) -> str:
    """A provider's id by its reference. Raises `WorldError` (`no_such`)."""
    found = next((each.id for each in waiting_list.choices(desk).providers if each.label == reference), None)
    if found is None:
        raise WorldError(Fault("no_such", value=reference))
    return found


def typed_day(text: str) -> date | None:
    """The day that was typed, None where none was. Raises `typer.BadParameter`."""
    if not text.strip():
        return None
    try:
        return DATE.read(text)
    except ValueError:
        raise typer.BadParameter(
            _("“{value}” is not a date; write for example 07/04/2026.").format(value=text)
        ) from None
