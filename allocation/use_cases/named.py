"""Whether rows name another, so that it cannot go: what a database would refuse is told in words before."""

from typing import Any

from allocation.acts.rows import Case, IssuedStatement, Note, Promise, Record, Return, Review
from allocation.model import Area, Award, Contract, Lot, Placement, Provider, Refusal, Suspension
from allocation.ports import Reading

_NAMED_BY: dict[type[Any], tuple[tuple[type[Any], str], ...]] = {
    Area: ((Case, "area"),),
    Provider: (
        (Promise, "provider"),
        (Record, "provider"),
        (IssuedStatement, "provider"),
        (Return, "provider"),
        (Suspension, "provider"),
        (Refusal, "provider"),
        (Placement, "provider"),
        (Note, "provider"),
        (Review, "provider"),
    ),
    Contract: (
        (Promise, "contract"),
        (Suspension, "contract"),
        (Placement, "contract"),
        (Review, "contract"),
    ),
    Lot: ((Promise, "lot"), (Return, "lot"), (Suspension, "lot"), (Placement, "lot")),
}
"""By which rows, other than those of the terms themselves, a row of the terms can be named."""


def still_named(view: Reading, value: Any, key: str) -> str:
    """What names this row of the terms (`packages`, `care`, `returns` ...); empty where nothing does.

    `key` is the row's id, `value` is stored, with ids.
    """
    if isinstance(value, Award):
        held = {"provider": value.provider, "contract": value.contract, "lot": value.lot}
        promised = view.count(Promise, step=value.step, ended=None, **held)
        return "care" if promised or view.count(Placement, **held) else ""
    for kind, column in _NAMED_BY.get(type(value), ()):
        if view.count(kind, **{column: key}):
            return _CALLED[kind]
    if isinstance(value, Provider) and any(_wishes(case.value, key) for case in view.rows(Case)):
        return _CALLED[Case]
    return ""


_CALLED: dict[type[Any], str] = {
    Case: "packages",
    Promise: "care",
    Placement: "care",
    Record: "records",
    IssuedStatement: "records",
    Return: "returns",
    Suspension: "suspensions",
    Refusal: "answers",
    Note: "notes",
    Review: "reviews",
}


def _wishes(case: Case, provider: str) -> bool:
    package = case.package
    return provider in (
        package.chosen_provider,
        package.current_provider,
        *package.preferred_providers,
        *package.excluded_providers,
    )
