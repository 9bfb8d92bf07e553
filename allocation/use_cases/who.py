"""Who acts, and what they may do. There is one role that works today; every use case asks all the same."""

from dataclasses import dataclass
from enum import StrEnum

from allocation.errors import Fault, WorldError


class Right(StrEnum):
    """What a use case asks for."""

    READ = "read"
    REFER = "refer"
    NOTE = "note"
    PROVIDERS = "providers"
    IMPORT = "import"
    ALLOCATE = "allocate"
    MOVE = "move"
    AUTHORISE = "authorise"
    ISSUE = "issue"
    SETTINGS = "settings"
    TERMS = "terms"
    ERASE = "erase"


@dataclass(frozen=True, slots=True)
class Actor:
    """The person at the desk, as acts and records name them."""

    name: str
    role: str = "broker"


ROLES: dict[str, frozenset[Right]] = {
    "broker": frozenset(Right),
    "reader": frozenset({Right.READ}),
}
"""What each role may do. An unknown role may do nothing."""


def may(actor: Actor, right: Right) -> bool:
    """Whether the person may do that."""
    return right in ROLES.get(actor.role, frozenset())


def require(actor: Actor, right: Right) -> None:
    """Raise `WorldError`: `not_allowed`, or `nobody` where nobody is named."""
    if not actor.name.strip():
        raise WorldError(Fault("nobody"))
    if not may(actor, right):
        raise WorldError(Fault("not_allowed", facts={"who": actor.name, "right": right.value}))
