"""The list of offers, cut to a page in SQL: what is out by its deadline, what ended by its answer."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from allocation.acts.offers import Answer
from allocation.lists import OfferQuery, OfferRow, OfferState, Page
from allocation.model import Priority
from db.record_list import providers_named
from db.tables.packages import packages
from db.tables.rounds import offers, promises
from db.tables.terms import contracts, lots, providers

_open = promises.c.ended.is_(None)
_STATES: dict[OfferState, ColumnElement[bool]] = {
    OfferState.OUT: _open & ~promises.c.accepted,
    OfferState.ACCEPTED: _open & promises.c.accepted & (packages.c.state == "accepted"),
    OfferState.ENDED: ~_open,
}
"""What became of the room that an offer held says where it is. Once a record is issued, another promise holds
that room; where care began without one, the offer needs no answer any more.
"""


def offer_page(connection: Connection, query: OfferQuery) -> Page[OfferRow]:
    """One page, and how many there are in all."""
    conditions = [_STATES[query.state], *_mentions(connection, query.text)]
    if query.package is not None:
        conditions.append(offers.c.package == query.package)
    total = connection.scalars(_joined(select(func.count())).where(*conditions)).one()
    chosen = _joined(
        select(
            *offers.c,
            packages.c.package.label("reference"),
            packages.c.visits,
            packages.c.priority,
            packages.c.hospital_discharge,
            packages.c.staff_minutes,
            providers.c.provider.label("provider_label"),
            providers.c.name.label("provider_name"),
            contracts.c.contract.label("contract_label"),
            lots.c.lot.label("lot_label"),
        )
    ).where(*conditions)
    if query.state is OfferState.ENDED:
        chosen = chosen.order_by(offers.c.asked.desc(), offers.c.id.desc())
    else:
        chosen = chosen.order_by(offers.c.due, offers.c.id)
    rows = connection.execute(chosen.offset(query.offset).limit(query.limit))
    return Page(tuple(_line(row, query.state) for row in rows), total, query.offset)


def _joined(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        statement.select_from(offers)
        .join(promises, promises.c.id == offers.c.id)
        .join(packages, packages.c.id == offers.c.package)
        .join(providers, providers.c.id == offers.c.provider)
        .join(contracts, contracts.c.id == offers.c.contract)
        .join(lots, lots.c.id == offers.c.lot)
    )


def _mentions(connection: Connection, text: str) -> list[ColumnElement[bool]]:
    """Each word is in the package's reference or the provider's name."""
    return [
        or_(
            packages.c.search.contains(word, autoescape=True),
            offers.c.provider.in_(providers_named(connection, word)),
        )
        for word in text.casefold().split()
    ]


def _line(row: Any, state: OfferState) -> OfferRow:
    return OfferRow(
        id=row.id,
        version=row.version,
        state=state,
        package_id=row.package,
        package=row.reference,
        part=row.part,
        parts=len({visit["part"] for visit in row.visits}),
        priority=Priority(row.priority),
        discharge=row.hospital_discharge,
        staff_minutes=row.staff_minutes,
        provider=row.provider_label,
        provider_name=row.provider_name,
        contract=row.contract_label,
        lot=row.lot_label,
        step=row.step,
        asked=row.asked,
        due=row.due,
        by=row.by,
        reason=row.reason,
        authorised_by=row.authorised_by,
        answer=Answer(row.answer) if row.answer else None,
        answered=row.answered,
    )
