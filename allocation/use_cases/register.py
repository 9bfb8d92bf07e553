"""A newer public register beside the providers that are here: what differs, and taking it over."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from allocation.acts import changed
from allocation.acts.names import renamed
from allocation.errors import Fault, WorldError
from allocation.intake.register import Register, Service
from allocation.model import Award, AwardKey, Provider, Step
from allocation.ports import Reading
from allocation.use_cases.desk import Desk, Done, keep, reading, writing
from allocation.use_cases.names import names_of
from allocation.use_cases.who import Right


class Differs(StrEnum):
    """In which way the register differs from what is kept of a provider, the gravest first."""

    GONE = "gone"
    CANCELLED = "cancelled"
    INACTIVE = "inactive"
    FALLEN = "fallen"
    UNGRADED = "ungraded"
    RISEN = "risen"
    NEWLY_GRADED = "newly_graded"
    RENAMED = "renamed"


GRADED = frozenset((Differs.FALLEN, Differs.UNGRADED, Differs.RISEN, Differs.NEWLY_GRADED))
"""What taking the register over changes; a closed service is for a person to act on."""


@dataclass(frozen=True, slots=True)
class Floor:
    """A step whose floor the register's grade is under, and the lots of the provider's awards there.

    `fallen`: what is kept of the provider still meets it.
    """

    contract: str
    step: int
    name: str
    grade: int
    lots: tuple[str, ...]
    fallen: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which the register differs from one provider here.

    `grade` is the one that is kept (None: not graded). `found` is the service in the register; None: it is
    in no part of the file. `floors` go with grades, `awards` (those not ended) with services that closed.
    """

    kind: Differs
    provider: str
    name: str
    registration: str
    grade: int | None
    found: Service | None
    floors: tuple[Floor, ...] = ()
    awards: tuple[AwardKey, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterPreview:
    """What the register has otherwise. `unchanged` providers are in it as they are here.

    `elsewhere` are names of providers whose number is in the file, but not of a care-at-home service in an
    area that was picked, and `unnumbered` of those that have no registration number here; nothing is said of
    either.
    """

    differences: tuple[Difference, ...]
    unchanged: int
    elsewhere: tuple[str, ...]
    unnumbered: tuple[str, ...]

    @property
    def grades(self) -> int:
        """How many providers would get another grade."""
        return sum(each.kind in GRADED for each in self.differences)

    @property
    def names(self) -> int:
        """How many providers the register calls otherwise."""
        return sum(each.kind is Differs.RENAMED for each in self.differences)


def areas_of_providers(desk: Desk, register: Register) -> tuple[str, ...]:
    """The council areas in which services of providers here are registered, in the register's order."""
    with reading(desk) as view:
        ours = {_number(row.value) for row in view.rows(Provider)}
    found = {service.area for service in register.services if service.registration in ours}
    return tuple(area for area in register.areas if area in found)


def preview_register(desk: Desk, register: Register, areas: Iterable[str]) -> RegisterPreview:
    """Compare the care-at-home services of these council areas with the providers that are here.

    A provider is gone only where its number is nowhere in the file, whatever was picked.
    """
    picked = _by_number(register.of(areas))
    all_of_it = _by_number(register.everything)
    with reading(desk) as view:
        terms = _Terms(view, desk.clock.today())
        differences: list[Difference] = []
        unchanged, elsewhere, unnumbered = 0, [], []
        for row in view.rows(Provider):
            number = _number(row.value)
            if not number:
                unnumbered.append(row.value.name)
            elif number not in picked and number in all_of_it:
                elsewhere.append(row.value.name)
            elif found := list(_compare(row.value, picked.get(number), terms)):
                differences += found
            else:
                unchanged += 1
    order = list(Differs)
    differences.sort(key=lambda each: (not each.floors, order.index(each.kind), each.name.casefold()))
    return RegisterPreview(
        tuple(differences),
        unchanged,
        tuple(sorted(elsewhere, key=str.casefold)),
        tuple(sorted(unnumbered, key=str.casefold)),
    )


def apply_grades(desk: Desk, services: Iterable[Service], source: str, *, names: bool = False) -> Done:
    """Take over the services' grades, and their names where that is wished, by one act.

    A provider that is not among them keeps what it has. Raises `WorldError` (`grades_nothing`) where no
    provider would change.
    """
    by_number = _by_number(services)
    with writing(desk, Right.IMPORT) as writer:
        changes = []
        for row in writer.rows(Provider):
            service = by_number.get(_number(row.value))
            if service is None:
                continue
            after = replace(row.value, grade=service.grade)
            if names and service.name:
                after = replace(after, name=service.name)
            if after != row.value:
                changes.append(changed(row, after))
        if not changes:
            raise WorldError(Fault("grades_nothing", value=source))
        return keep(desk, writer, "grades", changes, facts={"source": source, "providers": len(changes)})


class _Terms:
    """The awards of each provider that have not ended, and their steps, in labels."""

    def __init__(self, view: Reading, today: date) -> None:
        names = names_of(view)
        steps = (renamed(row.value, names.label) for row in view.rows(Step))
        self.steps = {(step.contract, step.number): step for step in steps}
        self.awards: dict[str, list[Award]] = defaultdict(list)
        for row in view.rows(Award):
            if row.value.end is None or row.value.end >= today:
                award = renamed(row.value, names.label)
                self.awards[award.provider].append(award)

    def keys(self, provider: str) -> tuple[AwardKey, ...]:
        """A provider's awards in the order in which contracts read."""
        return tuple(sorted(award.key for award in self.awards[provider]))

    def floors(self, provider: str, before: int | None, after: int | None) -> tuple[Floor, ...]:
        """The steps of the provider's awards whose floor the grade is under."""
        lots: Mapping[tuple[int, str], list[str]] = defaultdict(list)
        for award in self.awards[provider]:
            lots[award.step, award.contract].append(award.lot)
        found = []
        for number, contract in sorted(lots):
            step = self.steps[contract, number]
            floor = step.min_grade
            if floor is not None and (after is None or after < floor):
                fallen = before is not None and before >= floor
                its = tuple(sorted(lots[number, contract]))
                found.append(Floor(contract, number, step.name, floor, its, fallen))
        return tuple(found)


def _compare(provider: Provider, found: Service | None, terms: _Terms) -> Iterable[Difference]:
    """Every way in which the register differs from a provider."""
    plain = Difference(
        Differs.GONE, provider.provider, provider.name, provider.registration, provider.grade, found
    )
    closed = _closed(found)
    if closed is not None:
        yield replace(plain, kind=closed, awards=terms.keys(provider.provider))
    if found is None:
        return
    if found.grade != provider.grade:
        floors = terms.floors(provider.provider, provider.grade, found.grade)
        yield replace(plain, kind=_direction(provider.grade, found.grade), floors=floors)
    if found.name and _folded(found.name) != _folded(provider.name):
        yield replace(plain, kind=Differs.RENAMED)


def _closed(found: Service | None) -> Differs | None:
    if found is None:
        return Differs.GONE
    status = found.status.casefold()
    return {"inactive": Differs.INACTIVE, "cancelled": Differs.CANCELLED}.get(status)


def _direction(before: int | None, after: int | None) -> Differs:
    if after is None:
        return Differs.UNGRADED
    if before is None:
        return Differs.NEWLY_GRADED
    return Differs.RISEN if after > before else Differs.FALLEN


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _by_number(services: Iterable[Service]) -> dict[str, Service]:
    return {each.registration.strip().upper(): each for each in services if each.registration.strip()}


def _number(provider: Provider) -> str:
    return provider.registration.strip().upper()
