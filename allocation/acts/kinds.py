"""The kinds of rows, by the name that acts use, and which of their fields name other rows.

A kind's name is for ever: old acts are read by newer code, never rewritten. A new field of a kind needs a
default, and then old acts read as before; one whose meaning changes gets another name, and `allocation.older`
reads the old one.
"""

from typing import Any, TypeVar

import msgspec

from allocation.acts.offers import Offer
from allocation.acts.rows import (
    Case,
    Council,
    FrozenRound,
    IssuedStatement,
    KeptPlan,
    Note,
    PersonRef,
    Promise,
    Record,
    Return,
    Review,
    Withdrawal,
)
from allocation.model import Area, Award, Contract, Lot, Placement, Provider, Refusal, Step, Suspension
from allocation.older import provider_fields

T = TypeVar("T")

KINDS: dict[str, type[Any]] = {
    "council": Council,
    "area": Area,
    "provider": Provider,
    "contract": Contract,
    "step": Step,
    "lot": Lot,
    "award": Award,
    "return": Return,
    "suspension": Suspension,
    "person": PersonRef,
    "package": Case,
    "refusal": Refusal,
    "placement": Placement,
    "note": Note,
    "review": Review,
    "round": FrozenRound,
    "plan": KeptPlan,
    "record": Record,
    "promise": Promise,
    "offer": Offer,
    "withdrawal": Withdrawal,
    "statement": IssuedStatement,
}
"""Every kind of row, those that others name first."""

_NAMES = {kind: name for name, kind in KINDS.items()}


def kind_of(kind: type[Any]) -> str:
    """The name of a kind in acts."""
    return _NAMES[kind]


def restore(kind: type[T], fields: dict[str, Any]) -> T:
    """The value of an act's row, validated again."""
    return msgspec.convert(provider_fields(fields) if kind is Provider else fields, kind)
