"""Labels and ids. A round and a file name rows by label; the desk's rows name one another by id.

A label can then be corrected in one place, and two councils' tables can be merged.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from allocation.acts.rows import Case, Return, Review
from allocation.model import (
    Award,
    CapacityRow,
    Lot,
    Package,
    Placement,
    Refusal,
    Step,
    Suspension,
)

T = TypeVar("T")

Renaming = Callable[[str, str], str]
"""From the kind of a row and one of its names to its other name."""

_REFERENCES: dict[type[Any], dict[str, str]] = {
    Step: {"contract": "contract"},
    Lot: {"contract": "contract", "areas": "area"},
    Award: {"contract": "contract", "lot": "lot", "provider": "provider"},
    CapacityRow: {"provider": "provider", "lot": "lot"},
    Suspension: {"provider": "provider", "contract": "contract", "lot": "lot"},
    Package: {
        "area": "area",
        "chosen_provider": "provider",
        "preferred_providers": "provider",
        "excluded_providers": "provider",
        "current_provider": "provider",
    },
    Refusal: {"package": "package", "provider": "provider"},
    Placement: {"package": "package", "provider": "provider", "contract": "contract", "lot": "lot"},
    Return: {"provider": "provider", "lot": "lot"},
    Review: {"package": "package", "provider": "provider", "contract": "contract"},
}
"""For each kind of value, which fields name rows of which kind. An unlisted kind names none."""


def renamed(value: T, renaming: Renaming) -> T:
    """The same value with every name of another row replaced, inside nested values too."""
    if isinstance(value, Case):
        return replace(value, package=renamed(value.package, renaming))
    fields: dict[str, Any] = {}
    for name, kind in _REFERENCES.get(type(value), {}).items():
        held = getattr(value, name)
        if isinstance(held, tuple):
            fields[name] = tuple(renaming(kind, each) for each in held)
        elif held is not None:
            fields[name] = renaming(kind, held)
    if isinstance(value, Return):
        fields["rows"] = tuple(renamed(row, renaming) for row in value.rows)
    return replace(value, **fields) if fields else value  # type: ignore[type-var]
