"""Each rule of a pair by example: what breaks it, with its facts, and what does not."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from allocation.model import (
    Award,
    CapacityRow,
    Contract,
    Lot,
    Outcome,
    Placement,
    PlacementKind,
    Policy,
    Provider,
    Refusal,
    Round,
    Step,
    Suspension,
)
from allocation.rules.pair import PAIR_RULES, broken_rules, eligible
from tests.allocation.sample import DAY, award, package, pair, round_of, visit, with_package

LATER = DAY + timedelta(14)


def refusal(outcome: Outcome, **changes: Any) -> Refusal:
    """A refusal of the sample pair, made a week ago."""
    return replace(Refusal("P1", "avon", outcome, on=DAY - timedelta(7)), **changes)


def returned(as_at: date | None) -> tuple[CapacityRow, ...]:
    """One return of the sample provider."""
    return (CapacityRow("avon", 600, as_at=as_at),)


def exclusive(until: date = LATER, **changes: Any) -> Award:
    """An award of bute that has its lot to itself."""
    return award("bute", exclusive_until=until, **changes)


def beside(*others: Award, **changes: Any) -> Round:
    """The sample pair beside other awards."""
    return round_of(awards=(award(), *others), **changes)


BREAKS: list[tuple[str, str, Round]] = [
    ("coverage", "another area", with_package(round_of(), area="B")),
    (
        "coverage",
        "another service",
        with_package(
            round_of(lots=(replace(round_of().lots[0], services=("day care",)),)), service="Respite"
        ),
    ),
    ("needs", "a skill that the provider lacks", with_package(round_of(), needs=("bsl", "gaelic"))),
    (
        "needs",
        "double-up, where the policy names a skill",
        with_package(round_of(policy=Policy(double_up_skill="Hoist")), visits=(visit(workers=2),)),
    ),
    (
        "in_force",
        "a contract that has ended",
        round_of(contracts=(Contract("C", "C", end=DAY - timedelta(1)),)),
    ),
    ("in_force", "an award that begins later", round_of(awards=(award(start=DAY + timedelta(1)),))),
    (
        "in_force",
        "a return from a day after the contract's end",
        round_of(
            contracts=(Contract("C", "C", end=DAY),),
            capacity=(CapacityRow("avon", 600, applies_from=DAY + timedelta(1)),),
        ),
    ),
    ("suspended", "everywhere", round_of(suspensions=(Suspension("avon", DAY, "concerns"),))),
    ("suspended", "in this lot", round_of(suspensions=(Suspension("avon", DAY, "concerns", "C", "L", DAY),))),
    (
        "suspended",
        "on the wanted start",
        with_package(round_of(suspensions=(Suspension("avon", LATER, "concerns"),)), wanted_start=LATER),
    ),
    (
        "grade",
        "below the floor",
        round_of(providers=(Provider("avon", "Avon", grade=3),), steps=(Step("C", 1, "One", min_grade=4),)),
    ),
    (
        "grade",
        "rated below the floor",
        round_of(
            providers=(Provider("avon", "Avon", cqc_rating="Requires improvement"),),
            steps=(Step("C", 1, "One", min_grade=4),),
        ),
    ),
    (
        "grade",
        "graded below the floor, whatever its rating",
        round_of(
            providers=(Provider("avon", "Avon", grade=3, cqc_rating="Outstanding"),),
            steps=(Step("C", 1, "One", min_grade=4),),
        ),
    ),
    (
        "grade",
        "inspected but not rated",
        round_of(
            providers=(Provider("avon", "Avon", cqc_rating="Inspected but not rated"),),
            steps=(Step("C", 1, "One", min_grade=1),),
        ),
    ),
    ("grade", "ungraded", round_of(steps=(Step("C", 1, "One", min_grade=1),))),
    ("rate_cap", "over the cap", round_of(steps=(Step("C", 1, "One", rate_cap=1999),))),
    (
        "rate_cap",
        "the enhanced rate of a specialist package",
        with_package(
            round_of(steps=(Step("C", 1, "One", rate_cap=2050),), awards=(award(enhanced_rate=2100),)),
            specialist=True,
        ),
    ),
    ("refused", "declined until the next return", round_of(refusals=(refusal(Outcome.DECLINED),))),
    ("refused", "lapsed, until today", round_of(refusals=(refusal(Outcome.LAPSED, until=DAY),))),
    (
        "refused",
        "declined on the day of the return",
        round_of(refusals=(refusal(Outcome.DECLINED),), capacity=returned(DAY - timedelta(7))),
    ),
    (
        "refused",
        "excluded, whatever return came since",
        round_of(refusals=(refusal(Outcome.EXCLUDED),), capacity=returned(DAY)),
    ),
    ("refused", "by the person", round_of(refusals=(refusal(Outcome.REFUSED_BY_PERSON),))),
    ("excluded", "by the package", with_package(round_of(), excluded_providers=("avon",))),
    ("choice", "another provider chosen", with_package(round_of(), sds_option=2, chosen_provider="bute")),
    ("new_packages", "no new packages", round_of(awards=(award(new_packages=False),))),
    ("exclusive", "another has the lot to itself", beside(exclusive())),
    ("exclusive", "at a later step, without a return", beside(exclusive(step=2), capacity=returned(DAY))),
    ("exclusive", "on the last day", beside(exclusive(until=DAY))),
]

HOLDS: list[tuple[str, str, Round]] = [
    ("coverage", "all areas and services", round_of(lots=(replace(round_of().lots[0], areas=None),))),
    (
        "coverage",
        "services without case",
        with_package(
            round_of(lots=(replace(round_of().lots[0], services=("day care",)),)), service="Day Care"
        ),
    ),
    (
        "needs",
        "all skills there",
        with_package(
            round_of(providers=(Provider("avon", "Avon", skills=("bsl", "gaelic")),)), needs=("bsl",)
        ),
    ),
    ("needs", "double-up needs no skill of itself", with_package(round_of(), visits=(visit(workers=2),))),
    ("in_force", "on the last day", round_of(contracts=(Contract("C", "C", start=DAY, end=DAY),))),
    (
        "in_force",
        "wanted after it begins",
        with_package(round_of(awards=(award(start=LATER),)), wanted_start=LATER),
    ),
    (
        "suspended",
        "until yesterday",
        round_of(suspensions=(Suspension("avon", DAY - timedelta(9), "", None, None, DAY - timedelta(1)),)),
    ),
    ("suspended", "in another lot", round_of(suspensions=(Suspension("avon", DAY, "", "C", "M"),))),
    (
        "suspended",
        "ended by the wanted start",
        with_package(round_of(suspensions=(Suspension("avon", DAY, "", until=DAY),)), wanted_start=LATER),
    ),
    (
        "grade",
        "at the floor",
        round_of(providers=(Provider("avon", "Avon", grade=4),), steps=(Step("C", 1, "One", min_grade=4),)),
    ),
    (
        "grade",
        "rated Good, where Good is asked for",
        round_of(
            providers=(Provider("avon", "Avon", cqc_rating=" good "),),
            steps=(Step("C", 1, "One", min_grade=4),),
        ),
    ),
    (
        "grade",
        "rated Outstanding, which meets every floor",
        round_of(
            providers=(Provider("avon", "Avon", cqc_rating="OUTSTANDING"),),
            steps=(Step("C", 1, "One", min_grade=6),),
        ),
    ),
    ("rate_cap", "at the cap", round_of(steps=(Step("C", 1, "One", rate_cap=2000),))),
    (
        "rate_cap",
        "a specialist package without an enhanced rate",
        with_package(round_of(steps=(Step("C", 1, "One", rate_cap=2000),)), specialist=True),
    ),
    (
        "refused",
        "declined until yesterday",
        round_of(refusals=(refusal(Outcome.DECLINED, until=DAY - timedelta(1)),)),
    ),
    (
        "refused",
        "declined before the last return",
        round_of(refusals=(refusal(Outcome.DECLINED),), capacity=returned(DAY - timedelta(6))),
    ),
    ("choice", "the chosen provider", with_package(round_of(), sds_option=2, chosen_provider="avon")),
    (
        "choice",
        "a choice under another option",
        with_package(round_of(), sds_option=3, chosen_provider="bute"),
    ),
    ("exclusive", "the day after", beside(exclusive(until=DAY - timedelta(1)))),
    (
        "exclusive",
        "asked and declined",
        beside(exclusive(), refusals=(refusal(Outcome.DECLINED, provider="bute"),)),
    ),
    (
        "exclusive",
        "the other one's grade will not do",
        beside(
            exclusive(step=2),
            steps=(Step("C", 2, "Two", min_grade=4),),
            providers=(Provider("bute", "Bute", grade=3),),
        ),
    ),
    ("exclusive", "two have it together", round_of(awards=(award(exclusive_until=DAY), exclusive()))),
    (
        "exclusive",
        "released care that stays",
        beside(exclusive(), placements=(Placement("P1", "avon", PlacementKind.RELEASE),)),
    ),
    (
        "exclusive",
        "in another lot",
        beside(exclusive(lot="M"), lots=(Lot("C", "L", areas=("A",)), Lot("C", "M", areas=("A",)))),
    ),
    (
        "new_packages",
        "released care that stays",
        round_of(
            awards=(award(new_packages=False),),
            placements=(Placement("P1", "avon", PlacementKind.RELEASE),),
        ),
    ),
]


def _names(cases: list[tuple[str, str, Round]]) -> list[str]:
    return [f"{code}-{what}" for code, what, _ in cases]


@pytest.mark.parametrize(("code", "what", "round_"), BREAKS, ids=_names(BREAKS))
def test_a_rule_is_broken(code: str, what: str, round_: Round) -> None:
    """The pair breaks this rule and no other."""
    assert [broken.code for broken in broken_rules(pair(round_))] == [code], what
    assert not eligible(pair(round_))


@pytest.mark.parametrize(("code", "what", "round_"), HOLDS, ids=_names(HOLDS))
def test_a_rule_holds(code: str, what: str, round_: Round) -> None:
    """The pair comes close and does not break the rule."""
    assert PAIR_RULES[code](pair(round_)) is None, what


def test_every_rule_has_an_example_that_breaks_it_and_one_that_does_not() -> None:
    """No rule is left without its two tests (`excluded` holds in the sample round itself)."""
    assert {code for code, _, _ in BREAKS} == set(PAIR_RULES)
    assert {code for code, _, _ in HOLDS} | {"excluded"} == set(PAIR_RULES)
    assert not broken_rules(pair(round_of(packages=(package(),))))


def test_care_never_starts_before_the_rounds_day() -> None:
    """A start wanted last month is a start today."""
    assert pair(with_package(round_of(), wanted_start=DAY - timedelta(30))).start == DAY
