"""Long lists: what is asked of them and a line of each. They are paged where they are stored, never loaded
whole.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, Literal, NamedTuple, TypeVar

from allocation.acts.offers import Answer
from allocation.acts.rows import State
from allocation.model import Priority

T = TypeVar("T")

PackageSort = Literal[
    "priority",
    "reference",
    "person",
    "area",
    "state",
    "waiting_since",
    "wanted_start",
    "minutes",
    "follow_up",
]


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some lines of a list: those from `offset` on, of `total` in all."""

    rows: tuple[T, ...]
    total: int
    offset: int = 0


@dataclass(frozen=True, slots=True)
class PackageQuery:
    """Which packages, in which order. `text` is looked for in the reference, the person's name and reference
    and
    the area; empty tuples mean any. `areas` and `lots` are ids. `follow_up_by`: with an open follow-up due
    by then.

    Sorting by priority is as rounds rank: discharges with critical where the policy says so, then the
    longest wait.
    """

    text: str = ""
    states: tuple[State, ...] = (State.WAITING,)
    priorities: tuple[Priority, ...] = ()
    areas: tuple[str, ...] = ()
    lots: tuple[str, ...] = ()
    follow_up_by: date | None = None
    sort: PackageSort = "priority"
    descending: bool = False
    offset: int = 0
    limit: int = 200


class CareLine(NamedTuple):
    """A part that stands with a provider, by ids, with what rules and shares ask of care that stays. A tuple,
    because thousands are made for one question.

    `since`: of care that came in a file (`accepted` no) the day that it began, of ours that of acceptance.
    `plain`: it is all that stands of its package, and the person rules out no provider that has it, so that
    only what is said here decides at which award it stays. `service` is casefolded. Staff minutes a week, of
    plain lines alone.
    """

    package: str
    provider: str
    contract: str | None
    lot: str | None
    since: date | None
    accepted: bool
    plain: bool
    area: str
    service: str
    needs: tuple[str, ...]
    specialist: bool
    double_up: bool
    wanted_start: date | None
    minutes: int


@dataclass(frozen=True, slots=True)
class PackageRow:
    """A package in a list. `provider` is the name of who has it or holds it, several joined by "; "."""

    id: str
    version: int
    reference: str
    person_reference: str
    name: str
    area: str
    area_name: str
    priority: Priority
    discharge: bool
    service: str
    staff_minutes: int
    visits_a_week: int
    double_up: bool
    waiting_since: date | None
    wanted_start: date | None
    state: State
    provider: str
    follow_up: date | None
    notes: int


class RecordKind(StrEnum):
    """What was issued: the decision on a package, or a provider's statement of payment by results."""

    ALLOCATION = "allocation"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class RecordQuery:
    """Which records, newest first. `text` is looked for in number, package reference and provider; `package`
    is an id, and then only its own are meant. `kind` None: of every kind.
    """

    text: str = ""
    package: str | None = None
    kind: RecordKind | None = None
    offset: int = 0
    limit: int = 200


@dataclass(frozen=True, slots=True)
class RecordRow:
    """An issued record in a list; `step` is the highest of its parts.

    `corrects` and `corrected_by` are numbers: of the record that it corrects, and of the one in its place.
    A statement is of no package and no step (0), but of the days from `first` to `last`; it is corrected,
    never withdrawn.
    """

    id: str
    number: str
    package_id: str
    package: str
    provider: str
    step: int
    at: datetime
    by: str
    corrects: str | None
    corrected_by: str | None
    withdrawn: bool
    kind: RecordKind = RecordKind.ALLOCATION
    first: date | None = None
    last: date | None = None


class OfferState(StrEnum):
    """Where an offer is: out, accepted with its record still to be issued, or ended."""

    OUT = "out"
    ACCEPTED = "accepted"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class OfferQuery:
    """Which offers: what is out or accepted by their deadlines, the earliest first, what ended newest first.

    `text` is looked for in package reference and provider; `package` is an id.
    """

    text: str = ""
    state: OfferState = OfferState.OUT
    package: str | None = None
    offset: int = 0
    limit: int = 200


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An offer in a list. `provider` is its label, `parts` how many its package has; staff minutes a week of
    the whole package. An offer that is out may have been accepted: it then waits for one asked before.
    """

    id: str
    version: int
    state: OfferState
    package_id: str
    package: str
    part: int
    parts: int
    priority: Priority
    discharge: bool
    staff_minutes: int
    provider: str
    provider_name: str
    contract: str
    lot: str
    step: int
    asked: datetime
    due: datetime
    by: str
    reason: str
    authorised_by: str
    answer: Answer | None
    answered: datetime | None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """An act as a person sees it; its sentence is made of `kind` and `facts`."""

    number: int
    at: datetime
    by: str
    kind: str
    facts: dict[str, str | int]
    undone: bool
