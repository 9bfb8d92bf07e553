"""Who a package is for. Kept apart, so that rounds, acts and plans hold no personal field."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """The case system's reference and the name, as typed. Never a CHI number."""

    reference: str = ""
    name: str = ""
