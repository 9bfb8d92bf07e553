"""Schemes whose peculiarity is the order in which providers are asked."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from allocation.intake import Row
from allocation.model import Outcome, Refusal
from allocation.schemes import terms_of
from tests.allocation.sample import package
from tests.schemes.settled import DAY, many, room, settle, terms
from ui.spreadsheet.schemes import scheme_named
from ui.wording.faults import sentence


def test_a1_each_step_needs_the_earlier_ones_refusal_or_lack_of_room(tmp_path: Path) -> None:
    """Lot provider, lot 10, additional: each later package has every earlier award's reason."""
    rooms = [room("alder", 3.5), room("juniper", 3.5), room("laurel", 3.5), room("maple", 35)]
    waiting = many(4, "Ward 1")
    refused = Refusal("Ward 1-04", "alder", Outcome.DECLINED, date(2026, 5, 29), date(2026, 7, 1), "no staff")
    done = settle(terms("A1"), waiting, rooms, tmp_path, refusals=(refused,))
    assert sorted(done.step(each.package) for each in waiting) == [1, 2, 2, 3]
    assert done.step("Ward 1-04") > 1
    assert done.codes("Ward 1-04")[1, "alder"] >= {"refused"}
    (last,) = (each.package for each in waiting if done.step(each.package) == 3)
    codes = done.codes(last)
    assert codes[2, "juniper"] == codes[2, "laurel"] == {"no_room"}
    assert codes[1, "alder"] <= {"no_room", "refused"}
    (record,) = (each for each in done.decided.records() if each.package == last)
    assert [step.needs_authority for step in record.ladder] == [False, False, True]
    assert record.authority is not None


def test_a2_ad_hoc_only_where_there_is_a_return(tmp_path: Path) -> None:
    """The area's provider first; then ad hoc providers that returned room, and no others."""
    rooms = [room("alder", 7), room("gorse", 7), room("birch", 70)]
    done = settle(terms("A2"), many(5, "Riverside"), rooms, tmp_path)
    assert done.minutes() == {"alder": 420, "gorse": 420}
    unplaced = [each.package for each in done.decided.round_.packages if not done.provider(each.package)]
    assert len(unplaced) == 1
    codes = done.codes(unplaced[0])
    assert codes[2, "hazel"] == {"no_return"}
    assert (1, "birch") not in codes


def test_a2_fewer_larger_lots_can_be_compared(tmp_path: Path) -> None:
    """The same packages under joined lots: what an area's provider could not take stays at step 1."""
    today = terms("A2")
    joined = replace(
        today,
        lots=tuple(
            replace(lot, areas=("Riverside", "Hillfoot")) if lot.lot in ("A2-1", "A2-2") else lot
            for lot in today.lots
        ),
    )
    rooms = [room("alder", 3.5), room("birch", 14), room("gorse", 35)]
    packages = [*many(3, "Riverside"), *many(1, "Hillfoot")]
    small = settle(today, packages, rooms, tmp_path / "small")
    large = settle(joined, packages, rooms, tmp_path / "large")
    assert sum(small.step(each.package) == 2 for each in packages) == 2
    assert sum(large.step(each.package) == 2 for each in packages) == 0


def test_a7_hours_already_paid_for_are_used_first(tmp_path: Path) -> None:
    """The block is filled before hours that cost extra, though the framework has a cheaper provider."""
    rooms = [room("alder", 35, "A7-all"), room("cedar", 35), room("damson", 35)]
    done = settle(terms("A7"), many(22, "North"), rooms, tmp_path)
    steps = [done.step(each.package) for each in done.decided.round_.packages]
    assert [steps.count(step) for step in (1, 2, 3)] == [20, 2, 0]
    lots = {each.award.lot for each in done.decided.plan if each.award}
    assert lots == {"A7-block-N", "A7-all"}
    extra = next(each.package for each in done.decided.round_.packages if done.step(each.package) == 2)
    assert "no_room" in done.codes(extra)[1, "alder"]


def test_a7_spot_is_last_and_needs_authority(tmp_path: Path) -> None:
    """Spot is used only when block and framework are full, and its record says that it was authorised."""
    done = settle(terms("A7"), many(22, "North"), [room("cedar", 3.5), room("damson", 35)], tmp_path)
    steps = [done.step(each.package) for each in done.decided.round_.packages]
    assert [steps.count(step) for step in (1, 2, 3)] == [20, 1, 1]
    (spot,) = (each for each in done.decided.records() if each.parts[0].step == 3)
    assert spot.parts[0].needs_authority


def test_b2_prime_then_secondary_by_rank(tmp_path: Path) -> None:
    """The zone's prime provider, then its secondary ones in order of their rank."""
    rooms = [room("alder", 3.5), room("damson", 3.5), room("hazel", 35)]
    done = settle(terms("B2"), many(3, "Zone 1"), rooms, tmp_path)
    assert done.minutes() == {"alder": 210, "damson": 210, "hazel": 210}
    third = next(
        each.package for each in done.decided.round_.packages if done.provider(each.package) == "hazel"
    )
    assert done.codes(third)[2, "damson"] == {"no_room"}


@pytest.mark.parametrize(
    ("hours", "steps"), [(35, [10, 0, 0]), (10.5, [3, 7, 0]), (0, [0, 10, 0])], ids=["room", "some", "none"]
)
def test_b5_select_list_only_after_the_main_seven(hours: float, steps: list[int], tmp_path: Path) -> None:
    """The select list is asked for what the seven have no room for, and spot for nothing meanwhile."""
    rooms = [room("alder", hours), room("hazel", 70), room("sorrel", 70)]
    done = settle(terms("B5"), many(10, "Borough"), rooms, tmp_path)
    found = [done.step(each.package) for each in done.decided.round_.packages]
    assert [found.count(step) for step in (1, 2, 3)] == steps


def test_b5_spot_is_never_above_the_cap_or_below_good(tmp_path: Path) -> None:
    """Spot goes to those at or under 19.00 an hour and rated Good or better; the others are told why not."""
    rooms = [room(each, 70) for each in ("yarrow", "thorn")] + [room("sorrel", 3.5), room("willow", 3.5)]
    done = settle(terms("B5"), many(4, "Borough"), rooms, tmp_path)
    placed = {done.provider(each.package) for each in done.decided.round_.packages}
    assert placed == {"sorrel", "willow", ""}
    codes = done.codes("Borough-01")
    assert codes[3, "yarrow"] == {"rate_cap"}
    assert codes[3, "thorn"] == {"grade"}
    assert all(part.rate <= 1900 for each in done.decided.records() for part in each.parts)


def test_b10_the_exception_route_needs_authority(tmp_path: Path) -> None:
    """Two providers a locality, and beyond them only what a named person has authorised."""
    rooms = [room("alder", 3.5), room("birch", 3.5), room("laurel", 35)]
    done = settle(terms("B10"), many(3, "Locality 1"), rooms, tmp_path)
    assert sorted(done.step(each.package) for each in done.decided.round_.packages) == [1, 1, 2]
    records = {each.parts[0].step: each for each in done.decided.records()}
    assert not records[1].parts[0].needs_authority
    assert records[2].parts[0].needs_authority
    assert records[2].authority is not None
    assert records[2].authority.by == "M. Innes"


def test_b4_services_and_places_make_the_lots(tmp_path: Path) -> None:
    """Care at home goes to the primary, then the secondary lot; specialist care only to its own lot."""
    rooms = [room("alder", 3.5), room("fir", 35), room("nettle", 3.5)]
    dementia = [package(f"D{n}", area="Neighbourhood 1", service="dementia care") for n in (1, 2)]
    done = settle(terms("B4"), [*many(2, "Neighbourhood 1"), *dementia], rooms, tmp_path)
    lots = [done.where(each.package) for each in done.decided.round_.packages]
    assert sorted(each.lot for each in lots if each) == ["B4-1", "B4-13", "B4-6"]
    (waits,) = (each.package for each in dementia if not done.provider(each.package))
    assert {provider for _, provider in done.codes(waits)} == {"nettle"}


def test_b6_only_one_is_asked_while_its_exclusive_period_lasts(tmp_path: Path) -> None:
    """In its zone and until its day one provider alone is asked, room or none; elsewhere all are."""
    rooms = [room("alder", 3.5), room("birch", 70), room("damson", 70)]
    done = settle(terms("B6"), [*many(2, "North"), *many(1, "South")], rooms, tmp_path)
    placed = sorted(done.provider(each) for each in ("North-01", "North-02"))
    assert placed == ["", "alder"]
    waits = next(each for each in ("North-01", "North-02") if not done.provider(each))
    assert done.codes(waits)[1, "birch"] == {"exclusive"}
    assert done.codes(waits)[1, "alder"] == {"no_room"}
    assert done.step("South-01") == 1


def test_b6_what_it_has_declined_goes_to_the_others(tmp_path: Path) -> None:
    """The period is a first refusal and no veto: a package that it declined is placed with another."""
    declined = Refusal("North-01", "alder", Outcome.DECLINED, date(2026, 5, 29), date(2026, 7, 1), "no staff")
    rooms = [room("alder", 70), room("birch", 70)]
    done = settle(terms("B6"), many(1, "North"), rooms, tmp_path, refusals=(declined,))
    assert done.provider("North-01") == "birch"
    assert done.codes("North-01")[1, "alder"] == {"refused"}


def test_b6_after_the_period_all_are_equal(tmp_path: Path) -> None:
    """The day after, the other providers of the zone are asked too, with no change to the file."""
    rooms = [room("alder", 3.5), room("birch", 70)]
    done = settle(terms("B6", date(2027, 4, 1)), many(3, "North"), rooms, tmp_path)
    assert all(done.provider(each.package) for each in done.decided.round_.packages)
    assert "birch" in done.minutes()


def test_b7_a_third_lot_for_a_supplier_is_a_fault() -> None:
    """As it is nobody has more than two lots; an award in a third names the supplier and its lots."""
    scheme = scheme_named("B7")
    assert scheme is not None
    held: dict[str, set[str]] = {}
    for award in terms("B7").awards:
        held.setdefault(award.provider, set()).add(award.lot)
    assert {len(lots) for lots in held.values()} == {2}
    awards = scheme.tables.tables["awards"]
    third = Row(999, ("B7", "B7-South", "2", "alder", "20.00"))
    more = replace(awards, rows=(*awards.rows, third))
    tables = replace(scheme.tables, tables={**scheme.tables.tables, "awards": more})
    faults = terms_of(replace(scheme, tables=tables), DAY).faults
    told = [(fault.code, fault.column) for fault in faults]
    assert set(told) == {("too_many_lots", "lot")}
    assert all("alder" in sentence(fault) and "B7-South" in sentence(fault) for fault in faults)


def test_b7_packages_go_to_the_lots_two_providers_in_order(tmp_path: Path) -> None:
    """The first provider of a lot, then the second, and nobody of other lots."""
    rooms = [room("alder", 3.5), room("birch", 3.5), room("cedar", 70)]
    done = settle(terms("B7"), many(3, "Town"), rooms, tmp_path)
    assert done.minutes() == {"alder": 210, "birch": 210}
