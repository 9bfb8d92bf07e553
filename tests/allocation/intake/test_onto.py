"""Some tables onto what is kept: what they leave out stays."""

from dataclasses import replace

from allocation.intake import Kept, Settings, Tables, read_round
from allocation.intake.codes import Code
from allocation.intake.preview import CellChange, Preview, RowChange, compare
from allocation.model import Person, Placement, PlacementKind, Priority, Provider, Round
from tests.allocation.intake.folder import DAY, FILES, SETTINGS, broken, found, read, table, tables
from tests.allocation.intake.test_preview import GOOD, by_table, what_is_kept


def _onto(**files: str) -> tuple[Round, Preview]:
    given = Tables({name: table(name, text) for name, text in files.items()})
    intake = read_round(given, today=DAY, onto=what_is_kept())
    assert intake.round_ is not None, intake.faults
    return intake.round_, compare(what_is_kept(), intake)


def test_one_table_onto_what_iskept() -> None:
    """A table alone replaces the rows it names; its others stay, told as missing; no other table is told."""
    round_, preview = _onto(providers="provider,name,grade\nAlba,Alba Care,6\nDoon,Doon Care,4")
    assert {each.provider: each.grade for each in round_.providers} == {
        "Alba": 6,
        "Brae": None,
        "Clyde": 4,
        "Doon": 4,
    }
    (told,) = preview.tables
    assert (told.table, told.added, told.missing) == ("providers", (("Doon",),), (("Brae",), ("Clyde",)))
    assert told.changed[0].name == ("Alba",)


def test_a_column_that_is_not_in_the_file_stays_as_it_iskept() -> None:
    """providers.csv without skills, e-mail or registration leaves them alone; its grades come in."""
    round_, preview = _onto(providers="provider,name,grade\nAlba,Alba Care,6\nBrae,Brae Home Care,4")
    assert GOOD.round_ is not None
    alba, brae, clyde = GOOD.round_.providers
    assert round_.providers == (replace(alba, grade=6), replace(brae, grade=4), clyde)
    assert by_table(preview)["providers"].changed == (
        RowChange(("Alba",), (CellChange("grade", "5", "6"),)),
        RowChange(("Brae",), (CellChange("grade", "", "4"),)),
    )


def test_an_empty_cell_in_a_column_that_is_there_clears_it() -> None:
    """Empty means not given: what was kept goes, and the preview shows it going."""
    round_, preview = _onto(providers="provider,name,skills,email\nAlba,Alba Care,,\nBrae,Brae Home Care")
    assert [each.skills for each in round_.providers] == [(), (), ()]
    assert [each.grade for each in round_.providers] == [5, None, 4]
    alba, brae = by_table(preview)["providers"].changed
    assert alba.cells == (CellChange("skills", "hoist;polish", ""), CellChange("email", "a@example.org", ""))
    assert brae.cells == (CellChange("skills", "hoist;polish", ""),)


def test_a_new_row_takes_the_usual_values() -> None:
    """A row of which nothing is kept has nothing to leave alone."""
    round_, _ = _onto(providers="provider,name\nDoon,Doon Care")
    assert round_.providers[-1] == Provider("Doon", "Doon Care")


def test_packages_without_most_columns_keep_them() -> None:
    """A list of priorities alone changes priorities: names, needs, dates, choices and areas stay."""
    round_, preview = _onto(packages="package,area,priority\nP1,North,low\nP3,South,moderate")
    assert GOOD.round_ is not None
    first, *others = GOOD.round_.packages
    assert round_.packages == (replace(first, priority=Priority.LOW), *others)
    told = by_table(preview)["packages"]
    assert told.changed == (RowChange(("P1",), (CellChange("priority", "critical", "low"),)),)
    assert (told.unchanged, told.missing) == (1, (("P2",), ("P4",)))


def test_an_area_goes_with_a_new_postcode() -> None:
    """Without an area column, the kept area stays while the postcode does; a new postcode finds its own."""
    rows = "P1,EH48 2CD,critical\nP2,EH48 1AB,low\nP3,,moderate"
    round_, _ = _onto(packages=f"package,postcode,priority\n{rows}")
    assert [(each.area, each.postcode) for each in round_.packages] == [
        ("South", "EH48 2CD"),
        ("North", "EH48 1AB"),
        ("South", None),
        ("South", None),
    ]


def test_visits_without_a_column_keep_it_where_the_visit_is_the_same() -> None:
    """Without the columns for workers and clock times, visits keep them band by band; new ones have none."""
    rows = "P2,Mon;Wed,tea,50\nP2,2,any,60\nP2,daily,bed,15"
    placements = FILES["placements"].replace("P2,2", "P2,1")
    round_, preview = _onto(visits=f"package,days,band,minutes\n{rows}", placements=placements)
    tea, any_, bed = round_.packages[1].visits
    assert (tea.minutes, tea.workers, tea.time_critical, str(tea.start)) == (50, 2, "insulin", "16:00:00")
    assert (any_.times, any_.part) == (2, 2)
    assert (bed.workers, bed.part, bed.time_critical) == (1, 1, None)
    (change,) = by_table(preview)["visits"].changed
    assert CellChange("workers", "2 | 1", "2 | 1 | 1") in change.cells


def test_visits_out_of_order_find_their_own() -> None:
    """Two visits in the same band are told apart by what else they have in common."""
    kept = read(
        broken("visits", "P1,daily,morning,30,,,,,", "P1,daily,morning,30,1,,,,\nP1,Mon,morning,60,2,,,,")
    )
    assert kept.round_ is not None
    given = Tables(
        {"visits": table("visits", "package,days,band,minutes\nP1,Mon,morning,45\nP1,daily,morning,30")}
    )
    after = read_round(given, today=DAY, onto=Kept(kept.round_, kept.people))
    assert after.round_ is not None
    assert [(each.minutes, each.workers) for each in after.round_.packages[0].visits] == [(45, 2), (30, 1)]


def test_a_contract_goes_with_another_lot() -> None:
    """A placement keeps the columns that the file has not, part by part; a lot brings its own contract."""
    same, _ = _onto(placements="package,part,provider\nP2,2,Brae")
    assert GOOD.round_ is not None
    assert same.placements == GOOD.round_.placements
    moved, _ = _onto(placements="package,part,provider,lot\nP2,2,Clyde,S1\nP2,1,Clyde,S1")
    pin = GOOD.round_.placements[0]
    assert moved.placements[:2] == (
        Placement("P2", "Clyde", PlacementKind.LIVE, 1, "C2", "S1"),
        replace(pin, provider="Clyde", contract="C2", lot="S1"),
    )


def test_settings_that_are_not_given_stay() -> None:
    """council.toml with one setting changes that one alone."""
    kept = read(
        FILES, SETTINGS | {"policy.promote_after_days": 90, "bands": ["Morning", "lunch", "tea", "bed"]}
    )
    assert kept.round_ is not None
    given = Tables({}, Settings("council.toml", {"policy.discharge_with_critical": False}))
    after = read_round(given, today=DAY, onto=Kept(kept.round_, kept.people))
    assert after.round_ is not None, after.faults
    policy = replace(kept.round_.policy, discharge_with_critical=False)
    assert after.round_ == replace(kept.round_, policy=policy)


def test_visits_onto_what_is_kept_replace_a_whole_pattern() -> None:
    """Visits given for a package are all its visits; those of other packages stay."""
    placements = FILES["placements"].replace("P2,2", "P2,1")
    round_, preview = _onto(visits="package,days,band,minutes\nP2,daily,tea,20", placements=placements)
    assert [len(package.visits) for package in round_.packages] == [1, 1, 1, 1]
    assert by_table(preview)["visits"].missing == (("P1",), ("P3",), ("P4",))


def test_people_stay_and_settings_stay() -> None:
    """What files onto a kept round do not say, stays: the people's names, the council's name and day."""
    given = Tables({"areas": table("areas", "area,name,postcodes\nNorth,The north,EH48 1")})
    intake = read_round(given, onto=what_is_kept())
    assert intake.round_ is not None
    assert (intake.round_.council, intake.round_.day) == ("Ardmore", DAY)
    assert intake.people["P1"] == Person("AB1", "Ann Aird")
    assert intake.notices == ()


def test_faults_of_a_table_onto_what_iskept() -> None:
    """A table alone is checked against what is kept: a provider known there is known, another is a fault."""
    given = Tables({"capacity": table("capacity", "provider,staff_hours\nAlba,20\nDoon,5")})
    assert found(read_round(given, onto=what_is_kept())) == [(Code.UNKNOWN, "capacity", 3, "provider")]


def test_whole_folder_onto_itself_is_itself() -> None:
    """All files read onto the round that they make give the same round."""
    intake = read_round(tables(FILES), onto=what_is_kept())
    assert intake.round_ == GOOD.round_
    assert compare(what_is_kept(), intake).quiet


def test_rows_of_what_has_ended_are_left_out_with_one_notice_each() -> None:
    """Rows of an ended package in any table are left out, and the first of them says so."""
    round_, people, *_ = what_is_kept()
    kept = Kept(round_, people, frozenset({"P9", "P8"}))
    files = {
        "packages": "package,area,priority\nP9,North,low\nP1,North,critical",
        "visits": "package,days,band,minutes\nP9,daily,tea,30\nP9,daily,bed,30\nP8,daily,bed,15",
    }
    intake = read_round(
        Tables({name: table(name, text) for name, text in files.items()}), today=DAY, onto=kept
    )
    assert intake.faults == ()
    assert [(notice.file, notice.row, notice.value) for notice in intake.notices] == [
        ("packages.csv", 2, "P9"),
        ("visits.csv", 4, "P8"),
    ]
    packages, visits = compare(Kept(round_, people), intake).tables
    assert (packages.ended, visits.ended) == ((("P9",),), (("P9",), ("P8",)))
    assert packages.quiet
    assert visits.quiet


def test_a_part_that_is_held_stays_in_its_visits() -> None:
    """Visits without a part that a provider was asked for, or promised, are a fault at the package's first
    row, for each such part, beside all other faults; visits that keep it, and packages that the file does not
    name, are none.
    """
    round_, people, *_ = what_is_kept()
    held = {("P2", 2): ("Alba Care", "Brae Home Care"), ("P2", 7): ("Alba Care",), ("P1", 1): ("Alba Care",)}
    rows = "P4,weekend,noon,20,\nP2,Mon,tea,45,1\nP2,Tue,tea,45,"
    given = Tables({"visits": table("visits", f"package,days,band,minutes,part\n{rows}")})
    intake = read_round(given, today=DAY, onto=Kept(round_, people, held=held))
    assert found(intake)[:3] == [
        (Code.UNKNOWN_BAND, "visits", 2, "band"),
        (Code.PART_HELD, "visits", 3, "part"),
        (Code.PART_HELD, "visits", 3, "part"),
    ]
    first, second = (fault for fault in intake.faults if fault.code == Code.PART_HELD)
    assert first.facts == {"package": "P2", "part": 2, "provider": "Alba Care, Brae Home Care"}
    assert second.facts == {"package": "P2", "part": 7, "provider": "Alba Care"}
    both = Tables({"visits": table("visits", "package,days,band,minutes,part\nP2,Mon,tea,5,1\nP2,3,tea,5,2")})
    kept = Kept(round_, people, held={("P2", 2): ("Alba Care",), ("P1", 1): ("Alba Care",)})
    assert read_round(both, today=DAY, onto=kept).faults == ()
    unread = Tables({"visits": table("visits", "package,days,band,minutes,part\nP2,Mon,tea,5,two")})
    assert found(read_round(unread, today=DAY, onto=kept))[0] == (Code.NOT_WHOLE, "visits", 2, "part")
    assert Code.PART_HELD not in {fault.code for fault in read_round(unread, today=DAY, onto=kept).faults}


def test_outcomes_of_what_has_ended_are_read() -> None:
    """Care that is over still has its results; a package that nobody ever knew is a fault at its cell."""
    round_, people, *_ = what_is_kept()
    kept = Kept(round_, people, frozenset({"P9"}), GOOD.outcomes)
    head = "package,provider,since,on,agreed,achieved,hours_before,hours_after"
    rows = ["P9,Alba,2026-01-05,2026-02-15,3,2,7,5", "P1,Alba,2026-01-05,2026-02-15,3,3,7,5.5"]
    intake = read_round(
        Tables({"outcomes": table("outcomes", "\n".join([head, *rows]))}), today=DAY, onto=kept
    )
    assert (intake.faults, intake.notices) == ((), ())
    (outcomes,) = compare(kept, intake).tables
    assert outcomes.added == (("P9", "Alba", "2026-02-15"),)
    (change,) = outcomes.changed
    assert [(cell.column, cell.before, cell.after) for cell in change.cells] == [("achieved", "2", "3")]
    assert len(outcomes.missing) == 2
    wrong = Tables({"outcomes": table("outcomes", "\n".join([head, rows[0].replace("P9", "P8")]))})
    assert found(read_round(wrong, today=DAY, onto=kept)) == [(Code.UNKNOWN, "outcomes", 2, "package")]
