"""A plan: for each part in a round, an award, or unplaced."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from allocation.model.contract import AwardKey


@dataclass(frozen=True, slots=True)
class Placed:
    """Where one part goes; `award` None means unplaced."""

    package: str
    part: int
    award: AwardKey | None


@dataclass(frozen=True)
class Plan:
    """One `Placed` for each part, sorted by package and part."""

    placed: tuple[Placed, ...]

    def __post_init__(self) -> None:
        keys = [(each.package, each.part) for each in self.placed]
        if sorted(set(keys)) != keys:
            raise ValueError("a plan names each part once, sorted")

    @classmethod
    def of(cls, awards: Mapping[tuple[str, int], AwardKey | None]) -> "Plan":
        """The plan that sends each (package, part) to its award."""
        return cls(tuple(Placed(package, part, awards[package, part]) for package, part in sorted(awards)))

    @cached_property
    def awards(self) -> Mapping[tuple[str, int], AwardKey | None]:
        """The award of each (package, part)."""
        return {(each.package, each.part): each.award for each in self.placed}

    def __iter__(self) -> Iterator[Placed]:
        return iter(self.placed)

    def moved(self, package: str, part: int, award: AwardKey | None) -> "Plan":
        """The same plan with one part sent elsewhere, or unplaced. Raises `KeyError` for a part it lacks."""
        if (package, part) not in self.awards:
            raise KeyError((package, part))
        return Plan.of({**self.awards, (package, part): award})
