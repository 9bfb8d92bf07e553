"""A package's parts that are out with a provider, or were promised to one, cannot be taken out of it.

Who was told of a part would go on holding room for what nobody wants. So the offer, or the record, is taken
back first.
"""

from collections.abc import Iterable

from allocation.acts.rows import Case, Promise
from allocation.errors import Fault
from allocation.model import Package, Provider
from allocation.ports import Reading


def parts_held(view: Reading, packages: Iterable[Package]) -> list[Fault]:
    """A fault for each promised part that these packages, by their references, have no more."""
    held = [row.value for row in view.rows(Promise, ended=None)]
    cases = {row.key: row.value for row in view.rows(Case, id=sorted({each.package for each in held}))}
    parts = {each.package: {part.number for part in each.parts} for each in packages}
    found: dict[tuple[str, int, str], Fault] = {}
    for each in held:
        label = cases[each.package].package.package
        if label in parts and each.part not in parts[label]:
            provider = view.get(Provider, each.provider)
            name = (provider.value.name or provider.value.provider) if provider else ""
            found[label, each.part, name] = Fault(
                "part_held",
                file="visits",
                column="part",
                facts={"package": label, "part": each.part, "provider": name},
            )
    return [found[key] for key in sorted(found)]
