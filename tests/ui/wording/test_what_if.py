"""What if in words: every kind of move, group, gain and answer reads as a sentence."""

from dataclasses import replace

import pytest

from allocation.errors import Fault
from allocation.index import index
from allocation.model import AwardKey
from allocation.problem.aims import AimChange
from allocation.rules.pair import Facts
from allocation.what_if import Comparison, Forced, Moved, Together
from tests.allocation.sample import award, package, round_of
from ui.wording.what_if import (
    comparison_changes,
    comparison_headline,
    forced_lines,
    move_line,
    nothing_scarce,
    scarce_note,
    together_title,
)

HERE, THERE = award().key, award("forth", step=2).key
INDEX = index(round_of(awards=(award(), award("forth", step=2)), packages=(package("P1"), package("P2"))))
NAMES = {"avon": "Avon Care", "forth": "Forth Homecare"}
MOVED = Moved("P1", 1, 210, HERE, THERE, 7000, 8400)


@pytest.mark.parametrize(
    ("move", "said"),
    [
        (MOVED, "from Avon Care (step 1, L) to Forth Homecare (step 2, L), +£14.00 a week"),
        (replace(MOVED, after_pence=7000), "from Avon Care (step 1, L) to Forth Homecare (step 2, L)"),
        (replace(MOVED, before=None, before_pence=None), "placed with Forth Homecare (step 2, L)"),
        (replace(MOVED, after=None, after_pence=None), "not placed, it was with Avon Care (step 1, L)"),
        (
            replace(MOVED, before=None, before_pence=None, arrived=True),
            "new, with Forth Homecare (step 2, L)",
        ),
        (
            replace(MOVED, before=AwardKey(3, "C", "L", "forth"), before_pence=8400),
            "stays with Forth Homecare, now at step 2, L",
        ),
        (
            replace(MOVED, after_pence=7000, barred=True, made_room_for=("P2",)),
            "from Avon Care (step 1, L) to Forth Homecare (step 2, L); could not stay; made room for P2",
        ),
        (
            replace(MOVED, after_pence=7000, fixed=True),
            "from Avon Care (step 1, L) to Forth Homecare (step 2, L); fixed there",
        ),
    ],
)
def test_a_move_reads_as_what_it_is(move: Moved, said: str) -> None:
    """Who, from where, to where, at what cost, and why it hangs with others."""
    assert move_line(move, INDEX, NAMES) == f"◆ substantial P1: {said}"


@pytest.mark.parametrize(
    ("together", "said"),
    [
        (
            Together((MOVED,), (AimChange("placed_critical", 0, 1, better=True),)),
            "1 move bought: Critical placed: 1 in place of 0",
        ),
        (Together((MOVED,), ()), "1 move, for which no aim asks"),
        (
            Together((MOVED, replace(MOVED, package="P2")), None),
            "2 moves that hang together, which cannot be undone by themselves",
        ),
        (Together((MOVED,), None), "1 move, which cannot be undone by itself"),
        (Together((replace(MOVED, barred=True),), None), "1 move, because somebody could not stay"),
        (Together((replace(MOVED, fixed=True),), None), "1 move, because a person fixed one"),
    ],
)
def test_what_moves_together_says_what_it_bought(together: Together, said: str) -> None:
    """What was gained, or why it cannot be taken back."""
    assert together_title(together, by_points=False) == said


def test_a_comparison_counts_each_kind() -> None:
    """The headline counts who is elsewhere, newly placed, placed no more, could not stay; aims say worse."""
    moves = (
        replace(MOVED, before=None),
        replace(MOVED, package="P2", after=None, barred=True),
        replace(MOVED, package="P3"),
    )
    found = Comparison((Together(moves, None),), (AimChange("wishes", 3, 2, better=False),))
    said = comparison_headline(found)
    assert said == ("3 packages are elsewhere, 1 newly placed, 1 not placed any more, 1 could not stay.")
    assert comparison_changes(found, by_points=False) == [
        "Preferred or current kept: 2 in place of 3 (worse)"
    ]
    assert comparison_headline(Comparison((), ())) == "Nobody is elsewhere: the plans are the same."


def test_what_is_scarce_names_the_hours() -> None:
    """The note, and its absence, say how many hours were tried."""
    assert scarce_note(210).startswith("What 3 h 30 more a week would bring")
    assert nothing_scarce(60).startswith("1 h more ")


def test_what_cannot_be_is_told_by_the_rule_alone() -> None:
    """Asked why not there, nobody fixed the package there: the answer is the rule, not a fixed place."""
    fault = Fault("pin_choice", facts={"package": "P1", "provider": "forth", "chosen": "avon"})
    forced = Forced("P1", 1, THERE, (fault,))
    place, cannot, why = forced_lines(forced, INDEX, by_points=False)
    assert place.startswith("P1 with ")
    assert cannot == "It cannot be there:"
    assert why.startswith("The person chose ")


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("pin_room", "Asked 7 h lunch, 4 h 30 left."),
        ("pin_share", "Asked 7 h a week, 4 h 30 left of its largest share."),
    ],
)
def test_room_that_no_move_would_free_is_told_from_room_in_the_plan(code: str, line: str) -> None:
    """What is left there is what stays left when all that can move is gone, more than the plan leaves."""
    facts: Facts = {
        "package": "P1",
        "provider": "forth",
        "asked": 420,
        "left": 270,
        "band": "lunch",
        "lot": "L",
    }
    forced = Forced("P1", 1, THERE, (Fault(code, facts=facts),))
    _place, cannot, why = forced_lines(forced, INDEX, by_points=False)
    assert cannot == "It cannot be there, even if every package that can move made way:"
    assert why == line
