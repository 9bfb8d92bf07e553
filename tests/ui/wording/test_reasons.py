"""Every reason, verdict and change is a sentence that a broker understands, filled from its facts."""

import re
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation.check import Change, judge, reasons, smallest_changes
from allocation.errors import Fault
from allocation.model import Plan
from allocation.problem import build
from allocation.problem.waterfall import waterfall
from allocation.rules.pair import PAIR_RULES, Facts
from tests.workloads import small_round
from ui.wording.changes import change_sentence
from ui.wording.reasons import say, sentence
from ui.wording.rules import rule_name, rule_names
from ui.wording.verdict import verdict_codes, verdict_sentence

FACTS: dict[str, Facts] = {
    "coverage": {"lot": "Lot 3", "area": "Linlithgow", "service": "care at home"},
    "exclusive": {"alone": "bute", "until": "2026-06-15"},
    "choice": {"chosen": "avon"},
    "refused": {"outcome": "declined", "reason": "no staff", "on": "2026-05-01", "until": "2026-06-30"},
    "needs": {"missing": "BSL; Polish"},
    "in_force": {"what": "contract", "start": "2026-06-01", "until": "2026-05-31"},
    "suspended": {"from": "2026-05-01", "reason": "Improvement plan.", "until": "2026-07-01"},
    "grade": {"floor": 4, "grade": 3},
    "rate_cap": {"rate": 2600, "cap": 2500},
    "no_room": {
        "asked": 420,
        "left": 150,
        "band": "morning",
        "days": "",
        "workers": 0,
        "holders": "P00012; P00031",
    },
    "share_full": {"asked": 420, "left": 0, "holders": ""},
    "placed": {"stays": 0},
    "pinned": {"reason": "known to her", "authorised_by": "M. Innes"},
    "ranked_after": {"rank": 2},
}
SAID = {
    "coverage": "The lot Lot 3 does not cover care at home in Linlithgow.",
    "choice": "The person chose Avon Care.",
    "refused": "Declined it on 1 May 2026, until 30 June 2026: no staff.",
    "needs": "Does not have: BSL, Polish.",
    "in_force": "The contract ended on 31 May 2026; care would start on 1 June 2026.",
    "suspended": "Suspended from 1 May 2026 to 1 July 2026: Improvement plan.",
    "grade": "Graded 3; this step asks for 4 or better.",
    "rate_cap": "Its rate of £26.00 an hour is above the cap of £25.00.",
    "no_room": "Asked 7 h morning, 2 h 30 left; held by P00012, P00031.",
    "share_full": "Asked 7 h a week, 0 h left of its largest share.",
    "placed": "Has room: placed here.",
    "pinned": "Fixed here by M. Innes: known to her.",
    "ranked_after": "Not reached: ranked 2, after the provider that took it.",
}
ONE_SENTENCE = re.compile(r"[^{}]+\.\Z")


@dataclass(frozen=True)
class Said:
    """A reason as the wording needs it."""

    code: str
    facts: Facts = field(default_factory=dict)


@pytest.mark.parametrize("code", rule_names())
def test_every_code_has_a_sentence_and_a_name(code: str) -> None:
    """Each code speaks once its facts are there, and its short name is not the code."""
    assert ONE_SENTENCE.match(sentence(Said(code, FACTS.get(code, {}))))
    assert rule_name(code) != code


@pytest.mark.parametrize("code", SAID)
def test_the_facts_are_in_the_sentence(code: str) -> None:
    """Hours, money, dates and names read as the trade writes them."""
    assert say(code, FACTS[code], {"avon": "Avon Care"}) == SAID[code]


def test_every_rule_of_a_pair_has_a_sentence() -> None:
    """A rule that is added later cannot be forgotten here."""
    assert set(PAIR_RULES) <= set(rule_names())
    assert {f"{kind}_{rule}" for kind in ("valid", "pin") for rule in PAIR_RULES} <= set(verdict_codes())


@pytest.mark.parametrize(
    ("code", "facts", "said"),
    [
        ("suspended", {"from": "2026-05-01", "reason": ""}, "Suspended since 1 May 2026."),
        (
            "grade",
            {"floor": 4, "grade": 3, "rating": "Requires improvement"},
            "Rated Requires improvement, which counts as grade 3; this step asks for 4 or better.",
        ),
        ("grade", {"floor": 4, "grade": 0}, "Not graded; this step asks for 4 or better."),
        ("in_force", {"what": "award", "start": "2026-06-01", "from": "2026-07-01"},
         "The award starts on 1 July 2026; care would start on 1 June 2026."),
        ("refused", {"outcome": "lapsed", "reason": ""}, "Did not answer in time."),
        ("placed", {"stays": 1}, "Has it already and keeps it."),
        ("pinned", {"reason": "", "authorised_by": ""}, "Fixed here."),
        ("no_room", {"asked": 60, "left": 0, "band": "", "days": "Sat; Sun", "workers": 2, "holders": ""},
         "Asked 1 h a week, Sat Sun, double-up, 0 h left."),
    ],
)  # fmt: skip
def test_facts_that_may_be_missing(code: str, facts: Facts, said: str) -> None:
    """An open end, no grade, no reason: the sentence stands without them."""
    assert say(code, facts) == said


def test_a_long_list_is_counted() -> None:
    """Forty holders do not make a paragraph."""
    holders = "; ".join(f"P{number:05}" for number in range(40))
    said = say("no_room", {**FACTS["no_room"], "holders": holders})
    assert said.endswith("P00007 and 32 more.")


def test_what_was_taken_in_turn_is_not_said_to_be_held() -> None:
    """Under first refusal a package may have been placed elsewhere since it took the room."""
    said = say("no_room", {**FACTS["no_room"], "in_turn": 1})
    assert said == "Asked 7 h morning, 2 h 30 left; taken in their turn by P00012, P00031."


def test_what_people_typed_is_no_template() -> None:
    """Braces in a reason are words, not places to fill."""
    said = say("suspended", {"from": "2026-05-01", "reason": "{since} & <b>"})
    assert said == "Suspended since 1 May 2026: {since} & <b>."


def test_an_unknown_code_is_ours_to_mend() -> None:
    """A code without a sentence is an error of ours, never an empty line on paper."""
    with pytest.raises(KeyError):
        say("no_such_code", {})


@given(seed=st.integers(0, 10_000))
def test_all_that_the_check_says_can_be_read(seed: int) -> None:
    """Whatever the check finds, in the waterfall's plan or in an emptied one, has a sentence."""
    round_ = small_round(seed)
    problem = build(round_)
    names = {each.provider: each.name for each in round_.providers}
    nowhere = Plan.of({(each.package, each.part): None for each in problem.plan(waterfall(problem))})
    for plan in (problem.plan(waterfall(problem)), nowhere):
        for reason in reasons(round_, plan, problem):
            assert ONE_SENTENCE.match(sentence(reason, names))
        for fault in judge(round_, plan, problem).faults:
            assert fault.code in verdict_codes()
            assert ONE_SENTENCE.match(verdict_sentence(fault, names))
        for package in round_.packages:
            for change in smallest_changes(round_, plan, package.package, problem):
                assert change_sentence(change, names).startswith(names[change.provider])


ALL_FACTS: Facts = {
    "package": "P1", "part": 1, "provider": "avon", "contract": "C", "lot": "L", "step": 2, "given": 600,
    "over": 90, "band": "tea", "days": "Sat;Sun", "workers": 2, "asked": 90, "left": 0,
}  # fmt: skip


@pytest.mark.parametrize("code", verdict_codes())
def test_every_fault_of_a_verdict_names_who_it_is_about(code: str) -> None:
    """Each fault of a plan or a pin is one sentence with its package or its provider in it."""
    rule = code.removeprefix("valid_").removeprefix("pin_")
    said = verdict_sentence(Fault(code, facts={**ALL_FACTS, **FACTS.get(rule, {})}), {"avon": "Avon Care"})
    assert ONE_SENTENCE.match(said)
    assert "P1" in said or "Avon Care" in said


@pytest.mark.parametrize(
    ("kind", "facts", "said"),
    [
        ("room", {"bands": "; morning; ", "short": "60; 90; 120"}, "2 h more a week; 1 h 30 more, morning"),
        ("room", {"bands": "", "short": "60", "first": "P7"}, "1 h more a week (P7 would come first)"),
        ("return", {"short": 210}, "a return with 3 h 30 a week"),
        ("share", {"short": 45}, "a largest share raised by 45 min a week"),
        ("start", {"from": "2026-07-01"}, "a start on 1 July 2026 or later"),
        ("start", {"until": "2026-05-31"}, "a start on 31 May 2026 or earlier"),
        ("suspension", {"reason": "improvement plan"}, "an end to its suspension: improvement plan"),
        ("grade", {"floor": 4, "grade": 3}, "a floor of 3 in place of 4"),
        ("grade", {"floor": 4, "grade": 0}, "a grade, or no floor of 4 at this step"),
        ("rate", {"rate": 2600, "cap": 2500}, "a cap of £26.00 an hour in place of £25.00"),
    ],
)
def test_what_would_place_a_package(kind: str, facts: Facts, said: str) -> None:
    """Each kind of change names the provider and the size; two figures of one band count once."""
    change = Change(kind, "avon", 1, "L", 0, facts)
    assert change_sentence(change, {"avon": "Avon Care"}) == f"Avon Care: {said}"
