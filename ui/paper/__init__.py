"""Paper: each document from its frozen value alone, as one PDF; equal values give equal bytes.

A4, black on white, readable as a photocopy (SCREEN, "Paper"). `sheet` is the page, `words`
text as typed, `tables` rows and labelled values; each document has one file. ReportLab is
loaded when the first page is made.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from allocation.asking import Asking
    from allocation.moving import BookSummary
    from allocation.record import AllocationRecord, ContractTerms, ProviderConfirmation, RoundSummary
    from allocation.record.results import ResultsStatement


def allocation_records(records: Iterable["AllocationRecord"], crest: bytes | None = None) -> bytes:
    """The council's records, each from a page of its own. `crest` is a PNG or JPEG picture."""
    from ui.paper.record_pages import section
    from ui.paper.sheet import pdf
    from ui.wording import _

    return pdf([section(record) for record in records], _("Allocation records"), crest)


def provider_confirmations(
    confirmations: Iterable["ProviderConfirmation"], crest: bytes | None = None
) -> bytes:
    """What providers get, each from a page of its own."""
    from ui.paper.confirmation_pages import section
    from ui.paper.sheet import pdf
    from ui.wording import _

    return pdf([section(each) for each in confirmations], _("Provider’s confirmations"), crest)


def round_summary(summary: "RoundSummary", crest: bytes | None = None) -> bytes:
    """The round's summary for a meeting."""
    from ui.paper.sheet import pdf
    from ui.paper.summary_pages import section
    from ui.wording import _

    return pdf([section(summary)], _("Round summary"), crest)


def contract_papers(terms: Iterable["ContractTerms"], crest: bytes | None = None) -> bytes:
    """Contracts with their policy, each from a page of its own."""
    from ui.paper.sheet import pdf
    from ui.paper.terms_pages import section
    from ui.wording import _

    return pdf([section(each) for each in terms], _("Contract terms and policy"), crest)


def book_summary(summary: "BookSummary", crest: bytes | None = None) -> bytes:
    """A moved book's summary for a meeting."""
    from ui.paper.book_pages import section
    from ui.paper.sheet import pdf
    from ui.wording import _

    return pdf([section(summary)], _("Moving a book"), crest)


def ask_sheet(asking: "Asking", crest: bytes | None = None) -> bytes:
    """Whom to ask for one package, in which order, and why not the others."""
    from ui.paper.ask_pages import section
    from ui.paper.sheet import pdf
    from ui.wording import _

    return pdf([section(asking)], _("Whom to ask"), crest)


def results_statement(made: "ResultsStatement", crest: bytes | None = None) -> bytes:
    """What a provider earned by results in a quarter."""
    from ui.paper.results_pages import section
    from ui.paper.sheet import pdf
    from ui.wording.results import statement_title

    return pdf([section(made)], statement_title(), crest)


def waiting_list(
    council: str,
    title: str,
    subtitle: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    figures: Collection[str] = (),
    crest: bytes | None = None,
) -> bytes:
    """The waiting list as it was filtered: heads and rows of plain text, in the order given.

    `figures` names the columns that stand to the right.
    """
    from ui.paper.list_pages import WaitingList, section
    from ui.paper.sheet import pdf

    body = tuple(tuple(row) for row in rows)
    value = WaitingList(council, title, subtitle, tuple(columns), body, frozenset(figures))
    return pdf([section(value)], title, crest)


__all__ = [
    "allocation_records",
    "ask_sheet",
    "book_summary",
    "contract_papers",
    "provider_confirmations",
    "results_statement",
    "round_summary",
    "waiting_list",
]
