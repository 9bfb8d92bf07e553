"""A statement of payment by results on paper."""

from dataclasses import replace
from datetime import date

from allocation.record.results import ResultsStatement, ReviewedCare, contract_results
from tests.ui.paper.pages import page_texts, squeezed
from ui.paper import results_statement

CARE = tuple(
    ReviewedCare(f"P{number:03}", date(2026, 4, 6), date(2026, 6, 28), 1800, 600, 540, 4, 3)
    for number in range(40)
)
STATEMENT = ResultsStatement(
    "Westhaven",
    "Alder <b>Care</b>",
    "CS1",
    date(2026, 4, 1),
    date(2026, 6, 30),
    date(2026, 7, 2),
    (contract_results("A9", "Care at home", "REF/1", 1000, 2000, CARE, ["P777"]),),
)


def test_a_statement_says_each_review_its_sums_and_how_they_come_about() -> None:
    """Every line, both halves, the target, what is not reviewed; a name is plain text; equal bytes again."""
    pages = results_statement(STATEMENT)
    assert pages == results_statement(STATEMENT)
    text = squeezed("".join(page_texts(pages)))
    for said in (
        "Alder <b>Care</b>", "1 April 2026 to 30 June 2026", "P039", "£216.00", "£81.00",
        "120 of 160 achieved",
        "40 h less (10%)", "£5,400.00", "by 20% or more", "P777",
    ):  # fmt: skip
        assert squeezed(said) in text, said


def test_a_quarter_without_reviews_says_so() -> None:
    """One page, nothing earned."""
    (page,) = page_texts(results_statement(replace(STATEMENT, contracts=())))
    assert squeezed("has no care of this quarter") in squeezed(page)
