"""Offers: what is out with providers and waits for an answer; asking, and answering."""

from typing import Annotated

import typer

from allocation.acts.offers import Answer
from allocation.lists import OfferState
from ui.commandline.commands.database import ABOUT
from ui.commandline.commands.named import PartNumber, Provider, Reference, package_of, typed_day
from ui.commandline.commands.options import Database, HowMany, Reason, SearchText, for_example, services_of
from ui.commandline.commands.packages import app as package_app
from ui.wording import _

app = typer.Typer()


@app.command(
    rich_help_panel=ABOUT,
    name="offers",
    help=_(
        "List what is out with providers and waits for an answer, the overdue first.\n\n"
        "Give a text to find offers by package or provider. Offers are made with package offer, and answers "
        "recorded with package answer."
    ),
    epilog=for_example("offers --state accepted"),
)
def offers_(
    context: typer.Context,
    text: SearchText = "",
    state: Annotated[
        OfferState,
        typer.Option(metavar="STATE", help=_("Which: {states}.").format(states=", ".join(OfferState))),
    ] = OfferState.OUT,
    limit: HowMany = 50,
    database: Database = None,
) -> None:
    """List offers."""
    from ui.commandline.offers import list_offers

    with services_of(context).open_desk(database) as desk:
        list_offers(desk, text, state, limit)


@package_app.command(
    name="offer",
    help=_(
        "Ask a provider for a package, as whom to ask says. What is offered holds the provider’s room until "
        "it is answered."
    ),
    epilog=for_example("package offer WH-0017 PR02"),
)
def offer_(
    context: typer.Context,
    package: Reference,
    provider: Provider,
    part: PartNumber = 1,
    lot: Annotated[str, typer.Option(metavar="LOT", help=_("Under which lot; else the first in turn."))] = "",
    reason: Annotated[
        str, typer.Option(metavar="TEXT", help=_("Why out of turn, or at a step that needs authority."))
    ] = "",
    authorised_by: Annotated[str, typer.Option(metavar="NAME", help=_("Who gave the authority."))] = "",
    database: Database = None,
) -> None:
    """Ask a provider."""
    from ui.commandline.offers import make_offer

    with package_of(context, package, database) as (desk, detail):
        make_offer(desk, detail.id, provider, part, lot, reason, authorised_by)


@package_app.command(
    name="answer",
    help=_(
        "Record what a provider said to an offer: accepted, declined, lapsed (no answer in time), or "
        "withdrawn (you take it back)."
    ),
    epilog=for_example('package answer WH-0017 PR02 declined --reason "No staff in the mornings"'),
)
def answer_(
    context: typer.Context,
    package: Reference,
    provider: Provider,
    said: Annotated[Answer, typer.Argument(metavar="ANSWER", help=", ".join(Answer))],
    part: PartNumber = 1,
    reason: Reason = "",
    until: Annotated[str, typer.Option(metavar="DAY", help=_("The last day on which a refusal holds."))] = "",
    database: Database = None,
) -> None:
    """Record an answer to an offer."""
    from ui.commandline.offers import answer

    with package_of(context, package, database) as (desk, detail):
        answer(desk, detail.id, provider, said, part, reason, typed_day(until))
