"""Every cause, fate, reason and fault of moving a book has its words."""

import re
from pathlib import Path

import pytest

from allocation.errors import Fault
from allocation.model import AwardKey
from allocation.moving import Avoided, Cause, Fate, Why
from allocation.problem.aims import AimChange
from allocation.rules.pair import PAIR_RULES
from ui.wording.faults import sentence
from ui.wording.moving import (
    avoided_sentence,
    cause_name,
    cause_sentence,
    cost_difference,
    fate_name,
    nowhere_name,
    release_sentences,
    why_name,
    why_told,
)

OWN = ("no_award", "share", "order", "rank", "aim", "search", "together", "pinned")
FACTS: dict[str, str | int] = {"step": 2, "aim": "wishes", "reason": "asked for"}


@pytest.mark.parametrize("code", [*PAIR_RULES, *OWN])
def test_each_cause_has_a_name(code: str) -> None:
    """No code is shown as it is."""
    assert cause_name(code) != code


@pytest.mark.parametrize("code", OWN)
def test_each_cause_of_moving_has_a_sentence(code: str) -> None:
    """The causes that are no rules of a pair say in a sentence why somebody moves."""
    assert cause_sentence(Cause(code, FACTS)).endswith(".")


def test_each_reason_to_be_placed_nowhere_has_words_of_its_own() -> None:
    """Every code that a line may have: rules of a pair, and those that are none."""
    codes = {*PAIR_RULES, "room", "whole", "had_room", "no_return", "rules"}
    assert len({nowhere_name(Cause(code, {})) for code in codes}) == len(codes)


def test_every_fault_of_a_release_has_a_sentence(root: Path) -> None:
    """What a release refuses is exactly what there are words for."""
    code = (root / "allocation" / "moving" / "release.py").read_text(encoding="utf-8")
    assert set(re.findall(r'Fault\("(\w+)"', code)) == set(release_sentences())
    facts: dict[str, str | int] = {"start": "2026-05-01", "day": "2026-06-01"}
    assert "1 Jun 2026" in sentence(Fault("release_early", facts=facts))
    for why in Why:
        assert "PR9" in sentence(Fault("release_unknown", value="PR9", facts={"what": str(why)}))


def test_choices_and_fates_have_words() -> None:
    """Each has words of its own."""
    assert len({why_name(why) for why in Why}) == len({why_told(why) for why in Why}) == len(Why)
    assert len({fate_name(fate) for fate in Fate}) == len(Fate)


def test_what_staying_would_miss_is_said_aim_by_aim() -> None:
    """The first two aims that lose are named with both values, the others counted; gains are left out."""
    award = AwardKey(1, "C", "L", "avon")
    changes = (
        AimChange("wishes", 3, 4, better=True),
        AimChange("commitments", 6000, 12000, better=False),
        AimChange("score", 0, 60, better=False),
        AimChange("pairs", 1, 2, better=False),
    )
    words = avoided_sentence(Avoided(award, "", changes))
    assert words.startswith("Short of promised hours: 2 h in place of 1 h; Cost above the cheapest")
    assert words.endswith("and 1 more aim")
    assert avoided_sentence(Avoided(award, "", changes[:1])) == "nothing"
    assert "step 1" in avoided_sentence(Avoided(award, "order", changes))


def test_a_difference_has_its_sign() -> None:
    """More is plus, less is minus, and nothing is said as that."""
    assert [cost_difference(pence) for pence in (105, -105, 0)] == ["+£1.05", "−£1.05", "no change"]
