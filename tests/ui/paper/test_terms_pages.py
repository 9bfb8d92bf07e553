"""A contract and its policy on paper: every ready-made scheme, and what a procurement officer looks for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from allocation.model import (
    Area,
    Award,
    CapacityRow,
    Contract,
    ContractKind,
    Lot,
    Policy,
    Provider,
    Ranking,
    Round,
    ScoreBy,
    Step,
)
from allocation.record import check_code, contract_terms
from allocation.schemes import Scheme, terms_of
from tests.ui.paper.pages import page_texts, squeezed
from ui import paper
from ui.spreadsheet.schemes import shipped
from ui.wording.figures import day

DAY = date(2026, 6, 1)


@cache
def schemes() -> dict[str, Scheme]:
    """Those that are shipped, by id."""
    return {scheme.id: scheme for scheme in shipped()}


def round_of(scheme: Scheme) -> Round:
    """A scheme's terms."""
    intake = terms_of(scheme, DAY)
    assert intake.round_ is not None, intake.faults
    return intake.round_


def text_of(round_: Round, contract: str) -> str:
    """What the paper says, without spaces."""
    return squeezed("".join(page_texts(paper.contract_papers([contract_terms(round_, contract)]))))


def small() -> Round:
    """A contract with something in every column."""
    return Round(
        council="<b>Test & Council",
        day=DAY,
        bands=("morning",),
        areas=(),
        packages=(),
        providers=(Provider("P1", "Care & <i>Co"), Provider("P2", "Second")),
        contracts=(
            Contract("C1", "Main", start=DAY, reference="REF/1", batch=False, clause="4.2", most_lots=2),
        ),
        steps=(
            Step("C1", 1, "Ranked", Ranking.RANK, response_hours=48, ask_together=2),
            Step("C1", 2, "Spot", Ranking.SCORE, 60, 40, needs_authority=True, min_grade=4, rate_cap=1900),
        ),
        lots=(Lot("C1", "Lot 2", areas=None), Lot("C1", "Lot 10", areas=None, services=("day care",))),
        awards=(
            Award("C1", "Lot 2", 1, "P1", 2050, 1, 2150, 6000, 8000, 600, exclusive_until=date(2026, 9, 30)),
            Award("C1", "Lot 2", 2, "P2", 1850, new_packages=False, delivered_by="Sub Ltd"),
        ),
        capacity=(),
    )


def test_every_scheme_prints_on_two_or_three_pages() -> None:
    """Each contract of each scheme: its lots and its providers by name, in at most three pages of its own."""
    for scheme in schemes().values():
        round_ = round_of(scheme)
        for contract in round_.contracts:
            pages = page_texts(paper.contract_papers([contract_terms(round_, contract.contract)]))
            assert len(pages) <= 3, scheme.id
            text = squeezed("".join(pages))
            awards = [award for award in round_.awards if award.contract == contract.contract]
            names = {each.provider: each.name for each in round_.providers}
            for award in awards:
                assert squeezed(names[award.provider]) in text
                assert squeezed(award.lot) in text


PRINTED: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("rate", "enhanced_rate", "rate_cap"), lambda cell: f"£{float(cell):,.2f}"),
    **dict.fromkeys(
        ("target_share", "max_share", "results_share", "reduction_target"), lambda cell: f"{cell}%"
    ),
    **dict.fromkeys(("guaranteed_hours", "review_growth_hours", "staff_hours"), lambda cell: f"{cell} h"),
    **dict.fromkeys(("start", "end", "exclusive_until"), lambda cell: day(date.fromisoformat(cell))),
    "min_grade": lambda cell: f"Grade {cell} or better",
    "ask_together": lambda cell: f"{cell} at once",
    **dict.fromkeys(
        ("name", "lot", "areas", "services", "step", "rank", "quality", "skills", "registration", "postcodes",
         "clause", "delivered_by", "most_lots"),
        lambda cell: cell,
    ),
}  # fmt: skip
"""How a cell of a scheme's file stands on paper, by its column; other columns are told in sentences."""


def test_no_cell_of_a_scheme_is_missing_from_its_paper() -> None:
    """Line by line: every name, area, service, rate, share, hour, day, floor and cap of every scheme."""
    for scheme in schemes().values():
        round_ = round_of(scheme)
        text = "".join(text_of(round_, contract.contract) for contract in round_.contracts)
        for name, table in scheme.tables.tables.items():
            for row in table.rows:
                for column, cell in zip(map(str.strip, table.header), row.cells, strict=False):
                    if (name, column) == ("areas", "name") or column not in PRINTED:
                        continue
                    for item in filter(None, map(str.strip, cell.split(";"))):
                        if item != "*":
                            assert squeezed(PRINTED[column](item)) in text, (scheme.id, name, column, item)


def test_every_term_is_on_the_paper() -> None:
    """Dates, clause, steps, floors, caps, authority, rates, shares, guarantee, and what an award keeps to."""
    text = text_of(small(), "C1")
    said = (
        "REF/1", "from 1 June 2026", "4.2", "package by package, with the first refusal of each",
        "Most lots a supplier", "By their rank", "2 at once", "Answer within 2 working days",
        "working days of Scotland", "cost weighs 60, quality 40",
        "Each placement needs a named person", "Grade 4 or better", "At most £19.00 an hour",
        "£20.50", "£21.50",
        "60%", "80%", "10 h", "asked alone until 30 September 2026", "keeps what it has, no new packages",
        "delivered by Sub Ltd", "day care", "nobody yet", "Default policy, version 1",
    )  # fmt: skip
    assert [each for each in said if squeezed(each) not in text] == []


def test_what_the_order_rests_on_stands_beside_the_awards() -> None:
    """Quality where a step ranks by score, grade where one asks for it, skills, registration, postcodes."""
    rated = replace(
        small().providers[1], registration="CS42", grade=5, quality_hundredths=8250, skills=("bsl", "peg")
    )
    english = replace(small().providers[0], cqc_rating="Good")
    areas = (Area("glen", "The glen", ("EH49 5", "EH49 6")), Area("town", "The town"))
    lots = (replace(small().lots[0], areas=("glen", "town")), small().lots[1])
    text = text_of(replace(small(), areas=areas, lots=lots, providers=(english, rated)), "C1")
    for said in ("CS42", "82.5", "5 very good", "bsl, peg", "Good", "The glen", "EH49 5, EH49 6"):
        assert squeezed(said) in text, said
    plain = replace(small(), providers=(english, rated), steps=small().steps[:1], awards=small().awards[:1])
    assert squeezed("Providers as they are known") not in text_of(plain, "C1")
    assert squeezed("Postcodes") not in text_of(small(), "C1")


def test_a_blocks_size_is_on_its_paper() -> None:
    """The return of each award of a block for its lot, as it counts on the day; of no other kind."""
    capacity = (
        CapacityRow("P1", 4200, "Lot 2", until=DAY),
        CapacityRow("P1", 6000, "Lot 2", applies_from=date(2026, 6, 2)),
        CapacityRow("P1", 60, "Lot 2", band="morning"),
        CapacityRow("P1", 120),
    )
    block = replace(small().contracts[0], kind=ContractKind.BLOCK)
    text = text_of(replace(small(), contracts=(block,), capacity=capacity), "C1")
    assert squeezed("Block") in text
    assert squeezed("70 h") in text
    assert squeezed("100 h") not in text
    assert squeezed("70 h") not in text_of(replace(small(), capacity=capacity), "C1")


def test_names_are_data_and_lots_stand_as_people_count() -> None:
    """Signs of markup print as typed; Lot 2 stands before Lot 10."""
    text = text_of(small(), "C1")
    assert squeezed("<b>Test & Council") in text
    assert squeezed("Care & <i>Co") in text
    assert text.index(squeezed("Lot 2")) < text.index(squeezed("Lot 10"))


def test_the_policy_is_said_in_its_own_order() -> None:
    """Aims that do not count are not there, moved ones stand where they do, settings have sentences."""
    policy = Policy(
        aims=("pairs", "score"),
        discharge_with_critical=False,
        promote_after_days=28,
        double_up_skill="hoist",
        score_by=ScoreBy.POINTS,
        share_weeks=12,
        budget_ceiling=250_000,
        name="Winter",
        version=7,
    )
    text = text_of(replace(small(), policy=policy), "C1")
    places = [text.index(squeezed(each)) for each in ("As few providers as possible", "weighted points")]
    assert places == sorted(places)
    assert squeezed("those that waited longest") not in text
    for said in (
        "After 28 days", "ranks in the band of the assessment", "hoist", "12 weeks", "£2,500.00",
        "Winter, version 7",
    ):  # fmt: skip
        assert squeezed(said) in text


def test_equal_terms_are_equal_pages_and_every_change_has_another_code() -> None:
    """Byte for byte; a penny more is another check code."""
    terms = contract_terms(small(), "C1")
    assert paper.contract_papers([terms]) == paper.contract_papers([terms])
    award = replace(small().awards[0], rate=2051)
    dearer = contract_terms(replace(small(), awards=(award, *small().awards[1:])), "C1")
    assert check_code(dearer) != check_code(terms)


def test_an_unknown_contract_is_no_paper() -> None:
    """The caller asked for what is not there."""
    with pytest.raises(KeyError):
        contract_terms(small(), "C9")
