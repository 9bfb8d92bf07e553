"""What a problem is made of. Indices point into the problem's own tuples; all amounts are whole numbers."""

from dataclasses import dataclass

from allocation.errors import Fault
from allocation.index import Index
from allocation.model import AwardKey, Part, PlacementKind, Plan
from allocation.rules.room import Figure


@dataclass(frozen=True, slots=True)
class Limit:
    """The most staff minutes a week that open parts may use together.

    A figure of a return (`figure`), or an award's largest share of its lot (`award`). What is settled has
    been taken off `minutes`, never below zero, so an excess that a waived pin or live care causes blocks
    others and is no fault of theirs. `given` is the limit before that.
    """

    minutes: int
    given: int
    figure: Figure | None = None
    award: AwardKey | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One award that a part may go to: every rule of the pair holds.

    `rank` is 1 for first in its step (1 in unranked steps). `uses` lists (limit, staff minutes), without
    zeros; a part that stays uses no room, only share. `excess` is the score aim's: sixtieths of a penny a
    week above the part's cheapest eligible award, or ten-thousandths of a point short of its best. `pair`
    numbers (provider, postcode sector).
    """

    award: AwardKey
    rank: int
    uses: tuple[tuple[int, int], ...]
    wish: bool
    excess: int
    pair: int
    stays: bool

    @property
    def step(self) -> int:
        """The step's number, comparable across contracts."""
        return self.award.step


@dataclass(frozen=True, slots=True)
class OpenPart:
    """A part that the plan places: its options, in order of step, rank and key."""

    part: Part
    package: int
    minutes: int
    options: tuple[Option, ...]

    @property
    def key(self) -> tuple[str, int]:
        """What names the part: package and number."""
        return (self.part.package, self.part.number)


@dataclass(frozen=True, slots=True)
class OpenPackage:
    """A package with at least one open part.

    `tier` is 0 for critical to 3 for low, after discharge and waits. `parts` are indices of its open parts;
    it is placed whole or not at all. `waited` is in days. `pinned`: a person fixed the provider of these
    parts and left open under which award, so they are placed in every plan, and neither set aside nor tested.
    What else is open of the same package stands in a row of its own.
    """

    package: str
    tier: int
    waited: int
    parts: tuple[int, ...]
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """A part whose place is no question of this round: live and staying, pinned, held, or given by first
    refusal (`kind` None: no placement says so, the waterfall put it under a contract that is not `batch`).

    The `uses` of a settled option are already off the limits.
    """

    part: Part
    kind: PlacementKind | None
    option: Option

    @property
    def is_new(self) -> bool:
        """Whether aims 1 to 5 count it: placed in this round by a pin or by first refusal, not care that goes
        on or was promised before.
        """
        return self.kind in (PlacementKind.PIN, None)

    @property
    def by_first_refusal(self) -> bool:
        """Whether it came to its provider in its turn, and stays there."""
        return self.kind is None


@dataclass(frozen=True, slots=True)
class Commitment:
    """What an award was promised.

    `guaranteed` is staff minutes, `target` hundredths of a minute; `settled` is the staff minutes that are
    there already (live, pinned). A guarantee counts all of them; what a share does not count (live care from
    before its weeks) is added to the target as well.
    """

    award: AwardKey
    guaranteed: int
    target: int | None
    settled: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything that places, limits and values plans of one round.

    `outside` are parts that no provider is sought for: direct payments (option 1), and pins to a provider
    without any award, which are among the `faults` of pins. `loose` says that a settled part could as well
    stand at another award of its provider, so that a plan outside this problem might be better; `loose_aims`
    are those in which it could count otherwise there, and be better in none before (`left_open.py`).
    `rank_steps` are the (contract, step) whose awards are ranked. `pairs` are (provider, sector).
    `also_asked` are the offers that are out beside the one at which a part is settled: what each provider may
    have to give is taken off the limits too.
    """

    index: Index
    packages: tuple[OpenPackage, ...]
    parts: tuple[OpenPart, ...]
    limits: tuple[Limit, ...]
    settled: tuple[Settled, ...]
    outside: tuple[tuple[str, int], ...]
    commitments: tuple[Commitment, ...]
    pairs: tuple[tuple[str, str], ...]
    rank_steps: frozenset[tuple[str, int]]
    last_step: int
    faults: tuple[Fault, ...]
    loose: bool
    loose_aims: frozenset[str] = frozenset()
    also_asked: tuple[tuple[Part, Option], ...] = ()

    def pinned(self, number: int) -> bool:
        """Whether a person fixed the provider of an open part, by its index."""
        return self.packages[self.parts[number].package].pinned

    @property
    def free(self) -> tuple[OpenPart, ...]:
        """The open parts that the plan places freely: all but those that a person pinned."""
        return tuple(part for part in self.parts if not self.packages[part.package].pinned)

    def plan(self, chosen: tuple[int | None, ...]) -> Plan:
        """The plan in which open part i goes to its option number `chosen[i]`, or nowhere (None)."""
        awards: dict[tuple[str, int], AwardKey | None] = dict.fromkeys(self.outside)
        awards.update({(each.part.package, each.part.number): each.option.award for each in self.settled})
        for part, option in zip(self.parts, chosen, strict=True):
            awards[part.key] = None if option is None else part.options[option].award
        return Plan.of(awards)

    def chosen(self, plan: Plan) -> tuple[int | None, ...]:
        """Option numbers of a plan's open parts.

        Raises `KeyError` for a part it lacks, `ValueError` for an award that is no option.
        """
        numbers: list[int | None] = []
        for part in self.parts:
            award = plan.awards[part.key]
            if award is None:
                numbers.append(None)
                continue
            number = next((n for n, option in enumerate(part.options) if option.award == award), None)
            if number is None:
                raise ValueError(f"{part.key} has no option {award}")
            numbers.append(number)
        return tuple(numbers)
