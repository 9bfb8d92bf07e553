"""Schemes whose peculiarity is a rate, a service or who delivers."""

from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from allocation.model import Weekday
from allocation.record import provider_confirmations
from tests.allocation.sample import package, visit
from tests.schemes.settled import many, room, settle, terms
from ui import paper

LEARNING = "supported living: learning disability"


def test_a3_five_per_cent_more_only_where_evidenced(tmp_path: Path) -> None:
    """The same visits at the same provider cost 5% more for the package that is marked, and only for it."""
    packages = [
        package("core", area="Council area", service=LEARNING),
        package("special", area="Council area", service=LEARNING, specialist=True),
    ]
    done = settle(terms("A3"), packages, [room("alder", 35)], tmp_path)
    records = {each.package: each for each in done.decided.records()}
    assert {name: (each.parts[0].rate, each.parts[0].enhanced) for name, each in records.items()} == {
        "core": (1820, False),
        "special": (1911, True),
    }
    assert records["special"].weekly_pence * 100 == pytest.approx(records["core"].weekly_pence * 105, abs=100)


def test_a3_every_enhanced_rate_is_the_core_rate_and_five_per_cent() -> None:
    """No tendered rate is above the cap, and each uplift is 5%, half up to a penny."""
    for award in terms("A3").awards:
        assert award.rate <= 1950
        assert award.enhanced_rate == (award.rate * 105 + 50) // 100


def test_a3_a_rate_above_the_cap_is_ruled_out(tmp_path: Path) -> None:
    """An award above the cap takes nothing, and the reason names rate and cap."""
    round_ = terms("A3")
    dear = tuple(replace(each, rate=2100) if each.provider == "alder" else each for each in round_.awards)
    packages = [package("core", area="Council area", service=LEARNING)]
    done = settle(replace(round_, awards=dear), packages, [room("alder", 35)], tmp_path)
    assert done.provider("core") == ""
    assert done.codes("core")[1, "alder"] == {"rate_cap"}


def test_a3_each_group_has_its_lot(tmp_path: Path) -> None:
    """The two groups' packages go to lots of their own, by service."""
    packages = [
        package("one", area="Council area", service=LEARNING),
        package("two", area="Council area", service="supported living: mental health"),
    ]
    done = settle(terms("A3"), packages, [room("birch", 35)], tmp_path)
    lots = [done.where(each) for each in ("one", "two")]
    assert [each and each.lot for each in lots] == ["A3-LPD", "A3-MAH"]


@pytest.mark.parametrize(
    ("service", "provider"),
    [("specialist autism", "birch"), ("care and support", "elder"), ("care at home", "hazel")],
)
def test_a6_lots_by_service(service: str, provider: str, tmp_path: Path) -> None:
    """A package goes to its service's lot; providers of other lots are not even asked."""
    rooms = [room(each, 35) for each in ("birch", "elder", "hazel")]
    done = settle(terms("A6"), [package("P1", area="Council area", service=service)], rooms, tmp_path)
    assert done.provider("P1") == provider
    assert len(done.codes("P1")) in (3, 4)


def test_a11_more_providers_for_certain_areas_and_services(tmp_path: Path) -> None:
    """The coast has two providers more, and complex shared living only its own."""
    packages = [
        package("inland", area="Inland", service="shared living", block_weeks=26),
        package("coast", area="Coast", service="shared living", block_weeks=26),
        package("complex", area="Inland", service="shared living: complex", block_weeks=26),
    ]
    done = settle(terms("A11"), packages, [room("damson", 70), room("fir", 70)], tmp_path)
    assert [done.provider(each.package) for each in packages] == ["", "damson", "fir"]
    assert {provider for _, provider in done.codes("coast")} == {"alder", "birch", "cedar", "damson", "elder"}
    assert {provider for _, provider in done.codes("inland")} == {"alder", "birch", "cedar"}


def test_a14_the_record_names_the_lead_and_who_delivers(tmp_path: Path) -> None:
    """Own staff first, then the sub-contractor's room; record and confirmation name both."""
    rooms = [room("alder", 3.5, "A14-North-own"), room("alder", 35, "A14-North-sub")]
    done = settle(terms("A14"), many(3, "North"), rooms, tmp_path)
    assert done.minutes() == {"alder": 630}
    records = done.decided.records()
    delivered = sorted(each.parts[0].delivered_by for each in records)
    assert delivered == ["", "Birch Home Support", "Birch Home Support"]
    assert {each.parts[0].provider for each in records} == {"Alder Care"}
    sub = next(each for each in records if each.parts[0].delivered_by)
    found = []
    for pages in (
        paper.allocation_records([sub]),
        paper.provider_confirmations(provider_confirmations([sub])),
    ):
        path = tmp_path / "pages.pdf"
        path.write_bytes(pages)
        text = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())
        assert "Alder Care" in text
        assert "Birch Home Support" in text
        found.append(text)
    assert "Alder Care, North, own staff" in found[0]
    assert "Alder Care, North, sub-contractor" in found[0].replace("- ", "-")


def test_a4_a_place_for_a_day(tmp_path: Path) -> None:
    """Returns by days limit places a day: the third person for Monday waits, one for Tuesday does not."""
    monday = visit(minutes=60, band=None, days=(Weekday.MONDAY,))
    tuesday = visit(minutes=60, band=None, days=(Weekday.TUESDAY,))
    service = "day care: older people"
    packages = [
        *(package(f"M{n}", area="East", service=service, visits=(monday,)) for n in (1, 2, 3)),
        package("T1", area="East", service=service, visits=(tuesday,)),
    ]
    rooms = [
        room("alder", 10),
        room("alder", 2, days=(Weekday.MONDAY,)),
        room("alder", 2, days=(Weekday.TUESDAY,)),
    ]
    done = settle(terms("A4"), packages, rooms, tmp_path)
    assert [bool(done.provider(each.package)) for each in packages].count(False) == 1
    assert done.provider("T1") == "alder"
    assert {each.weekly_pence for each in done.decided.records()} == {4600}
