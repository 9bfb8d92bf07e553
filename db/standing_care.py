"""Care that stands with providers, in short lines: thousands are read where one package is asked for."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Select,
    String,
    and_,
    exists,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)

from allocation.acts.rows import State
from allocation.lists import CareLine
from allocation.model import PlacementKind
from db.rows import batches
from db.tables.packages import packages, placements, refusals
from db.tables.rounds import promises

_other = placements.alias("other")


def standing_care(connection: Connection, providers: Sequence[str] | None) -> Iterator[CareLine]:
    """What files said to be live and no open promise replaced, and what was accepted, with these providers
    (None: with any).
    """
    for some in [None] if providers is None else batches(providers):
        for line in connection.execute(union_all(_by_file(some), _by_promise(some))):
            yield CareLine._make(line)._replace(needs=_words(line.needs))


@cache
def _words(needs: str) -> tuple[str, ...]:
    return msgspec.json.decode(needs, type=tuple[str, ...])


def _by_file(providers: Sequence[str] | None) -> Select[*tuple[Any, ...]]:
    promised = exists().where(promises.c.package == packages.c.id, promises.c.ended.is_(None))
    alone = ~exists().where(_other.c.package == packages.c.id, _other.c.id != placements.c.id)
    statement = (
        select(
            placements.c.package,
            placements.c.provider,
            placements.c.contract,
            placements.c.lot,
            type_coerce(placements.c.since, Date).label("since"),
            literal(value=False).label("accepted"),
            and_(_plain(placements.c.provider), alone).label("plain"),
            *_package(),
        )
        .join_from(placements, packages, packages.c.id == placements.c.package)
        .where(placements.c.kind == str(PlacementKind.LIVE), ~promised)
    )
    return _of(statement, placements.c.provider, providers)


def _by_promise(providers: Sequence[str] | None) -> Select[*tuple[Any, ...]]:
    filed = exists().where(placements.c.package == packages.c.id)
    statement = (
        select(
            promises.c.package,
            promises.c.provider,
            promises.c.contract,
            promises.c.lot,
            promises.c.on,
            literal(value=True),
            and_(_plain(promises.c.provider), ~filed),
            *_package(),
        )
        .join_from(promises, packages, packages.c.id == promises.c.package)
        .where(promises.c.ended.is_(None), promises.c.accepted)
    )
    return _of(statement, promises.c.provider, providers)


def _plain(provider: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether the package is one part for which its provider stands as it would for anybody."""
    # by package, which few refusals are of; of one provider there may be thousands
    refused = provider.in_(select(refusals.c.provider).where(refusals.c.package == packages.c.id))
    excluded = type_coerce(packages.c.excluded_providers, String)
    return and_(
        packages.c.split_allowed.is_(None),
        packages.c.sds_option != 1,
        or_(
            packages.c.sds_option != 2,
            packages.c.chosen_provider.is_(None),
            packages.c.chosen_provider == provider,
        ),
        excluded.not_like(literal("%").concat(provider).concat("%")),
        ~refused,
    )


def _package() -> tuple[ColumnElement[Any], ...]:
    return (
        packages.c.area,
        packages.c.service_folded,
        type_coerce(packages.c.needs, String).label("needs"),
        packages.c.specialist,
        packages.c.double_up,
        packages.c.wanted_start,
        packages.c.staff_minutes,
    )


def _of(
    statement: Select[*tuple[Any, ...]], provider: ColumnElement[str], providers: Sequence[str] | None
) -> Select[*tuple[Any, ...]]:
    statement = statement.where(packages.c.state != str(State.ENDED))
    return statement if providers is None else statement.where(provider.in_(providers))
