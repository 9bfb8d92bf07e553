"""The kinds of data that a write can change: a use case names them in `Done`, a page says which it shows."""

from enum import StrEnum


class Kind(StrEnum):
    """One kind for each list or figure that can go out of date on screen."""

    PACKAGES = "packages"
    PROVIDERS = "providers"
    TERMS = "terms"
    RETURNS = "returns"
    NOTES = "notes"
    ROUNDS = "rounds"
    PLAN = "plan"
    OFFERS = "offers"
    RECORDS = "records"
    COUNCIL = "council"


EVERYTHING = frozenset(Kind)
"""What a page that has never been shown still has to read."""
