"""The settings: every key read, every fault named by its key, nothing that follows."""

from datetime import date, datetime

import pytest

from allocation.errors import Fault
from allocation.intake.codes import Code
from allocation.intake.council import read_council
from allocation.intake.tables import Settings
from allocation.model import Policy, ScoreBy
from allocation.model.policy import ADJUSTABLE_AIMS
from tests.allocation.intake.folder import FILES, found, read

GOOD: dict[str, object] = {
    "name": "Ardmore",
    "day": date(2026, 4, 6),
    "bands": ["am", "pm"],
    "policy.name": "Spring",
    "policy.version": 3,
    "policy.aims": ["pairs", "waits"],
    "policy.discharge_with_critical": False,
    "policy.promote_after_days": 28,
    "policy.double_up_skill": "double-up",
    "policy.score_by": "points",
}


def test_every_setting_is_read() -> None:
    """All keys of council.toml and of its policy arrive in their place."""
    council = read_council(Settings("council.toml", GOOD))
    assert council.faults == council.notices == ()
    assert (council.name, council.day, council.bands) == ("Ardmore", date(2026, 4, 6), ("am", "pm"))
    assert council.policy == Policy(("pairs", "waits"), False, 28, "double-up", ScoreBy.POINTS, "Spring", 3)


def test_a_sheet_of_keys_says_the_same() -> None:
    """A sheet has text only, and may leave `policy.` out; it reads to the same settings."""
    text: dict[str, object] = {
        "Name": "Ardmore",
        "day": "2026-04-06",
        "bands": "am; pm",
        "policy.name": "Spring",
        "version": "3",
        "aims": "pairs;waits",
        "discharge_with_critical": "no",
        "promote_after_days": "28",
        "double_up_skill": "double-up",
        "score_by": "Points",
    }
    sheet = read_council(Settings("round.xlsx", text, typed=False))
    assert (sheet.faults, sheet.notices) == ((), ())
    assert sheet == read_council(Settings("council.toml", GOOD))


LEADING = ["placed_critical", "placed_substantial", "placed_moderate", "placed_low"]
STEPS = ["step_3", "step_3_minutes", "step_2", "step_2_minutes", "ranks"]


@pytest.mark.parametrize(
    ("aims", "kept"),
    [
        ([*LEADING, *STEPS, *ADJUSTABLE_AIMS], ADJUSTABLE_AIMS),
        ([*LEADING, *STEPS, "pairs"], ("pairs",)),
        (["waits", "wishes"], ("waits", "wishes")),
        (["placed_critical", "ranks", "score"], ("score",)),
        ([], ()),
    ],
)
def test_aims_whole_or_only_those_that_may_move(aims: list[str], kept: tuple[str, ...]) -> None:
    """The list may name all aims or only 6 to 10; those it leaves out of 6 to 10 are switched off."""
    council = read_council(Settings("council.toml", {"day": date(2026, 4, 6), "policy.aims": aims}))
    assert council.faults == ()
    assert council.policy.aims == kept


BROKEN: list[tuple[str, object, Code]] = [
    ("name", 7, Code.SETTING_TYPE),
    ("day", 20260406, Code.SETTING_TYPE),
    ("day", datetime(2026, 4, 6, 12), Code.SETTING_TYPE),  # noqa: DTZ001 - as TOML gives it
    ("day", "spring", Code.SETTING_VALUE),
    ("bands", "morning", Code.SETTING_TYPE),
    ("bands", ["morning", 2], Code.SETTING_TYPE),
    ("bands", ["morning", "Morning"], Code.SETTING_VALUE),
    ("bands", ["morning", "any"], Code.SETTING_VALUE),
    ("bands", [], Code.SETTING_VALUE),
    ("policy.aims", "waits", Code.SETTING_TYPE),
    ("policy.aims", ["waits", "speed"], Code.UNKNOWN_AIM),
    ("policy.aims", ["waits", "placed_critical"], Code.AIMS_OUT_OF_ORDER),
    ("policy.aims", ["placed_low", "placed_critical"], Code.AIMS_OUT_OF_ORDER),
    ("policy.aims", ["step_2", "step_3"], Code.AIMS_OUT_OF_ORDER),
    ("policy.discharge_with_critical", "yes", Code.SETTING_TYPE),
    ("policy.discharge_with_critical", 1, Code.SETTING_TYPE),
    ("policy.promote_after_days", 0, Code.SETTING_VALUE),
    ("policy.promote_after_days", True, Code.SETTING_TYPE),
    ("policy.promote_after_days", "soon", Code.SETTING_TYPE),
    ("policy.score_by", "luck", Code.SETTING_VALUE),
    ("policy.version", -1, Code.SETTING_VALUE),
    ("policy", "strict", Code.UNKNOWN_SETTING),
]


@pytest.mark.parametrize(("key", "value", "code"), BROKEN)
def test_each_wrong_setting_is_one_fault(key: str, value: object, code: Code) -> None:
    """A setting that is wrong is told once, by its key; an unknown one is a notice."""
    intake = read(FILES, {"day": date(2026, 4, 6), key: value})
    if code is Code.UNKNOWN_SETTING:
        assert [(notice.code, notice.column) for notice in intake.notices] == [(code, key)]
        assert found(intake) == []
    else:
        assert found(intake) == [(code, "council.toml", None, key)]
        assert intake.notices == ()


def test_bands_at_fault_do_not_make_every_visit_wrong() -> None:
    """With bands that cannot be read, no visit is told that its band is unknown."""
    assert found(read(FILES, {"day": date(2026, 4, 6), "bands": "x"})) == [
        (Code.SETTING_TYPE, "council.toml", None, "bands")
    ]


def test_day_at_fault_does_not_make_returns_wrong() -> None:
    """With a day that cannot be read, nothing that depends on the day is told."""
    files = FILES | {"capacity": FILES["capacity"].replace("2026-05-31", "2026-07-31")}
    assert found(read(files, {"day": "soon"})) == [(Code.SETTING_VALUE, "council.toml", None, "day")]


def test_own_bands_make_the_usual_ones_unknown() -> None:
    """A council with bands of its own does not take the usual names."""
    intake = read(FILES, {"day": date(2026, 4, 6), "bands": ["Morning", "tea", "bed"]})
    assert found(intake) == [(Code.UNKNOWN_BAND, "visits", 5, "band")]
    assert isinstance(intake.faults[0], Fault)
    assert intake.faults[0].expected == "Morning; tea; bed; any"
