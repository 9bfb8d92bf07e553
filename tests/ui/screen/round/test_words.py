"""What the round page says: summary, reasons in short, aims, effects of moves, bars, weeks."""

from collections import Counter

from allocation.check import Verdict, reasons
from allocation.errors import Fault
from allocation.index import index
from allocation.model import Aim, Award, CapacityRow, Priority, Provider, Ranking, Step, Visit, Weekday
from allocation.problem import build
from allocation.problem.waterfall import waterfall
from tests.allocation.sample import award, round_of
from tests.ui.screen.round.conftest import Week
from ui.screen.round.aims_model import aim_rows
from ui.screen.round.items import Item, Unplaced, UnplacedReason, packages_of
from ui.screen.round.picture import AwardRow, Card, LotGroup, StepGroup
from ui.screen.round.room import Bar
from ui.screen.round.summary import summary_line, unbroken
from ui.screen.round.verdict_strip import effect_words, verdict_words
from ui.screen.round.week import cells, clock_times, loose
from ui.screen.round.why import CLOSENESS, ladder, main_reasons
from ui.screen.round.words import bar_left, bar_name, beside_provider, group_title, lot_sum, spoken
from ui.wording.aims import aim_name, aim_value

FAULT = Fault("justice_order", facts={"package": "P1", "part": 1, "provider": "X", "lot": "L", "step": 1})


def test_the_summary_counts_packages_as_the_check_does(a_week: Week) -> None:
    """Per priority, the summary's placed packages are the check's own aims."""
    line = summary_line(a_week.problem, a_week.plan)
    for priority in Priority:
        placed = a_week.verdict.aims[f"placed_{priority}"]
        assert f"{priority} {placed} of" in line
    assert "✓" not in line


def test_the_summary_breaks_between_figures_only(a_week: Week) -> None:
    """A label may break the line after a dot, so that no line begins with one and no figure is torn."""
    line = summary_line(a_week.problem, a_week.plan, issued=3)
    assert "▲ critical" in line
    assert line.endswith(" · 3 issued")
    pieces = unbroken(line).split(" ")
    assert len(pieces) == len(line.split(" · "))
    assert all(piece.endswith("\u00a0·") for piece in pieces[:-1])
    assert " ".join(pieces).replace("\u00a0", " ") == line


def test_a_tick_stands_only_for_what_is_proven(a_week: Week) -> None:
    """An aim that is proven has its tick in the summary, one that is only bounded has none."""
    aims = (
        Aim("placed_critical", 5, 5, proven=True, proven_by="proven"),
        Aim("placed_substantial", 5, 9, proven=False, proven_by="bound"),
    )
    line = summary_line(a_week.problem, a_week.plan, aims)
    critical, substantial = line.split(" · ")[1:3]
    assert critical.endswith("✓")
    assert not substantial.endswith("✓")


def test_every_aim_of_a_round_has_a_name(a_week: Week) -> None:
    """No aim is shown by its id, and before the search reaches it its value is a dash."""
    for row in aim_rows(a_week.problem, ()):
        assert aim_name(row.aim) != row.aim
        assert row.known is None


def test_values_are_in_the_aims_own_units() -> None:
    """Minutes read as hours, hundredths of minutes too, sixtieths of a penny as pounds, days as days."""
    assert aim_value("step_3_minutes", 450) == "7 h 30"
    assert aim_value("commitments", 6_000) == "1 h"
    assert aim_value("score", 6_000) == "£1.00 a week"
    assert aim_value("score", 6_000, short=True) == "£1.00"
    assert aim_value("waits", 1) == "1 day"
    assert aim_value("waits", 1_200, short=True) == "1,200"


def test_each_unplaced_package_has_one_reason(a_week: Week) -> None:
    """Every package that is not placed is under exactly one reason, which is the nearest that it failed."""
    short = main_reasons(a_week.reasons)
    unplaced = {part.part.package for part in a_week.problem.parts if a_week.plan.awards[part.key] is None}
    assert unplaced
    assert unplaced <= short.keys()
    for package in unplaced:
        codes = {each.code for each in a_week.reasons if each.package == package}
        if "no_room" in codes:
            assert short[package].startswith("no ")
            assert "room" in short[package]


def test_the_ladder_names_every_provider_once(a_week: Week) -> None:
    """In a package's ladder each provider of a step stands once, alike ones in one line, none left out."""
    names = {each.provider: each.provider for each in a_week.round_.providers}
    key = a_week.problem.parts[0].key
    mine = [each for each in a_week.reasons if (each.package, each.part) == key]
    steps = ladder(a_week.problem.index, mine, names)
    told = Counter(
        (step.title, who.partition(" · ")[0])
        for step in steps
        for rung in step.rungs
        for who in rung.providers
    )
    assert set(told.values()) == {1}
    assert len(told) == len({(each.step, each.contract, each.lot, each.provider) for each in mine})
    assert {each.code for each in a_week.reasons} - set(CLOSENESS) <= {
        "placed", "pinned", "live", "held", "outside", "equal", "ranked_after", "not_reached",
    }  # fmt: skip


def test_the_ladder_of_a_step_that_ranks_reads_by_points() -> None:
    """Each with its points, the best first, whatever came of it; one that breaks a rule has none."""
    round_ = round_of(
        awards=(award("avon"), award("bute"), award("clyde")),
        steps=(Step("C", 1, "Reserve", Ranking.SCORE, 20, 80, min_grade=4),),
        providers=(
            Provider("avon", "Avon", grade=3, quality_hundredths=9_900),
            Provider("bute", "Bute", grade=5, quality_hundredths=7_000),
            Provider("clyde", "Clyde", grade=5, quality_hundredths=9_000),
        ),
        capacity=(CapacityRow("avon", 600), CapacityRow("clyde", 600)),
    )
    problem = build(round_)
    found = reasons(round_, problem.plan(waterfall(problem)))
    names = {each.provider: each.name for each in round_.providers}
    (step,) = ladder(index(round_), found, names)
    assert [(rung.providers, rung.good) for rung in step.rungs] == [
        (("Clyde · 92.0 points",), True),
        (("Bute · 76.0 points",), False),
        (("Avon",), False),
    ]


def test_the_verdict_says_both_answers_with_their_signs() -> None:
    """A good plan has two ticks; a broken rule is a cross, a broken order an exclamation mark."""
    good = Verdict(valid=True, justified=True, faults=(), aims={})
    assert [words[0] for words in verdict_words(good)] == ["✓", "✓"]
    unjust = Verdict(valid=True, justified=False, faults=(FAULT,), aims={})
    assert [words[0] for words in verdict_words(unjust)] == ["✓", "!"]
    broken = Verdict(
        valid=False, justified=False, faults=(Fault("valid_whole", facts={"package": "P"}),), aims={}
    )
    assert verdict_words(broken)[0].startswith("✕")


def test_a_moves_effect_is_only_what_it_brings() -> None:
    """Faults that the plan has already are not held against a move; new ones are, the first in words."""
    before = Verdict(valid=True, justified=False, faults=(FAULT,), aims={})
    assert effect_words(before, before, {}).startswith("✓")
    second = Fault("valid_whole", facts={"package": "P2"})
    after = Verdict(valid=False, justified=False, faults=(FAULT, second), aims={})
    assert effect_words(after, before, {}).startswith("✕ P2")
    assert "2" in effect_words(after, None, {})


def test_bars_say_their_figure() -> None:
    """A bar says in words what is left, that it is full, or by how much it is over."""
    assert bar_left(Bar("morning", 600, 90)) == "1 h 30 left"
    assert bar_left(Bar("morning", 600, 0)) == "full"
    assert bar_left(Bar("morning", 600, -120)) == "2 h over"
    assert bar_name(Bar(None, 600, 0)) == "week"
    assert bar_name(Bar("bed", 600, 0, (Weekday.SATURDAY, Weekday.SUNDAY))) == "bed Sat Sun"


def test_a_week_shows_every_visit() -> None:
    """Named days stand in the grid, numbers of days below it, and two care workers are marked."""
    both = Visit(30, 2, (Weekday.MONDAY, Weekday.TUESDAY), "morning", workers=2)
    more = Visit(15, 1, (Weekday.MONDAY,), "morning")
    some = Visit(60, 3)
    grid = cells((both, more, some), ("morning",))
    assert grid["morning"] == {Weekday.MONDAY: "30 ×2 + 15", Weekday.TUESDAY: "30 ×2"}
    assert loose((both, some)) == ["60 min on 3 days a week, any time"]
    assert clock_times((both, some)) == []


def test_a_shortfall_of_guarantees_is_said_on_the_lot_and_beside_the_provider() -> None:
    """What is missing to a guarantee stands in both places, and is read out there; met, it is in neither."""
    award = Award("C", "L", 1, "P", rate=2000, guaranteed_minutes=1200)
    for minutes, short in ((900, "5 h short of 20 h"), (1200, "")):
        row = AwardRow(award, "Avon", "very good", None, (), live=2, minutes=minutes)
        lot = LotGroup("L", "", "C", (StepGroup(1, "First", needs_authority=False, rows=(row,)),))
        assert beside_provider(row)[0] == " · ".join(["very good", "2 live", *([short] if short else [])])
        assert ("5 h short of guarantees" in lot_sum(lot)) == bool(short)
        assert ("5 h short of 20 h guaranteed" in spoken(Item(("award",), row))) == bool(short)


def test_a_package_of_two_parts_is_not_placed_once() -> None:
    """The heads count people, as the summary above the board does, not the cards below them."""
    cards = (
        Card("P1", 1, 2, Priority.LOW, 420, "Ardlaw", None),
        Card("P1", 2, 2, Priority.LOW, 60, "Ardlaw", None),
        Card("P2", 1, 1, Priority.LOW, 60, "Ardlaw", None),
    )
    assert group_title(Unplaced(packages_of(cards))) == "Not placed (2)"
    assert group_title(UnplacedReason("no return", cards)) == "no return (2)"
