"""Files in: read onto what is kept, previewed, then brought in by one act or not at all."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from allocation.acts import RowChange
from allocation.acts.rows import Case, State
from allocation.errors import WorldError
from allocation.intake import Intake, Tables, read_round
from allocation.intake.checks.capacity import returns_ended
from allocation.intake.ended import packages_named
from allocation.intake.preview import Preview, compare
from allocation.intake.read import Kept, nothing_kept
from allocation.model import Area, Contract, Provider, Round
from allocation.ports import Reading
from allocation.use_cases.desk import Desk, Done, conflict, keep, reading, writing
from allocation.use_cases.held_parts import held_parts
from allocation.use_cases.import_changes import ImportChanges
from allocation.use_cases.names import names_of
from allocation.use_cases.outcomes import kept_outcomes, outcome_changes
from allocation.use_cases.snapshot import council_of, snapshot
from allocation.use_cases.who import Right


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would change. `read_up_to` is what `apply_import` asks for."""

    preview: Preview
    read_up_to: int


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import changed: rows by kind."""

    added: dict[str, int]
    changed: dict[str, int]
    done: Done


def is_empty(desk: Desk) -> bool:
    """Whether nothing was brought in or typed yet."""
    with reading(desk) as view:
        return _bare(view)


def read_files(desk: Desk, tables: Tables) -> Intake:
    """Read files onto what is kept: any table may be absent, and rows that are not named stay.

    A package that has ended stays ended: its rows are left out, with a notice. Where nothing is kept yet,
    files that have packages must be whole; terms alone, as a scheme has, need none. Returns that have all
    ended are a notice: the database's next round is as at its own day, whatever day the files are of.
    """
    today = desk.clock.today()
    with reading(desk) as view:
        given = "outcomes" in tables.tables
        kept, head = _kept(desk, view, packages_named(tables), outcomes=given), view.head()
        if kept is None and not {"packages", "visits"} & (tables.tables.keys() | tables.unreadable):
            kept = _terms_first(desk, view)
    intake = read_round(tables, today, kept)
    capacity = tables.tables.get("capacity")
    if capacity and intake.round_:
        ended = returns_ended(intake.round_.capacity, capacity.where, today)
        intake = replace(intake, notices=(*intake.notices, *ended))
    return replace(intake, read_up_to=head)


def preview_import(desk: Desk, intake: Intake) -> ImportPreview:
    """What the import would add, change or leave.

    Raises `WorldError`: the intake's faults, or `conflict` where anything changed since the files were read.
    """
    _refuse_faults(intake)
    with reading(desk) as view:
        if intake.read_up_to not in (None, view.head()):
            raise conflict("import", "")
        kept = _kept(desk, view, outcomes=bool(intake.outcomes))
        if kept and intake.round_:
            # The day is each round's own: the tables have none.
            kept = kept._replace(round_=replace(kept.round_, day=intake.round_.day))
        return ImportPreview(compare(kept, intake), view.head())


def apply_import(desk: Desk, intake: Intake, source: str, read_up_to: int) -> Imported:
    """Bring it in by one act. `source` is the file's own name, for the history.

    Raises `WorldError`: the intake's faults, and `conflict` where anything changed since the preview.
    """
    round_ = _refuse_faults(intake)
    with writing(desk, Right.IMPORT) as writer:
        if writer.head() != read_up_to:
            raise conflict("import", source)
        changes = ImportChanges(desk, writer, names_of(writer))
        changes.council(round_)
        changes.terms(round_)
        changes.packages(round_, intake.people)
        changes.hanging(round_)
        found = changes.found
        found += outcome_changes(desk, writer, intake.outcomes, changes.names, tuple(found))
        done = keep(desk, writer, "import", changes.found, facts={"source": source, **_totals(changes.found)})
    added, altered = _count(changes.found)
    return Imported(dict(added), dict(altered), done)


def _kept(desk: Desk, view: Reading, named: Iterable[str] = (), *, outcomes: bool = False) -> Kept | None:
    """What is kept, with those of the named packages that have ended, and reviews where they are wanted."""
    if _bare(view):
        return None
    kept = snapshot(view, desk.clock.today(), promises=False, full_postcodes=True)
    ended = view.rows(Case, package=sorted(named), state=State.ENDED)
    references = frozenset(case.value.package.package for case in ended)
    reviewed = kept_outcomes(view) if outcomes else ()
    return Kept(kept.round_, kept.people, references, reviewed, held_parts(view))


def _terms_first(desk: Desk, view: Reading) -> Kept:
    """What a council has before its first contract: perhaps its settings."""
    nothing, council = nothing_kept(desk.clock.today()), council_of(view)
    bands = council.bands or nothing.round_.bands
    return Kept(replace(nothing.round_, council=council.name, bands=bands, policy=council.policy), {})


def _bare(view: Reading) -> bool:
    return not any(view.count(kind) for kind in (Area, Provider, Contract, Case))


def _refuse_faults(intake: Intake) -> Round:
    if intake.round_ is None:
        raise WorldError(*intake.faults)
    return intake.round_


def _count(changes: Iterable[RowChange]) -> tuple[Counter[str], Counter[str]]:
    added: Counter[str] = Counter()
    altered: Counter[str] = Counter()
    for change in changes:
        (altered if change.was else added)[change.kind] += 1
    return added, altered


def _totals(changes: list[RowChange]) -> dict[str, int]:
    added, altered = _count(changes)
    return {
        "packages": added["package"] + altered["package"],
        "added": added.total(),
        "changed": altered.total(),
    }
