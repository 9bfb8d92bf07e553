"""What the core asks of outside, as protocols: main.py, or a test, supplies them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from allocation.acts import Act, Proposal, Row
from allocation.acts.altered import Altered
from allocation.acts.personal import Personal
from allocation.lists import (
    CareLine,
    HistoryLine,
    OfferQuery,
    OfferRow,
    PackageQuery,
    PackageRow,
    Page,
    RecordQuery,
    RecordRow,
)
from allocation.model import Aim, Effort, Plan, Result, Round

if TYPE_CHECKING:
    from concurrent.futures import Future

    from allocation.acts.rows import Case, Promise
    from allocation.record import AllocationRecord, ProviderConfirmation
    from allocation.record.results import ResultsStatement

T = TypeVar("T")
Cell = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a solve is: its aims so far (in order), and its best plan whenever that improved."""

    aims: tuple[Aim, ...]
    plan: Plan | None
    work: int
    seconds: float


class Solver(Protocol):
    """Round to Result.

    Its implementation is one class of `allocation.engine`, which runs a process of its own.
    """

    def solve(
        self,
        round_: Round,
        effort: Effort,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> Result:
        """The best plan within the effort.

        Returns within 0.3 s of `cancelled` turning true, with the best so far.

        `on_progress` is called on the thread that called `solve`.
        """
        ...


class Workers(Protocol):
    """Solves rounds that do not depend on one another, several at a time: the same plans as one by one."""

    def solve(self, round_: bytes, effort: Effort) -> "Future[bytes]":
        """A round's canonical bytes to a result's, as a `Solver` would, whenever a worker is free."""
        ...

    def stop(self) -> None:
        """End what runs, and what still waits as soon as it begins, each with the best plan it has."""
        ...


class Paper(Protocol):
    """Draws pages from frozen values alone: the same value gives the same bytes."""

    def allocation_records(self, records: Iterable["AllocationRecord"]) -> bytes:
        """The council's records as one PDF."""
        ...

    def provider_confirmations(self, confirmations: Iterable["ProviderConfirmation"]) -> bytes:
        """What providers get, as one PDF."""
        ...

    def results_statement(self, made: "ResultsStatement") -> bytes:
        """What a provider earned by results in a quarter, as one PDF."""
        ...


class Clock(Protocol):
    """What time it is. Instants are UTC; the civil day is Europe/London's."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        ...

    def today(self) -> date:
        """Today's date in Europe/London."""
        ...


@dataclass(frozen=True, slots=True)
class Sealed:
    """Where a personal payload or sealed page was kept, and its digest under the owner's key."""

    id: str
    digest: str


class Reading(Protocol):
    """One consistent view of what is stored."""

    def get(self, kind: type[T], key: str) -> Row[T] | None:
        """The current row of that key, if any."""
        ...

    def rows(self, kind: type[T], /, **where: Cell | Sequence[Cell]) -> list[Row[T]]:
        """Current rows whose columns have these values, by key; without any, all of a kind.

        A sequence stands for any one of its values. For whole small tables, and for what hangs on one row;
        long lists are paged below.
        """
        ...

    def packages(self, query: PackageQuery) -> Page[PackageRow]:
        """A page of packages."""
        ...

    def records(self, query: RecordQuery) -> Page[RecordRow]:
        """A page of issued records."""
        ...

    def offers(self, query: OfferQuery) -> Page[OfferRow]:
        """A page of offers."""
        ...

    def count(self, kind: type[Any], **where: Cell | Sequence[Cell]) -> int:
        """How many current rows have these values."""
        ...

    def distinct(self, kind: type[Any], column: str) -> list[str]:
        """The values that a text column has, sorted."""
        ...

    def promised_since(self, day: date) -> "list[Row[Promise]]":
        """Open promises that were made on that day or later."""
        ...

    def in_blocks(self) -> "list[Row[Case]]":
        """Packages in somebody's care that are given for a block of weeks."""
        ...

    def minutes_by_place(self, areas: Sequence[str] | None = None) -> dict[tuple[str, str], tuple[int, int]]:
        """Staff minutes a week by area id and service, of all packages of a round of today, and the most.

        `areas`: only of these, by id.
        """
        ...

    def standing_care(self, providers: Sequence[str] | None = None) -> list[CareLine]:
        """A line for each part that stands with these providers (by id; None: any): live as a file said, or
        accepted.
        """
        ...

    def personal(self, payloads: Sequence[str]) -> dict[str, Personal]:
        """Personal payloads by id; what was erased is absent."""
        ...

    def blob(self, sha256: str) -> bytes:
        """The bytes with that fingerprint. Raises `KeyError` where they were never kept."""
        ...

    def page(self, record: str, what: str, digest: str) -> bytes | None:
        """A sealed page of a record, opened; None once its person is erased.

        Raises `WorldError` (`page_altered`) where it is not the page that got this digest when it was sealed.
        """
        ...

    def act(self, number: int) -> Act:
        """The act with that number. Raises `KeyError`."""
        ...

    def chain(self, after: int = 0) -> Iterator[Act]:
        """The acts from the first after that number on, in commit order."""
        ...

    def broken_at(self) -> int | None:
        """The first act whose hash, place or body is not what it was; None where all stand."""
        ...

    def altered(self) -> list[Altered]:
        """What lies beside the acts and is not what they kept: payloads, pages, frozen bytes.

        Of a person what was kept since the last erasure. Ask only where no act is broken.
        """
        ...

    def head(self) -> int:
        """The number of the last act, 0 where there is none."""
        ...

    def history(self, keys: Sequence[tuple[str, str]], limit: int = 100) -> list[HistoryLine]:
        """The acts that changed one of these rows (kind, key) or relied on it, newest first.

        With no keys, all acts.
        """
        ...

    def line(self, number: int) -> HistoryLine | None:
        """The act of that number as history tells it."""
        ...

    def last(self, *, undo: bool) -> HistoryLine | None:
        """The newest act that stands: one that is no undo, or (undo) an undo with no other act after it."""
        ...

    def before(self, number: int) -> dict[tuple[str, str], dict[str, Any] | None]:
        """The rows (kind, key) that an act changed, as they were before it; None: not there."""
        ...

    def standing(self, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], tuple[int, int]]:
        """(version, origin) of each of these rows (kind, key) that is or once was there."""
        ...

    def relying(self, number: int) -> list[HistoryLine]:
        """Later acts that stand and relied on a row as the act of that number left it."""
        ...


class Writing(Reading, Protocol):
    """The one writer, inside one transaction: all of it is kept when the block ends, or nothing."""

    def append(self, proposal: Proposal) -> Act:
        """Give the proposal its place in the chain and apply it.

        Raises `WorldError` with a `conflict` where a row it read or changes is no longer in that version.
        """
        ...

    def keep_blob(self, data: bytes) -> str:
        """Keep bytes that hold no personal field, by their fingerprint, which is returned."""
        ...

    def new_owner(self) -> str:
        """A random id for somebody new, under which payloads and pages are kept."""
        ...

    def keep_personal(self, owner: str, personal: Personal) -> Sealed:
        """Keep a personal payload under its owner's id and key."""
        ...

    def seal_page(self, record: str, what: str, owner: str, data: bytes) -> str:
        """Keep a page under the owner's key; its digest is returned."""
        ...

    def erase(self, owner: str) -> None:
        """Destroy an owner's payloads and key, so that its pages cannot be opened again."""
        ...


class Store(Protocol):
    """The memory. Readers see what was committed; there is one writer at a time, across desks."""

    @property
    def read_only(self) -> bool:
        """Whether this desk may only read (another has the file open)."""
        ...

    def reading(self) -> AbstractContextManager[Reading]:
        """A consistent view for as long as the block lasts."""
        ...

    def writing(self) -> AbstractContextManager[Writing]:
        """The one writer's transaction; it waits for its turn.

        Raises `WorldError` (`read_only`, `database_busy`).
        """
        ...

    def close(self) -> None:
        """Let go of the file or server."""
        ...
