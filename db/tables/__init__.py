"""The tables. Rows never leave `db`: `db.mapping` turns them into the core's values and back."""

from sqlalchemy import Table

from db.tables import chain, packages, personal, rounds, terms
from db.tables.base import RowColumns, metadata

CURRENT: dict[str, Table[RowColumns]] = {
    "council": terms.councils,
    "area": terms.areas,
    "provider": terms.providers,
    "contract": terms.contracts,
    "step": terms.steps,
    "lot": terms.lots,
    "award": terms.awards,
    "return": terms.returns,
    "suspension": terms.suspensions,
    "person": packages.people,
    "package": packages.packages,
    "refusal": packages.refusals,
    "placement": packages.placements,
    "note": packages.notes,
    "review": packages.reviews,
    "round": rounds.rounds,
    "plan": rounds.plans,
    "record": rounds.records,
    "promise": rounds.promises,
    "offer": rounds.offers,
    "withdrawal": rounds.withdrawals,
    "statement": rounds.statements,
}
"""The current table of each kind of row. Only `apply` writes them."""

__all__ = ["CURRENT", "chain", "metadata", "packages", "personal", "rounds", "terms"]
