"""Packages, in lists and one by one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from allocation.acts import Row
from allocation.acts.names import renamed
from allocation.acts.personal import Personal
from allocation.acts.rows import Case, EndReason, FrozenRound, Note, PersonRef, Promise, State
from allocation.errors import Fault, WorldError
from allocation.lists import HistoryLine, OfferQuery, PackageQuery, PackageRow, Page, RecordQuery, RecordRow
from allocation.model import Area, Contract, Lot, Package, Person, Placement, PlacementKind, Provider, Refusal
from allocation.ports import Reading
from allocation.use_cases.desk import Desk, conflict, not_found, reading
from allocation.use_cases.held_care import HeldCare, held_care
from allocation.use_cases.names import names_of
from allocation.use_cases.notes import NoteRow, is_due, notes_on
from allocation.use_cases.review_rows import ReviewRow, ToReview, reviews_on, to_review_of
from allocation.use_cases.snapshot import council_of

__all__ = [
    "Choice",
    "Choices",
    "EndReason",
    "PackageDetail",
    "PackageQuery",
    "PackageRow",
    "Page",
    "RefusalRow",
    "State",
    "choices",
    "counts",
    "id_of",
    "package",
    "packages",
]


@dataclass(frozen=True, slots=True)
class RefusalRow:
    """What a provider or the person said, in labels."""

    id: str
    version: int
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class PackageDetail:
    """All about one package, in labels. `package.postcode` is the full one; `providers` have or hold it.

    `others` are the references of the same person's other packages: who is erased is erased from these too.
    `care` says, by ids, who has it or had it; `to_review` why it is to be reviewed now.
    """

    id: str
    version: int
    package: Package
    person: Person
    person_id: str
    state: State
    state_since: date | None
    ended: EndReason | None
    providers: tuple[str, ...]
    notes: tuple[NoteRow, ...]
    refusals: tuple[RefusalRow, ...]
    placements: tuple[Placement, ...]
    records: tuple[RecordRow, ...]
    history: tuple[HistoryLine, ...]
    others: tuple[str, ...] = ()
    care: tuple[HeldCare, ...] = ()
    reviews: tuple[ReviewRow, ...] = ()
    to_review: tuple[ToReview, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One row that a field may name."""

    id: str
    label: str
    name: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What fields and filters offer."""

    areas: tuple[Choice, ...]
    lots: tuple[Choice, ...]
    providers: tuple[Choice, ...]
    contracts: tuple[Choice, ...]
    services: tuple[str, ...]
    needs: tuple[str, ...]
    bands: tuple[str, ...]


def packages(desk: Desk, query: PackageQuery) -> Page[PackageRow]:
    """A page of packages."""
    with reading(desk) as view:
        return view.packages(query)


def package(desk: Desk, key: str) -> PackageDetail:
    """One package by its id. Raises `WorldError` (`not_found`)."""
    with reading(desk) as view:
        return _detail(view, case_of(view, key), desk.clock.today())


def id_of(desk: Desk, reference: str) -> str:
    """The id of a package by its reference. Raises `WorldError` (`not_found`)."""
    with reading(desk) as view:
        found = view.rows(Case, package=reference)
    if not found:
        raise not_found("package", reference)
    return found[0].key


def counts(desk: Desk) -> dict[str, int]:
    """Figures of the desk: waiting, rounds, offers (out), follow_ups (due today), records, providers."""
    today = desk.clock.today()
    with reading(desk) as view:
        due = [row for row in view.rows(Note, done=False) if is_due(row.value, today)]
        return {
            "waiting": view.count(Case, state=State.WAITING),
            "rounds": view.count(FrozenRound),
            "offers": view.offers(OfferQuery(limit=1)).total,
            "follow_ups": len(due),
            "records": view.records(RecordQuery(limit=1)).total,
            "providers": view.count(Provider),
        }


def choices(desk: Desk) -> Choices:
    """What fields and filters offer, in order of name."""
    with reading(desk) as view:
        providers = view.rows(Provider)
        return Choices(
            areas=_choices((row.key, row.value.area, row.value.name) for row in view.rows(Area)),
            lots=_choices((row.key, row.value.lot, row.value.name) for row in view.rows(Lot)),
            providers=_choices((row.key, row.value.provider, row.value.name) for row in providers),
            contracts=_choices((row.key, row.value.contract, row.value.name) for row in view.rows(Contract)),
            services=tuple(view.distinct(Case, "service")) or ("care at home",),
            needs=tuple(sorted({skill for row in providers for skill in row.value.skills})),
            bands=council_of(view).bands,
        )


def case_of(view: Reading, key: str) -> Row[Case]:
    """A package's row. Raises `WorldError` (`not_found`)."""
    row = view.get(Case, key)
    if row is None:
        raise not_found("package", key)
    return row


def case_as_read(view: Reading, key: str, read_version: int, *states: State) -> Row[Case]:
    """A package's row in the version that was read, and in one of these states.

    Raises `WorldError` (`not_found`, `conflict`, `wrong_state`).
    """
    row = case_of(view, key)
    label = row.value.package.package
    if row.version != read_version:
        raise conflict("package", label)
    if row.value.state not in states:
        raise WorldError(Fault("wrong_state", facts={"package": label, "state": row.value.state.value}))
    return row


def personal_of(view: Reading, person: str) -> Personal:
    """A person's fields; empty ones for the erased."""
    row = view.get(PersonRef, person)
    return view.personal([row.value.payload]).get(row.value.payload, Personal()) if row else Personal()


def _choices(rows: Iterable[tuple[str, str, str]]) -> tuple[Choice, ...]:
    found = [Choice(*row) for row in rows]
    return tuple(sorted(found, key=lambda each: (each.name or each.label).casefold()))


def _detail(view: Reading, row: Row[Case], today: date) -> PackageDetail:
    case, care = row.value, held_care(view, [row])
    names = names_of(view, [row])
    person = personal_of(view, case.person)
    placements = [renamed(each.value, names.label) for each in view.rows(Placement, package=row.key)]
    refusals = view.rows(Refusal, package=row.key)
    same_person = view.rows(Case, person=case.person)
    promised = [each.value.provider for each in view.rows(Promise, package=row.key, ended=None)]
    return PackageDetail(
        id=row.key,
        version=row.version,
        package=_with_postcode(renamed(case.package, names.label), person.postcode),
        person=Person(person.reference, person.name),
        person_id=case.person,
        state=case.state,
        state_since=case.since,
        ended=case.ended,
        providers=tuple(sorted({names.label("provider", key) for key in promised} or _live(placements))),
        notes=notes_on(view, package=row.key),
        refusals=tuple(
            RefusalRow(each.key, each.version, renamed(each.value, names.label)) for each in refusals
        ),
        placements=tuple(placements),
        records=view.records(RecordQuery(package=row.key)).rows,
        history=tuple(view.history([("package", row.key), ("person", case.person)])),
        others=tuple(sorted(each.value.package.package for each in same_person if each.key != row.key)),
        care=care[row.key],
        reviews=reviews_on(view, row.key, names),
        to_review=to_review_of(view, [row], care, today),
    )


def _with_postcode(package: Package, postcode: str) -> Package:
    return replace(package, postcode=postcode) if postcode else package


def _live(placements: Sequence[Placement]) -> set[str]:
    return {each.provider for each in placements if each.kind in (PlacementKind.LIVE, PlacementKind.RELEASE)}
