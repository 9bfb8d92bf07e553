"""The labels of rows by their ids, and back, read once for a use case."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from allocation.acts import Row
from allocation.acts.rows import Case
from allocation.model import Area, Contract, Lot, Provider
from allocation.ports import Reading


@dataclass(frozen=True, slots=True)
class Names:
    """Labels and ids by kind. An unknown name stays as it is: a wish may name a provider never met."""

    labels: dict[tuple[str, str], str] = field(default_factory=dict)
    ids: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, kind: str, key: str, label: str) -> None:
        """Learn one more."""
        self.labels[kind, key] = label
        self.ids[kind, label] = key

    def label(self, kind: str, key: str) -> str:
        """From id to label."""
        return self.labels.get((kind, key), key)

    def id(self, kind: str, label: str) -> str:
        """From label to id."""
        return self.ids.get((kind, label), label)


def names_of(reading: Reading, cases: Iterable[Row[Case]] = ()) -> Names:
    """The names of all areas, providers, contracts and lots, and of these packages."""
    names = Names()
    for area in reading.rows(Area):
        names.add("area", area.key, area.value.area)
    for provider in reading.rows(Provider):
        names.add("provider", provider.key, provider.value.provider)
    for contract in reading.rows(Contract):
        names.add("contract", contract.key, contract.value.contract)
    for lot in reading.rows(Lot):
        names.add("lot", lot.key, lot.value.lot)
    for case in cases:
        names.add("package", case.key, case.value.package.package)
    return names
