"""What goes on paper: frozen values that hold all that a page says, and the pure functions that make them.

A page is drawn from its value alone, so the same value is the same page years later. Values hold
codes and facts; sentences are made when they are drawn. `values` and `summaries` say what they are,
`decisions` makes the records and confirmations of a plan, `summarise` a round's summary,
`contract_terms` a contract's terms and policy, `check_code` the code at the foot of a page.
"""

from allocation.record.check_code import check_code
from allocation.record.contract_terms import AwardTerms, ContractTerms, LotTerms, contract_terms
from allocation.record.decisions import allocation_records, provider_confirmations
from allocation.record.issue import Authority, Issue
from allocation.record.summaries import (
    AwardLine,
    PassedOver,
    PlacedLine,
    PriorityLine,
    ProviderLine,
    RoundSummary,
    ScarceLine,
    StepLine,
    UnplacedLine,
)
from allocation.record.summarise import round_summary
from allocation.record.values import (
    AllocationRecord,
    Basis,
    Finding,
    LadderRow,
    LadderStep,
    PlacedPart,
    ProviderConfirmation,
)

__all__ = [
    "AllocationRecord",
    "Authority",
    "AwardLine",
    "AwardTerms",
    "Basis",
    "ContractTerms",
    "Finding",
    "Issue",
    "LadderRow",
    "LadderStep",
    "LotTerms",
    "PassedOver",
    "PlacedLine",
    "PlacedPart",
    "PriorityLine",
    "ProviderConfirmation",
    "ProviderLine",
    "RoundSummary",
    "ScarceLine",
    "StepLine",
    "UnplacedLine",
    "allocation_records",
    "check_code",
    "contract_terms",
    "provider_confirmations",
    "round_summary",
]
