"""The tables as a round: what is there now, in a round's own words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from allocation.acts import Row
from allocation.acts.names import renamed
from allocation.acts.personal import Personal
from allocation.acts.rows import COUNCIL_KEY, Case, Council, Member, PersonRef, Promise, Return, State
from allocation.model import (
    Area,
    Award,
    Contract,
    Lot,
    Package,
    Person,
    Placement,
    PlacementKind,
    Provider,
    Refusal,
    Round,
    Step,
    Suspension,
)
from allocation.order import capacity_key, in_order
from allocation.ports import Reading
from allocation.use_cases.names import Names, names_of

T = TypeVar("T")

OPEN = (State.WAITING, State.OFFERED, State.ACCEPTED, State.LIVE, State.SUSPENDED)
"""The states of packages that a round knows of."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A round of the current tables. `members` says which row each reference is, `people` who it is for."""

    round_: Round
    members: dict[str, Member]
    people: dict[str, Person]
    names: Names


def snapshot(
    reading: Reading,
    day: date,
    *,
    cases: Sequence[Row[Case]] | None = None,
    promises: bool = True,
    full_postcodes: bool = False,
    people: bool = True,
    asked: str = "",
) -> Snapshot:
    """The round as at `day`, with these packages (by default all that are not ended), and who they are for,
    unless `people` is off.

    With `promises`, care that was offered or accepted stands as held or live; without, only what files said
    of placements. Full postcodes are for comparing with files: what is kept holds only sectors. `asked` is
    the id of a package that is open here though offers of it may be out: they hold no room against itself.
    """
    if cases is None:
        cases = reading.rows(Case, state=OPEN)
    names = names_of(reading, cases)
    personal = _personal(reading, cases) if people or full_postcodes else {}
    packages = [renamed(case.value.package, names.label) for case in cases]
    if full_postcodes:
        packages = [
            replace(package, postcode=personal[case.key].postcode or package.postcode)
            for package, case in zip(packages, cases, strict=True)
        ]
    returns = [renamed(row.value, names.label) for row in reading.rows(Return)]
    council = council_of(reading)
    keys = [case.key for case in cases]
    placements = in_order(_placements(reading, keys, names, returns, promises=promises, asked=asked))
    if promises:
        packages = list(_to_place(cases, packages, placements))
    return Snapshot(
        Round(
            council=council.name,
            day=day,
            bands=council.bands,
            areas=_all(reading, Area, names, lambda each: each.area),
            packages=tuple(sorted(packages, key=lambda each: each.package)),
            providers=_all(reading, Provider, names, lambda each: each.provider),
            contracts=_all(reading, Contract, names, lambda each: each.contract),
            steps=_all(reading, Step, names, lambda each: (each.contract, each.number)),
            lots=_all(reading, Lot, names, lambda each: (each.contract, each.lot)),
            awards=_all(reading, Award, names, lambda each: each.key),
            capacity=tuple(sorted((row for each in returns for row in each.rows), key=capacity_key)),
            suspensions=in_order(renamed(row.value, names.label) for row in reading.rows(Suspension)),
            refusals=in_order(renamed(row.value, names.label) for row in reading.rows(Refusal, package=keys)),
            placements=placements,
            policy=council.policy,
        ),
        {case.value.package.package: Member(case.key, case.version) for case in cases},
        {
            case.value.package.package: Person(personal[case.key].reference, personal[case.key].name)
            for case in cases
            if people
        },
        names,
    )


def council_of(reading: Reading) -> Council:
    """The council, or a nameless one where nothing was brought in yet."""
    row = reading.get(Council, COUNCIL_KEY)
    return row.value if row else Council("")


def people_of(reading: Reading, cases: Iterable[Row[Case]]) -> dict[str, Personal]:
    """Personal fields by person id, empty ones for the erased."""
    found = reading.rows(PersonRef, id=[case.value.person for case in cases])
    payloads = reading.personal([row.value.payload for row in found])
    return {row.key: payloads.get(row.value.payload, Personal()) for row in found}


def _to_place(
    cases: Iterable[Row[Case]], packages: Iterable[Package], placements: Iterable[Placement]
) -> Iterator[Package]:
    """Packages that wait or were only offered, or whose care stands somewhere: what nobody can place is not
    placed anew.
    """
    standing = {placement.package for placement in placements}
    for case, package in zip(cases, packages, strict=True):
        waits = case.value.state in (State.WAITING, State.OFFERED)
        if waits or package.package in standing:
            yield package


def _personal(reading: Reading, cases: Sequence[Row[Case]]) -> dict[str, Personal]:
    people = people_of(reading, cases)
    return {case.key: people[case.value.person] for case in cases}


def _all(reading: Reading, kind: type[T], names: Names, key: object) -> tuple[T, ...]:
    values = (renamed(row.value, names.label) for row in reading.rows(kind))
    return tuple(sorted(values, key=key))  # type: ignore[call-overload]


def _placements(
    reading: Reading,
    keys: Sequence[str],
    names: Names,
    returns: Iterable[Return],
    *,
    promises: bool,
    asked: str,
) -> Iterator[Placement]:
    """What files said, but where an open promise of ours says otherwise.

    A promise to the provider that has the part already, and has had it all along, holds no room: the care
    that stays was in no return.
    """
    made: list[Promise] = [row.value for row in reading.rows(Promise, package=keys)] if promises else []
    held = [
        promise
        for promise in made
        if promise.ended is None and (promise.accepted or promise.package != asked)
    ]
    promised = {promise.package for promise in held}
    had: dict[str, set[str]] = defaultdict(set)
    for promise in made:
        had[promise.package].add(promise.provider)
    lived = set()
    for placement in (row.value for row in reading.rows(Placement, package=keys)):
        had[placement.package].add(placement.provider)
        if placement.kind in (PlacementKind.LIVE, PlacementKind.RELEASE):
            lived.add((placement.package, placement.part, placement.provider))
        if placement.package not in promised:
            yield renamed(placement, names.label)
    as_at = as_at_days(returns)
    for promise in held:
        provider, lot = names.label("provider", promise.provider), names.label("lot", promise.lot)
        stayed = any((promise.package, part, promise.provider) in lived for part in (None, promise.part))
        stayed &= had[promise.package] == {promise.provider}
        yield Placement(
            package=names.label("package", promise.package),
            provider=provider,
            since=promise.on if promise.accepted else None,
            kind=PlacementKind.LIVE
            if stayed or (promise.accepted and netted(promise.on, provider, lot, as_at))
            else PlacementKind.HELD,
            part=promise.part,
            contract=names.label("contract", promise.contract),
            lot=lot,
        )


def as_at_days(returns: Iterable[Return]) -> Mapping[tuple[str, str | None], date | None]:
    """As at which day each scope of each provider's return is.

    That is the oldest of its figures; None where one of them has no day.
    """
    days: dict[tuple[str, str | None], list[date | None]] = defaultdict(list)
    for each in returns:
        days[each.provider, each.lot].extend(row.as_at for row in each.rows)
    return {
        scope: None if None in several else min(day for day in several if day)
        for scope, several in days.items()
        if several
    }


def netted(
    accepted: date, provider: str, lot: str, as_at: Mapping[tuple[str, str | None], date | None]
) -> bool:
    """Whether every return that applies was made after the acceptance, and so has it netted off already.

    Everything is held where a return does not say as at when.
    """
    applying = [as_at[scope] for scope in ((provider, lot), (provider, None)) if scope in as_at]
    return bool(applying) and all(day is not None and accepted < day for day in applying)
