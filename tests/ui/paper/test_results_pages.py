"""A statement of payment by results on paper."""

from dataclasses import replace
from datetime import UTC, date, datetime

from allocation.record import check_code
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


def test_an_issued_statement_bears_its_number_and_who_issued_it() -> None:
    """In the head and at the foot of every page, with a check code; one that is not issued says that."""
    at = datetime(2026, 7, 2, 9, 30, tzinfo=UTC)
    issued = replace(
        STATEMENT, number="S2026-00007", by="Ann Broker", at=at, corrects="S2026-00003", unit="Contracts"
    )
    pages = [squeezed(page) for page in page_texts(results_statement(issued))]
    assert len(pages) > 1
    assert all(squeezed("S2026-00007") in page and check_code(issued) in page for page in pages)
    for said in ("Ann Broker", "2 July 2026", "statement S2026-00003", "Contracts"):
        assert squeezed(said) in pages[0], said
    (first, *_rest) = page_texts(results_statement(STATEMENT))
    assert squeezed("Not issued") in squeezed(first)


def test_a_quarter_without_reviews_says_so() -> None:
    """One page, nothing earned."""
    (page,) = page_texts(results_statement(replace(STATEMENT, contracts=())))
    assert squeezed("has no care of this quarter") in squeezed(page)
