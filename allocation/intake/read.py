"""Rows of text to a round: everything wrong is told at once, and a round comes only where nothing is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from allocation.errors import Fault
from allocation.intake import merge
from allocation.intake.assemble import assemble, outcomes_of
from allocation.intake.checks import capacity, contracts, notices, order, outcomes, packages, placements
from allocation.intake.codes import Code
from allocation.intake.council import DEFAULT_BANDS, Council, read_council
from allocation.intake.ended import without_ended
from allocation.intake.layout import LAYOUTS
from allocation.intake.references import Sheets, key_faults, unknown_faults
from allocation.intake.sheet import Sheet, read_sheet, unread
from allocation.intake.tables import Tables
from allocation.model import CareOutcomes, Person, Round


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read. `round_` is None where there are faults: then nothing may be kept.

    `people` are by package reference; `outcomes` are no part of the round. Notices refuse nothing. Where
    files were read onto what is kept, `given` names the tables they have (`council` for the settings);
    `kept`, table by table, the names of rows that they do not have and that stay, and `ended` those of
    packages that have ended, which were left out; else `given` is None. `read_up_to` is the act up to which
    what is kept was read, where it was read from a desk's memory.
    """

    round_: Round | None
    people: dict[str, Person] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    notices: tuple[Fault, ...] = ()
    given: frozenset[str] | None = None
    kept: Mapping[str, frozenset[tuple[str, ...]]] = field(default_factory=dict)
    ended: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    read_up_to: int | None = None
    outcomes: tuple[CareOutcomes, ...] = ()


class Kept(NamedTuple):
    """What is kept already, for files that are to be read onto it. `ended` are references of packages that
    are kept too, but are in no round any more; `held`, by package and part, are the names of the providers
    that a part is out with or was promised to, which must stay in its package.
    """

    round_: Round
    people: Mapping[str, Person]
    ended: frozenset[str] = frozenset()
    outcomes: tuple[CareOutcomes, ...] = ()
    held: Mapping[tuple[str, int], tuple[str, ...]] = MappingProxyType({})


def nothing_kept(day: date) -> Kept:
    """A council that has nothing yet: read onto it, terms need no package to stand."""
    return Kept(Round("", day, DEFAULT_BANDS, (), (), (), (), (), (), (), ()), {})


def read_round(tables: Tables, today: date | None = None, onto: Kept | None = None) -> Intake:
    """Read a round, or every fault of it, sorted by table, row and column.

    `today` stands in where the settings give no day; by default the day it is in the United Kingdom. With
    `onto`, any table may be absent, and rows that the files do not name stay as they are kept.
    """
    council = read_council(tables.settings, merge.kept_council(onto.round_) if onto else None)
    if "council" in tables.unreadable:
        council = replace(council, bands_known=False, day_known=False, notices=())
    today = today or datetime.now(ZoneInfo("Europe/London")).date()
    day = council.day or today
    sheets: Sheets = {name: _sheet(tables, name) for name in LAYOUTS}
    kept: dict[str, frozenset[tuple[str, ...]]] = {}
    ended: Mapping[str, tuple[tuple[str, ...], ...]] = {}
    stay: tuple[Fault, ...] = ()
    if onto:
        sheets, stay, ended = without_ended(sheets, onto.ended)
        sheets, kept = merge.onto(onto.round_, onto.people, onto.outcomes, sheets)
    else:
        sheets, stay = outcomes.without_strangers(sheets)
    faults = (
        *tables.faults,
        *(() if onto else _missing(tables)),
        *council.faults,
        *_sorted(
            tables,
            (
                *_sheet_faults(sheets, onto),
                *_cross_faults(sheets, council, day, today),
                *(packages.parts_taken_out(sheets, onto.held) if onto else ()),
            ),
        ),
    )
    told = (
        *tables.notices,
        *council.notices,
        *_sorted(tables, (*stay, *_notices(sheets, day if council.day_known else None))),
    )
    if faults:
        return Intake(None, faults=faults, notices=told)
    round_, people = assemble(sheets, council, day)
    given = _given(tables) if onto else None
    found = outcomes_of(sheets)
    return Intake(round_, people, notices=told, given=given, kept=kept, ended=ended, outcomes=found)


def _sheet(tables: Tables, name: str) -> Sheet:
    layout = LAYOUTS[name]
    if name in tables.tables:
        return read_sheet(layout, tables.tables[name])
    return unread(layout) if name in tables.unreadable else Sheet(layout)


def _given(tables: Tables) -> frozenset[str]:
    return frozenset(tables.tables) | ({"council"} if tables.settings else frozenset())


def _missing(tables: Tables) -> Iterator[Fault]:
    for name, layout in LAYOUTS.items():
        if layout.required and name not in tables.tables and name not in tables.unreadable:
            yield Fault(Code.MISSING_FILE, f"{name}.csv", facts={"table": name})


def _sheet_faults(sheets: Sheets, onto: Kept | None) -> Iterator[Fault]:
    for sheet in sheets.values():
        yield from sheet.faults
        yield from key_faults(sheet)
    yield from unknown_faults(sheets, {"packages": onto.ended if onto else ()})


def _cross_faults(sheets: Sheets, council: Council, day: date, today: date) -> Iterator[Fault]:
    for check in (
        order.out_of_order,
        packages.postcode_twice,
        packages.without_area,
        packages.clock_times,
        packages.too_much_care,
        packages.parts_without_leave,
        packages.without_visits,
        contracts.other_contract,
        contracts.unknown_steps,
        contracts.without_rank,
        contracts.too_many_lots,
        placements.unknown_parts,
        placements.placed_twice,
        placements.waivers,
        outcomes.wrong_figures,
        outcomes.reviewed_twice,
    ):
        yield from check(sheets)
    yield from outcomes.still_to_come(sheets, today)
    yield from packages.unknown_bands(sheets, council)
    if council.day_known:
        yield from capacity.two_in_force(sheets, day)
        yield from capacity.without_plain_row(sheets, day)


def _notices(sheets: Sheets, day: date | None) -> Iterator[Fault]:
    for sheet in sheets.values():
        yield from sheet.notices
    for check in (
        contracts.shares_over_whole,
        contracts.shares_below_one,
        capacity.no_return_at_all,
        capacity.return_without_award,
        placements.pins_without_authority,
        placements.without_award,
        notices.unknown_rating,
        notices.choice_not_binding,
        notices.choice_excluded,
        notices.postcode_elsewhere,
        notices.chi_numbers,
        notices.in_no_lot,
        notices.over_before_it_began,
    ):
        yield from check(sheets)
    if day:
        yield from notices.waiting_after_day(sheets, day)


def _sorted(tables: Tables, faults: Iterable[Fault]) -> list[Fault]:
    """Faults as a reader goes through the files: by table, row and column."""
    files = [tables.tables[name].where for name in LAYOUTS if name in tables.tables]
    place = {file: number for number, file in enumerate(files)}
    columns = {
        column.name: number for layout in LAYOUTS.values() for number, column in enumerate(layout.columns)
    }
    return sorted(
        faults,
        key=lambda fault: (
            place.get(fault.file, len(place)),
            fault.file,
            fault.row or 0,
            columns.get(fault.column, -1),
        ),
    )
