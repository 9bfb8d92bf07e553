"""A desk for tests: a real memory, a clock that a test sets, and the waterfall for a solver."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from allocation.acts import KINDS, Row, apply, created
from allocation.acts.rows import IssuedStatement, Move
from allocation.check import Verdict
from allocation.codec import to_bytes
from allocation.intake import Intake
from allocation.model import AwardKey, Effort, Person, PlacementKind, Result, Round, StoppedBy
from allocation.ports import Progress, Reading, Store
from allocation.problem import build
from allocation.problem.waterfall import waterfall
from allocation.record import AllocationRecord, ProviderConfirmation
from allocation.record.results import ResultsStatement
from allocation.use_cases import imports, issuing, rounds
from allocation.use_cases.amending import save_terms, terms_draft
from allocation.use_cases.desk import Desk, keep, writing
from allocation.use_cases.moves import judge_moved
from allocation.use_cases.providers import providers
from allocation.use_cases.rounds import RoundView
from allocation.use_cases.terms import terms
from allocation.use_cases.who import Actor, Right
from tests.workloads import council
from tests.workloads.retender import retender


@dataclass
class HandClock:
    """Stands at noon of a day; every look at the instant is a second later."""

    day: date = date(2026, 6, 1)
    looks: int = field(default=0)

    def now(self) -> datetime:
        """A second after the look before."""
        self.looks += 1
        noon = datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC)
        return noon + timedelta(seconds=self.looks)

    def today(self) -> date:
        """The day that the test set."""
        return self.day


class Waterfall:
    """Solves by the waterfall in priority order: always valid and justified."""

    def solve(
        self,
        round_: Round,
        effort: Effort,
        on_progress: Callable[[Progress], None],  # noqa: ARG002
        cancelled: Callable[[], bool],  # noqa: ARG002
    ) -> Result:
        """The waterfall's plan, without a bound."""
        problem = build(round_)
        return Result(problem.plan(waterfall(problem)), (), effort, StoppedBy.DONE, 0, 0.0)


def try_move(view: RoundView, package: str, part: int, award: AwardKey | None) -> Verdict:
    """The verdict on the plan of a round with one part moved."""
    return judge_moved(view.round_, view.plan, [Move(package, part, award, "", "")])


def no_progress(_progress: Progress) -> None:
    """Nobody watches."""


def never() -> bool:
    """Nobody stops it."""
    return False


def desk_on(store: Store, name: str = "Ann Broker", day: date = date(2026, 6, 1)) -> Desk:
    """A desk with a person at it."""
    return Desk(store, HandClock(day), Actor(name))


def bring_in(desk: Desk, round_: Round, people: dict[str, Person] | None = None) -> imports.Imported:
    """Preview and import a round."""
    intake = Intake(round_, people or {})
    preview = imports.preview_import(desk, intake)
    return imports.apply_import(desk, intake, "test", preview.read_up_to)


def solve_round(desk: Desk, id_: str = "") -> RoundView:
    """A round placed by the waterfall: the one that is named, or what waits now, frozen."""
    return rounds.allocate(
        desk, id_ or rounds.freeze_round(desk).id, Effort(), Waterfall(), no_progress, never
    )


def issue_first(desk: Desk, view: RoundView | None = None) -> str:
    """Issue the first package at step 1 of a plan, or of one of what waits now; its reference."""
    view = view or solve_round(desk)
    package = min(row.package for row in view.plan if row.award is not None and row.award.step == 1)
    issuing.issue(desk, view.id, view.version, [package], PlainPaper())
    return package


def pay_by_results(desk: Desk) -> None:
    """Every contract pays a tenth of its rate by results."""
    for each in terms(desk).contracts:
        draft = terms_draft(desk, each.contract)
        (row,) = draft.tables["contracts"]
        paid = replace(row, cells={**row.cells, "results_share": "10"})
        save_terms(desk, replace(draft, tables={**draft.tables, "contracts": (paid,)}))


def bring_in_book(desk: Desk, packages: int, kind: PlacementKind = PlacementKind.LIVE) -> None:
    """Bring in a book that is live with providers of a new contract or the old, nobody waiting."""
    round_, people = retender(3, packages=packages, before=8, after=6, known=5, kind=kind)
    contracts = tuple(replace(each, start=None, end=None) for each in round_.contracts)
    bring_in(desk, replace(round_, contracts=contracts), people)


def small_council(seed: int = 1, packages: int = 24) -> tuple[Round, dict[str, Person]]:
    """A council of the first shape, small."""
    return council("A1", seed, packages=packages)


class PlainPaper:
    """Draws a value as its canonical bytes: pages that are quick, and the same for the same value."""

    def allocation_records(self, records: Iterable[AllocationRecord]) -> bytes:
        """The records as they are."""
        return to_bytes(tuple(records))

    def provider_confirmations(self, confirmations: Iterable[ProviderConfirmation]) -> bytes:
        """The confirmations as they are."""
        return to_bytes(tuple(confirmations))

    def results_statement(self, made: ResultsStatement) -> bytes:
        """The statement as it is."""
        return to_bytes(made)


@dataclass
class MemoryRows:
    """Current tables in dictionaries: the reference that a database is held against."""

    rows: dict[str, dict[str, Row[Any]]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    gone: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    undone: dict[int, int] = field(default_factory=dict)

    def put(self, kind: str, rows: Sequence[Row[Any]]) -> None:
        """Write rows."""
        for row in rows:
            self.rows[kind][row.key] = row
            self.gone.pop((kind, row.key), None)

    def remove(self, kind: str, keys: Sequence[str], version: int, origins: Sequence[int]) -> None:
        """Take rows away."""
        for key, origin in zip(keys, origins, strict=True):
            del self.rows[kind][key]
            self.gone[kind, key] = (version, origin)

    def mark_undone(self, undone: int, by: int) -> None:
        """Keep what undid what."""
        self.undone = {number: other for number, other in self.undone.items() if other != undone}
        self.undone[undone] = by


def replayed(view: Reading) -> MemoryRows:
    """Every act of a memory applied again, from empty."""
    rows = MemoryRows()
    for act in view.chain():
        apply(act, rows)
    return rows


def issue_statements(desk: Desk, count: int, corrects: str | None = None, pages: bytes = b"") -> None:
    """Statements of one provider, each a minute after the one before, without what they reckon."""
    provider = providers(desk)[0].id
    with writing(desk, Right.ISSUE) as writer:
        before = writer.count(IssuedStatement)
        kept = writer.keep_blob(pages or b"%PDF-")
        rows = [
            IssuedStatement(
                number=f"S2026-{before + place + 1:05d}",
                provider=provider,
                first=date(2026, 4, 1),
                last=date(2026, 6, 30),
                earned=0,
                at=desk.clock.now() + timedelta(milliseconds=place),
                by="Ann Broker",
                value_sha256=kept,
                pages_sha256=kept,
                corrects=corrects,
            )
            for place in range(count)
        ]
        keep(desk, writer, "issue_statement", [created(desk.new_id(), row) for row in rows])
