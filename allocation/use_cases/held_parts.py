"""A package's parts that are out with a provider, or were promised to one, cannot be taken out of it.

Who was told of a part would go on holding room for what nobody wants. So the offer, or the record, is taken
back first.
"""

from collections import defaultdict

from allocation.acts.rows import Case, Promise
from allocation.model import Provider
from allocation.ports import Reading


def held_parts(view: Reading, key: str | None = None) -> dict[tuple[str, int], tuple[str, ...]]:
    """Of one package, by its id, or of all: by reference and part, who holds it, by name."""
    which = {} if key is None else {"package": key}
    held = [row.value for row in view.rows(Promise, ended=None, **which)]
    cases = {row.key: row.value for row in view.rows(Case, id=sorted({each.package for each in held}))}
    names = {
        row.key: row.value.name or row.value.provider
        for row in view.rows(Provider, id=sorted({each.provider for each in held}))
    }
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for each in held:
        found[cases[each.package].package.package, each.part].add(names[each.provider])
    return {part: tuple(sorted(who)) for part, who in found.items()}
