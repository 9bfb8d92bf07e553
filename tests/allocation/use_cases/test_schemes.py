"""A ready-made scheme into a council: one act, nothing agreed changed, the council's own kept."""

from dataclasses import replace

import pytest

from allocation.errors import WorldError
from allocation.intake import Row, Table, Tables
from allocation.intake.rows import header_of
from allocation.schemes import Scheme, terms_of
from allocation.use_cases import council, imports, undoing
from allocation.use_cases.desk import Desk, reading
from allocation.use_cases.schemes import fit, load_scheme, read_scheme
from allocation.use_cases.snapshot import snapshot
from allocation.use_cases.terms import terms
from tests.desks import bring_in, small_council
from ui.spreadsheet.schemes import scheme_named, shipped


def the(scheme: str) -> Scheme:
    """A shipped scheme."""
    found = scheme_named(scheme)
    assert found is not None
    return found


def table(name: str, *rows: tuple[str, ...]) -> Table:
    """A table with some of its columns filled, from the left."""
    return Table(name, f"{name}.csv", header_of(name), tuple(Row(n, row) for n, row in enumerate(rows, 2)))


@pytest.mark.parametrize("scheme", ["A1", "A15", "B1", "B5"])
def test_a_new_council_has_exactly_the_scheme(empty: Desk, scheme: str) -> None:
    """Loaded into an empty database by one act, the terms kept are the scheme's, and undo takes them away."""
    load_scheme(empty, the(scheme))
    with reading(empty) as view:
        now = snapshot(view, empty.clock.today()).round_
    assert now == terms_of(the(scheme), empty.clock.today()).round_
    assert [line.kind for line in undoing.history(empty)] == ["import"]
    undoing.undo(empty)
    assert imports.is_empty(empty)


def test_every_scheme_can_be_loaded_beside_the_others(empty: Desk) -> None:
    """All of them in one council: no name of a contract or lot is used twice."""
    for scheme in shipped():
        load_scheme(empty, scheme)
    kept = {contract.contract for contract in terms(empty).contracts}
    assert kept == {name for scheme in shipped() for name in scheme.names("contracts")}


def test_what_was_agreed_is_never_changed(desk: Desk) -> None:
    """A second time the scheme is refused, by the names that stand already; the terms stay as they are."""
    load_scheme(desk, the("B1"))
    before = terms(desk)
    with pytest.raises(WorldError) as refused:
        load_scheme(desk, the("B1"))
    (fault,) = refused.value.faults
    assert (fault.code, fault.value.split("; ")[:2]) == ("scheme_there", ["B1", "B1-North"])
    assert terms(desk) == before


def test_the_councils_own_areas_and_providers_stay(desk: Desk) -> None:
    """Fitted to a council, lots and awards name its areas and providers, whose rows are left as they are."""
    before = terms(desk)
    areas, provider = [area.area for area in before.areas][:2], next(iter(before.provider_names))
    scheme = fit(the("B1"), {"North": tuple(areas)}, {"alder": provider})
    load_scheme(desk, scheme)
    now = terms(desk)
    lot = next(lot for lot in now.lots if lot.lot == "B1-North")
    assert lot.areas is not None
    assert set(lot.areas) == set(areas)
    assert {area.area for area in now.areas} == {area.area for area in before.areas} | {
        "South",
        "East",
        "Isles",
    }
    assert now.provider_names == before.provider_names | {
        "birch": "Birch Home Support",
        "cedar": "Cedar Community Care",
    }
    firsts = {award.provider for award in now.awards if award.lot == "B1-North" and award.rank == 1}
    assert firsts == {provider}


def test_two_areas_of_a_scheme_may_become_one(empty: Desk) -> None:
    """Two placeholders for the same area of the council give one area in both lots."""
    load_scheme(empty, fit(the("B1"), {"North": ("W1",), "South": ("W1",)}, {}))
    found = terms(empty)
    assert [area.area for area in found.areas] == ["East", "Isles", "W1"]
    assert [lot.areas for lot in found.lots if lot.lot in ("B1-North", "B1-South")] == [("W1",), ("W1",)]


def test_a_name_that_the_scheme_has_not_is_refused(empty: Desk) -> None:
    """Each is told with the names that there are, and nothing is loaded."""
    with pytest.raises(WorldError) as refused:
        fit(the("B1"), {"Nroth": ("W1",)}, {"oak": "mine"})
    told = [(fault.code, fault.column, fault.value) for fault in refused.value.faults]
    assert told == [("scheme_name", "areas", "Nroth"), ("scheme_name", "providers", "oak")]
    assert refused.value.faults[0].expected == "North; South; East; Isles"


def test_all_faults_of_a_scheme_are_told(empty: Desk) -> None:
    """A scheme with faults goes through the intake like any file: every one is told, nothing is kept."""
    scheme = the("B1")
    tables = dict(scheme.tables.tables)
    awards = tables["awards"]
    cells = [list(row.cells) for row in awards.rows[:2]]
    cells[0][5], cells[1][3] = "dear", "nobody"
    broken = tuple(Row(row.number, tuple(new)) for row, new in zip(awards.rows, cells, strict=False))
    tables["awards"] = replace(awards, rows=broken)
    intake = read_scheme(empty, replace(scheme, tables=replace(scheme.tables, tables=tables)))
    assert [(fault.code, fault.value) for fault in intake.faults] == [
        ("not_money", "dear"),
        ("unknown", "nobody"),
    ]
    with pytest.raises(WorldError):
        load_scheme(empty, replace(scheme, tables=replace(scheme.tables, tables=tables)))
    assert imports.is_empty(empty)


def test_packages_can_be_brought_in_after_the_terms(empty: Desk) -> None:
    """Into a council that has only a scheme, packages and visits come in by themselves."""
    load_scheme(empty, the("B1"))
    tables = {
        "packages": table("packages", ("P1", "North", "", "", "", "", "", "low")),
        "visits": table("visits", ("P1", "daily", "morning", "30")),
    }
    intake = imports.read_files(empty, Tables(tables))
    assert intake.faults == ()
    preview = imports.preview_import(empty, intake)
    imports.apply_import(empty, intake, "packages", preview.read_up_to)
    with reading(empty) as view:
        assert [each.package for each in snapshot(view, empty.clock.today()).round_.packages] == ["P1"]


def test_packages_without_terms_are_still_told_what_is_missing(empty: Desk) -> None:
    """Where nothing is kept, files that have packages must be whole."""
    tables = {"packages": table("packages", ("P1", "North", "", "", "", "", "", "low"))}
    codes = {fault.code for fault in imports.read_files(empty, Tables(tables)).faults}
    assert "missing_file" in codes


def test_settings_of_a_council_without_contracts_stay(empty: Desk) -> None:
    """Name and parts of the day that were set before the first contract are kept; the policy is versioned."""
    before = council.settings(empty)
    bands = ("early", "late")
    council.save_settings(empty, replace(before, name="Ardmore", bands=bands))
    version = council.settings(empty).policy.version
    load_scheme(empty, the("A13"))
    now = council.settings(empty)
    assert (now.name, now.bands) == ("Ardmore", bands)
    assert (now.policy.name, now.policy.score_by) == ("Best value", "points")
    assert now.policy.version == version + 1


def test_a_policy_that_an_import_changes_gets_the_next_version(desk: Desk) -> None:
    """As in the settings: what is printed on records tells two policies apart."""
    round_, people = small_council()
    version = council.settings(desk).policy.version
    aims = tuple(reversed(round_.policy.aims))
    bring_in(desk, replace(round_, policy=replace(round_.policy, aims=aims)), people)
    policy = council.settings(desk).policy
    assert (policy.aims, policy.version) == (aims, version + 1)
