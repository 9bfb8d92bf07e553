"""What good files become: cells to values, usual values, areas found, tables sorted."""

from datetime import date, time

import pytest

from allocation.codec import round_sha256
from allocation.intake import Intake
from allocation.intake.codes import Code
from allocation.model import (
    Area,
    CapacityRow,
    ContractKind,
    NoReturn,
    Package,
    Person,
    PlacementKind,
    Priority,
    Ranking,
    Round,
    Visit,
    Waiver,
    Weekday,
)
from tests.allocation.intake.folder import DAY, FILES, SETTINGS, broken, found, read


def _round(intake: Intake) -> Round:
    assert intake.round_ is not None, intake.faults
    return intake.round_


def _package(round_: Round, reference: str) -> Package:
    (package,) = [each for each in round_.packages if each.package == reference]
    return package


def test_package_and_person_apart() -> None:
    """A row of packages becomes a package without personal fields, and the person beside it."""
    intake = read(FILES)
    assert _package(_round(intake), "P3") == Package(
        package="P3",
        area="South",
        priority=Priority.MODERATE,
        visits=(Visit(45, 5, tuple(Weekday)[:5], "lunch"),),
        postcode="EH48 2CD",
        needs=("hoist", "polish"),
        preferred_providers=("Alba", "Brae"),
        current_provider="Brae",
        authorised_minutes=450,
    )
    assert intake.people["P3"] == Person("AB3", "Cat Cowe")


def test_visits_with_parts_numbers_of_days_and_clock_times() -> None:
    """Named days, a number of days, any band, two workers, parts and clock times are all kept."""
    assert _package(_round(read(FILES)), "P2").visits == (
        Visit(45, 2, (Weekday.MONDAY, Weekday.WEDNESDAY), "tea", 2, 1, time(16), time(17), "insulin"),
        Visit(60, 3, (), None, 1, 2),
    )


@pytest.mark.parametrize(
    ("postcode", "area"),
    [
        ("EH48 1AB", "North"),
        ("EH48 2AB", "South"),
        ("EH49 6AA", "North"),
        ("eh481zz", "North"),
        ("EH48", "South"),
    ],
)
def test_area_by_the_narrowest_part_of_the_postcode(postcode: str, area: str) -> None:
    """A sector beats the district that it lies in, and spelling does not matter."""
    assert _package(_round(read(broken("packages", "EH48 1AB", postcode))), "P2").area == area


def test_terms_of_the_contracts() -> None:
    """Steps, lots and awards carry pence, minutes, basis points and weights."""
    round_ = _round(read(FILES))
    contract, spot = round_.contracts
    assert (contract.kind, contract.batch, spot.kind, spot.batch) == (
        ContractKind.FRAMEWORK,
        True,
        ContractKind.SPOT,
        False,
    )
    one, two, three = round_.steps
    assert (one.ranking, two.ranking, two.no_return, two.min_grade, two.rate_cap) == (
        Ranking.NONE,
        Ranking.RANK,
        NoReturn.ASK,
        3,
        2500,
    )
    assert (three.cost_weight, three.quality_weight, one.cost_weight, one.quality_weight) == (60, 40, 100, 0)
    assert [(lot.lot, lot.areas, lot.services) for lot in round_.lots] == [
        ("L1", ("North",), None),
        ("L2", ("North", "South"), ("care at home",)),
        ("S1", None, None),
    ]
    first = round_.awards[0]
    assert (first.rate, first.target_share, first.max_share, first.guaranteed_minutes) == (
        2250,
        6000,
        10_000,
        600,
    )


def test_returns_sorted_by_cells_none_first() -> None:
    """Capacity rows are sorted by provider, then cells, then dates, with what is not given first."""
    rows = _round(read(FILES)).capacity
    saturday, sunday = Weekday.SATURDAY, Weekday.SUNDAY
    assert rows[:5] == (
        CapacityRow("Alba", 1200, as_at=date(2026, 4, 1)),
        CapacityRow("Alba", 450, band="morning", as_at=date(2026, 4, 1)),
        CapacityRow("Brae", 1800, "L2", as_at=date(2026, 4, 1), until=date(2026, 5, 31)),
        CapacityRow("Brae", 2100, "L2", applies_from=date(2026, 6, 1)),
        CapacityRow("Brae", 240, "L2", days=(saturday, sunday)),
    )


def test_placements_and_waivers() -> None:
    """A pin keeps what it waives, why and by whom; a lot named alone brings its contract along."""
    pin, live = _round(read(FILES)).placements
    assert (pin.kind, pin.part, pin.waives, pin.reason, pin.authorised_by) == (
        PlacementKind.PIN,
        2,
        (Waiver.ROOM,),
        "Knows it",
        "M Moir",
    )
    assert (live.kind, live.part, live.contract, live.lot) == (PlacementKind.LIVE, None, "C2", "S1")


def test_order_of_rows_and_columns_does_not_matter() -> None:
    """The same rows in another order, with columns in another order, are the same round, byte for byte."""
    turned = {}
    for name, text in FILES.items():
        header, *rows = [line.split(",") for line in text.strip().split("\n")]
        rows = rows if name == "visits" else rows[::-1]
        width = len(header)
        padded = [row + [""] * (width - len(row)) for row in [header, *rows]]
        turned[name] = "\n".join(",".join(row[::-1]) for row in padded)
    assert round_sha256(_round(read(turned))) == round_sha256(_round(read(FILES)))


def test_names_of_columns_without_case_or_spaces() -> None:
    """Column names are compared without case and outer spaces; so are the words of choices."""
    text = FILES["visits"].replace("package,days,band", " Package ,DAYS,Band")
    files = broken("contracts", "framework", "Cost_and-Volume", visits=text)
    assert _round(read(files)).contracts[0].kind is ContractKind.COST_AND_VOLUME


def test_without_areas_and_contracts() -> None:
    """Without areas.csv and contracts.csv, areas and contracts are those that the other tables name."""
    files = {name: text for name, text in FILES.items() if name not in ("areas", "contracts")}
    files["packages"] = files["packages"].replace("P2,,", "P2,East,")
    round_ = _round(read(files))
    assert round_.areas == (Area("East"), Area("North"), Area("South"))
    assert [contract.contract for contract in round_.contracts] == ["C1", "C2"]


def test_unknown_columns_are_kept_out_and_reported() -> None:
    """An unknown column is a notice; a header cell that is blank over an empty column is nothing at all."""
    text = (
        FILES["providers"]
        .replace("skills,email", "skills,email,colour,,")
        .replace("example.org", "example.org,red,,")
    )
    intake = read(FILES | {"providers": text})
    assert intake.round_ == read(FILES).round_
    assert [(notice.code, notice.column) for notice in intake.notices] == [(Code.UNKNOWN_COLUMN, "colour")]


def test_a_rating_that_the_commission_has_not_is_told() -> None:
    """Misspelt words would keep a provider under every floor; what the Commission publishes is no mistake."""
    text = """
provider,name,cqc_rating
Alba,Alba Care,Outstandin
Brae,Brae Home Care,requires  improvement
Clyde,Clyde Support,Inspected but not rated
"""
    intake = read(FILES | {"providers": text})
    assert found(intake) == []
    assert [(notice.code, notice.row) for notice in intake.notices] == [(Code.NOT_A_RATING, 2)]


NOTICES = [
    ("packages", "2026-03-02", "2026-05-02", Code.WAITING_AFTER_DAY, 2, "waiting_since"),
    ("packages", "2,Brae", "3,Brae", Code.CHOICE_NOT_BINDING, 3, "chosen_provider"),
    ("packages", "2,Brae,,", "2,Brae,,Alba;Brae", Code.CHOICE_EXCLUDED, 3, "chosen_provider"),
    ("packages", "P2,,EH48 1AB", "P2,South,EH48 1AB", Code.POSTCODE_ELSEWHERE, 3, "area"),
    ("packages", "AB1", "0101010028", Code.CHI_KEPT_OUT, 2, "person"),
    ("awards", "2,Brae,1,24,", "2,Brae,1,24,100", None, 0, ""),
    (
        "awards",
        "1,Alba,,22.50,60",
        "1,Alba,,22.50,60,,,,\nC1,L1,1,Brae,,22.50,41",
        Code.SHARES_OVER_100,
        3,
        "target_share",
    ),
    ("awards", ",60,100,", ",0.6,100,", Code.SHARE_BELOW_ONE, 2, "target_share"),
    ("outcomes", "P4,Clyde", "P7,Clyde", Code.NOT_IN_THE_ROUND, 4, "package"),
    ("refusals", "2026-04-30", "2026-03-01", Code.OVER_BEFORE_IT_BEGAN, 2, "until"),
    ("refusals", "declined,2026-03-30,2026-04-30", "excluded,2026-03-30,2026-03-01", None, 0, ""),
    ("placements", "2,Brae,C1,L2", "2,Alba,C1,L2", Code.PLACED_WITHOUT_AWARD, 2, "provider"),
    ("capacity", "Alba,,morning", "Alba,S1,morning", Code.RETURN_WITHOUT_AWARD, 2, "lot"),
    (
        "placements",
        "pin,room,Knows it,M Moir",
        "pin,,Knows it,",
        Code.PIN_WITHOUT_AUTHORITY,
        2,
        "authorised_by",
    ),
    ("capacity", FILES["capacity"].strip().split("\n", 1)[1], "", Code.NO_CAPACITY, None, ""),
]


@pytest.mark.parametrize(("name", "old", "new", "code", "row", "column"), NOTICES)
def test_what_is_odd_is_a_notice_and_refuses_nothing(
    name: str, old: str, new: str, code: Code | None, row: int | None, column: str
) -> None:
    """Odd things are reported at their cell, and the round is read all the same."""
    intake = read(broken(name, old, new))
    assert found(intake) == []
    assert intake.round_ is not None
    told = [(notice.code, notice.row, notice.column) for notice in intake.notices]
    assert told == ([] if code is None else [(code, row, column)])


def test_package_that_no_lot_covers() -> None:
    """A package whose area and service no lot has together is a notice at the package."""
    text = FILES["packages"].replace("Dan Dow,", "Dan Dow,Day care")
    intake = read(broken("lots", "C2,S1,Spot,*", "C2,S1,Spot,North", packages=text))
    assert intake.round_ is not None
    assert [(notice.code, notice.row, notice.column) for notice in intake.notices] == [
        (Code.IN_NO_LOT, 5, "area")
    ]


def test_chi_number_goes_no_further() -> None:
    """What is built like a CHI number is neither kept nor repeated in the notice."""
    intake = read(broken("packages", "AB1", "0101010028"))
    assert intake.people["P1"] == Person("", "Ann Aird")
    assert all("0101010028" not in repr(notice) for notice in intake.notices)


def test_day_of_the_round() -> None:
    """The settings' day counts; where there is none, the day given by the caller, with a notice."""
    assert _round(read(FILES, {"day": "07/04/2026"})).day == date(2026, 4, 7)
    intake = read(FILES, {"name": "Ardmore"})
    assert _round(intake).day == DAY
    assert [notice.code for notice in intake.notices] == [Code.NO_DAY]
    assert SETTINGS["day"] == DAY
