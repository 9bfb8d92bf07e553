"""A provider's statement for a quarter, where a contract pays part of its rate by results."""

from calendar import monthrange
from collections import defaultdict
from datetime import date

from allocation.acts.rows import Case, Promise, Review
from allocation.model import Contract, Placement, Provider
from allocation.ports import Reading
from allocation.record.results import ContractResults, ResultsStatement, ReviewedCare, contract_results
from allocation.use_cases.desk import Desk, not_found, reading
from allocation.use_cases.held_care import held_care
from allocation.use_cases.reviews import IN_CARE
from allocation.use_cases.snapshot import council_of

QUARTER = 3
"""Months."""


def quarter_of(day: date) -> date:
    """The first day of the quarter that a day is in: of January, April, July or October."""
    return date(day.year, (day.month - 1) // QUARTER * QUARTER + 1, 1)


def quarter_before(first: date) -> date:
    """The first day of the quarter before the one that begins on that day."""
    return quarter_of(date.fromordinal(first.toordinal() - 1))


def last_day(first: date) -> date:
    """The last day of the three months that begin with that day's month."""
    months = first.month - 1 + QUARTER - 1
    year, month = first.year + months // 12, months % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def statement(desk: Desk, provider: str, first: date) -> ResultsStatement:
    """What a provider (by id) earned by results in the three months from `first` on, contract by contract.

    Care counts in the quarter in which its review was made. Raises `WorldError` (`not_found`).
    """
    with reading(desk) as view:
        return statement_in(view, provider, first, desk.clock.today())


def statement_in(view: Reading, provider: str, first: date, today: date) -> ResultsStatement:
    """The same, in a view that is open already."""
    row = view.get(Provider, provider)
    if row is None:
        raise not_found("provider", provider)
    last = last_day(first)
    care, due = _reviewed(view, provider, first, last), _due(view, provider, first, last)
    contracts = {each.key: each.value for each in view.rows(Contract)}
    return ResultsStatement(
        council=council_of(view).name,
        provider=row.value.name,
        registration=row.value.registration,
        first=first,
        last=last,
        day=today,
        contracts=tuple(
            _of(contracts[key], care.get(key, []), due.get(key, []))
            for key in sorted(contracts, key=lambda key: contracts[key].contract)
            if contracts[key].results_share is not None and (key in care or key in due)
        ),
    )


def _of(contract: Contract, care: list[ReviewedCare], due: list[str]) -> ContractResults:
    return contract_results(
        contract.contract,
        contract.name,
        contract.reference,
        contract.results_share or 0,
        contract.reduction_target,
        care,
        due,
    )


def _reviewed(view: Reading, provider: str, first: date, last: date) -> dict[str, list[ReviewedCare]]:
    """Care that was reviewed in the quarter, by contract's id."""
    reviews = [row.value for row in view.rows(Review, provider=provider) if first <= row.value.on <= last]
    cases = view.rows(Case, id=sorted({each.package for each in reviews}))
    references = {case.key: case.value.package.package for case in cases}
    found: dict[str, list[ReviewedCare]] = defaultdict(list)
    for each in reviews:
        if each.contract is not None:
            found[each.contract].append(
                ReviewedCare(
                    references[each.package],
                    each.since,
                    each.on,
                    each.rate,
                    each.minutes_before,
                    each.minutes_after,
                    each.agreed,
                    each.achieved,
                )
            )
    return found


def _due(view: Reading, provider: str, first: date, last: date) -> dict[str, list[str]]:
    """References of packages whose block ended in the quarter and is not reviewed, by contract's id."""
    keys = {row.value.package for row in view.rows(Promise, provider=provider, ended=None)}
    keys |= {row.value.package for row in view.rows(Placement, provider=provider)}
    cases = [case for case in view.rows(Case, id=sorted(keys)) if case.value.state in IN_CARE]
    care = held_care(view, cases)
    found: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        for held in care[case.key]:
            end = held.block_end
            if held.provider == provider and held.going_on and end and first <= end <= last and held.contract:
                found[held.contract].append(case.value.package.package)
    return found
