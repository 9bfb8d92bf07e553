"""The provider's confirmation of one package: person, visits, rate, start, and nothing of other providers."""

from collections.abc import Iterator
from itertools import chain

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from allocation.record import PlacedPart, ProviderConfirmation, check_code
from ui.paper.basis import record_words
from ui.paper.sheet import Head, Section
from ui.paper.tables import facts, heading, signatures, table
from ui.paper.week import week
from ui.paper.words import STRONG, STRONG_FIGURE, TEXT, Words
from ui.wording import _, ngettext
from ui.wording.decisions import instant
from ui.wording.figures import day, hours, money


def section(confirmation: ProviderConfirmation) -> Section:
    """The confirmation as a document of its own."""
    head = Head(
        council=confirmation.council,
        unit=confirmation.unit,
        title=_("Confirmation of a package"),
        subtitle=_("To {provider}").format(provider=confirmation.provider),
        reference=record_words(confirmation.number),
        code=check_code(confirmation),
        foot=_("Package {package}").format(package=confirmation.package),
    )
    return Section(head, list(_story(confirmation)))


def _story(confirmation: ProviderConfirmation) -> Iterator[Flowable]:
    yield from facts(list(_person(confirmation)), strong=[_("Person")])
    yield Spacer(0, 8)
    yield _terms(confirmation)
    yield from facts(list(_dates(confirmation)))
    yield from heading(_("The week’s care"))
    visits = list(chain.from_iterable(part.visits for part in confirmation.terms))
    yield from week(visits, confirmation.bands)
    yield from heading(_("What we ask of you"))
    yield Words(
        _(
            "Start on the day above and keep to the visits and the rate. Tell us before you change hours,"
            " days or the number of care workers, and at once if care cannot start or a visit was missed."
        ),
        TEXT,
    )
    if confirmation.contact:
        yield Spacer(0, 3)
        yield Words(_("Contact: {contact}").format(contact=confirmation.contact), TEXT)
    yield CondPageBreak(90)
    yield Spacer(0, 26)
    yield signatures([_("For the provider: name"), _("Signature"), _("Date")])


def _person(confirmation: ProviderConfirmation) -> Iterator[tuple[str, str]]:
    yield _("Person"), confirmation.person.name
    yield _("Reference"), confirmation.person.reference
    area = confirmation.area
    yield _("Area"), f"{area}, {confirmation.sector}" if confirmation.sector else area
    yield _("Service"), confirmation.service
    yield _("Needs"), ", ".join(confirmation.needs)
    yield _("Your registration"), confirmation.registration
    yield _("Confirmed by"), confirmation.by or _("nobody yet")
    yield _("On"), instant(confirmation.at) if confirmation.at else ""


def _terms(confirmation: ProviderConfirmation) -> Flowable:
    """Parts on the same terms are one row."""
    minutes: dict[tuple[str, str, str], int] = {}
    for part in confirmation.terms:
        terms = (_lot(part), day(part.start), money(part.rate))
        minutes[terms] = minutes.get(terms, 0) + part.staff_minutes
    rows = [[lot, start, hours(each), rate] for (lot, start, rate), each in minutes.items()]
    head = [_("Contract and lot"), _("Start"), _("Hours a week"), _("Rate an hour")]
    return table(head, rows, [TEXT, STRONG, STRONG_FIGURE, STRONG_FIGURE], [5.4, 3, 1.9, 1.9])


def _lot(part: PlacedPart) -> str:
    contract = part.contract + (f" ({part.contract_reference})" if part.contract_reference else "")
    lines = [contract, part.lot]
    if part.delivered_by:
        lines.append(_("delivered by {name}").format(name=part.delivered_by))
    if part.enhanced:
        lines.append(_("enhanced rate"))
    return "\n".join(lines)


def _dates(confirmation: ProviderConfirmation) -> Iterator[tuple[str, str]]:
    first = confirmation.terms[0]
    weeks = confirmation.block_weeks
    block = ngettext("{count} week", "{count} weeks", weeks or 0).format(count=weeks)
    yield _("Block"), block if weeks else _("no end set")
    yield _("Ends"), day(first.end) if first.end else ""
    yield _("First review"), day(first.review)
