"""Schemes whose peculiarity is the person: their choice, what they have already, what comes next."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from allocation.model import Placement, PlacementKind, Suspension, Weekday
from tests.allocation.sample import package, visit
from tests.schemes.settled import DAY, many, room, settle, terms


def live(reference: str, provider: str, lot: str | None = None) -> Placement:
    """It is with this provider now."""
    return Placement(reference, provider, PlacementKind.LIVE, lot=lot)


def test_a4_choice_comes_first(tmp_path: Path) -> None:
    """A choice is kept, or waits where it has no room; a preference is kept where it can be."""
    place = (visit(minutes=60, band=None, days=(Weekday.MONDAY,)),)
    day = {"area": "East", "service": "day care: older people", "visits": place}
    packages = [
        package("chose", sds_option=2, chosen_provider="cedar", **day),
        package("full", sds_option=2, chosen_provider="birch", **day),
        package("likes", preferred_providers=("cedar",), **day),
        package("any", **day),
    ]
    done = settle(terms("A4"), packages, [room("alder", 1), room("cedar", 2), room("birch", 0)], tmp_path)
    assert [done.provider(each.package) for each in packages] == ["cedar", "", "cedar", "alder"]
    assert done.codes("full")[1, "alder"] == {"choice"}
    assert done.codes("full")[1, "birch"] == {"no_room"}


def test_a16_only_the_chosen_provider_and_the_floor_still_holds(tmp_path: Path) -> None:
    """Under option 2 the chosen provider has it; one below the floor is ruled out, chosen or not."""
    packages = [
        package("good", area="Island", sds_option=2, chosen_provider="damson"),
        package("weak", area="Island", sds_option=2, chosen_provider="cedar"),
        package("none", area="Island", sds_option=2, chosen_provider="fir"),
        package("any", area="Mainland"),
    ]
    rooms = [room(each, 35) for each in ("cedar", "damson", "elder", "fir")]
    done = settle(terms("A16"), packages, rooms, tmp_path)
    assert [done.provider(each.package) for each in packages] == ["damson", "", "", "elder"]
    assert done.codes("weak")[1, "cedar"] == {"grade"}
    assert done.codes("none")[1, "fir"] == {"grade"}


def test_a16_a_suspended_provider_gets_nothing_new_for_a_time(tmp_path: Path) -> None:
    """Between its dates a suspension rules the provider out with its reason; after them it does not."""
    suspension = Suspension(
        "birch", DAY, "Managing Care Deficiencies", until=DAY + timedelta(days=30), decided_by="M. Innes"
    )
    packages = [
        package("now", area="Mainland"),
        package("later", area="Mainland", wanted_start=DAY + timedelta(days=31)),
    ]
    done = settle(terms("A16"), packages, [room("birch", 70)], tmp_path, suspensions=(suspension,))
    assert [done.provider(each) for each in ("now", "later")] == ["", "birch"]
    (reason,) = (each for each in done.decided.reasons if (each.package, each.provider) == ("now", "birch"))
    assert (reason.code, reason.facts["reason"]) == ("suspended", "Managing Care Deficiencies")


def test_a16_a_provider_closes_and_all_its_packages_are_placed_anew(tmp_path: Path) -> None:
    """With its award ended, live packages of the closing provider move; everybody else stays."""
    round_ = terms("A16")
    ended = DAY - timedelta(days=1)
    closing = tuple(replace(each, end=ended) if each.provider == "birch" else each for each in round_.awards)
    packages = many(6, "Mainland")
    placements = tuple(live(each.package, "birch" if n < 3 else "elder") for n, each in enumerate(packages))
    done = settle(
        replace(round_, awards=closing), packages, [room("alder", 35)], tmp_path, placements=placements
    )
    assert [done.provider(each.package) for each in packages] == ["alder"] * 3 + ["elder"] * 3
    assert done.codes("Mainland-01")[1, "birch"] == {"in_force"}
    assert done.codes("Mainland-04")[1, "elder"] == {"live"}


def test_a15_a_book_moves_with_as_little_change_as_possible(tmp_path: Path) -> None:
    """Under the new contract those whose provider has an award stay with it; the others move, none waits."""
    day = date(2027, 4, 5)
    packages = [
        package(reference, area="North", current_provider=provider)
        for reference, provider in (("P1", "alder"), ("P2", "alder"), ("P3", "cedar"), ("P4", "elder"))
    ]
    placements = tuple(live(each.package, str(each.current_provider)) for each in packages)
    rooms = [room("alder", 35), room("fir", 35)]
    done = settle(terms("A15", day), packages, rooms, tmp_path, placements=placements)
    assert [done.provider(each.package) for each in packages] == ["alder", "alder", "fir", "fir"]
    assert {each.award.contract for each in done.decided.plan if each.award} == {"A15"}
    assert done.codes("P3")[1, "cedar"] == {"in_force"}


def test_a15_before_the_transition_everybody_stays(tmp_path: Path) -> None:
    """While the old contract is in force its live packages stay where they are."""
    packages = [package("P1", area="North"), package("P2", area="South")]
    placements = (live("P1", "cedar"), live("P2", "elder"))
    done = settle(terms("A15"), packages, [room("alder", 35)], tmp_path, placements=placements)
    assert [done.provider(each) for each in ("P1", "P2")] == ["cedar", "elder"]


def test_b8_legacy_providers_keep_what_they_have_and_get_nothing_new(tmp_path: Path) -> None:
    """Live care stays with them; new work passes them by, even where nobody else has room."""
    packages = many(4, "North")
    placements = (live("North-01", "cedar"), live("North-02", "damson"))
    rooms = [room("alder", 3.5), room("cedar", 70), room("damson", 70)]
    done = settle(terms("B8"), packages, rooms, tmp_path, placements=placements)
    assert [done.provider(each) for each in ("North-01", "North-02")] == ["cedar", "damson"]
    assert sorted(done.provider(each) for each in ("North-03", "North-04")) == ["", "alder"]
    waits = next(each for each in ("North-03", "North-04") if not done.provider(each))
    assert done.codes(waits)[2, "cedar"] == done.codes(waits)[2, "damson"] == {"new_packages"}


def test_a10_six_weeks_then_care_at_home(tmp_path: Path) -> None:
    """The block ends after six weeks; what follows starts the day after, with the same provider."""
    begins = DAY + timedelta(weeks=6)
    packages = [
        package("P1-reablement", area="North", service="reablement", block_weeks=6),
        package("P1-onward", area="North", wanted_start=begins, current_provider="alder"),
    ]
    rooms = [
        room("alder", 7, "A10-North"),
        room("alder", 7, "A10-home-North"),
        room("elder", 7, "A10-home-North"),
    ]
    done = settle(terms("A10"), packages, rooms, tmp_path)
    records = {each.package: each.parts[0] for each in done.decided.records()}
    assert records["P1-reablement"].end == begins - timedelta(days=1)
    assert records["P1-onward"].start == begins
    assert [done.provider(each.package) for each in packages] == ["alder", "alder"]
    assert set(done.codes("P1-reablement")) == {(1, "alder"), (1, "birch")}
