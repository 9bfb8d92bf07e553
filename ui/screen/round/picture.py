"""What the board shows of a plan: lots, their steps, their awards with bars of room, and packages as cards.

Lots stand in the order in which the contracts read: by their first step, then by name. A live part that
stays where it is is counted, not drawn, since the round does not decide on it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from allocation.index import Index
from allocation.model import Award, AwardKey, Package, Part, PlacementKind, Plan, Priority
from allocation.order import natural
from ui.screen.round.room import Bar, Room
from ui.wording.grades import standing_word


@dataclass(frozen=True, slots=True)
class Card:
    """One part of a package. `award` None: not placed. `of` is the number of the package's parts.

    `proposal`: its step needs authority that nobody gave yet. `fixed` says that it is pinned or held;
    `issued` is the number of its package's record that stands.
    """

    package: str
    part: int
    of: int
    priority: Priority
    minutes: int
    area: str
    award: AwardKey | None
    discharge: bool = False
    double_up: bool = False
    proposal: bool = False
    fixed: PlacementKind | None = None
    issued: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """What names the part in a plan."""
        return (self.package, self.part)

    @property
    def movable(self) -> bool:
        """Whether a person may move it here: what was offered, accepted or issued is withdrawn elsewhere."""
        return self.fixed in (None, PlacementKind.PIN) and not self.issued


@dataclass(frozen=True, slots=True)
class AwardRow:
    """One award: its provider, what is left of its return, and its cards.

    `graded` is its grade or rating in a word. `bars` None: no return. `live` counts the parts that are there
    already and stay; `minutes` are the staff minutes a week of these and of the cards.
    """

    award: Award
    provider: str
    graded: str
    bars: tuple[Bar, ...] | None
    cards: tuple[Card, ...]
    live: int = 0
    minutes: int = 0

    @property
    def short(self) -> int:
        """Staff minutes a week that are missing to what the contract guarantees it."""
        return max(0, self.award.guaranteed_minutes - self.minutes)


@dataclass(frozen=True, slots=True)
class StepGroup:
    """The awards of one lot at one step."""

    number: int
    name: str
    needs_authority: bool
    rows: tuple[AwardRow, ...]

    @property
    def cards(self) -> int:
        """How many cards its awards have."""
        return sum(len(row.cards) for row in self.rows)

    @property
    def silent(self) -> tuple[AwardRow, ...]:
        """Awards whose providers gave no return and that have nothing: little to look at, so shown apart."""
        return tuple(row for row in self.rows if row.bars is None and not row.cards)


@dataclass(frozen=True, slots=True)
class LotGroup:
    """One lot with its steps in order."""

    lot: str
    name: str
    contract: str
    steps: tuple[StepGroup, ...]

    @property
    def cards(self) -> int:
        """How many cards its steps have."""
        return sum(step.cards for step in self.steps)

    @property
    def minutes(self) -> int:
        """Staff minutes a week of its cards."""
        return sum(card.minutes for step in self.steps for row in step.rows for card in row.cards)

    @property
    def short(self) -> int:
        """Staff minutes a week that are missing to the guarantees of its awards."""
        return sum(row.short for step in self.steps for row in step.rows)


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole board. `unplaced` are cards without an award; direct payments (option 1) are left out."""

    lots: tuple[LotGroup, ...]
    unplaced: tuple[Card, ...]


def picture(
    index: Index,
    plan: Plan,
    proposals: Collection[str] | None = None,
    issued: Mapping[str, str] | None = None,
) -> Picture:
    """The board of a plan. `proposals` are packages whose step needs authority that nobody gave yet.

    None: nobody gave any, as while a plan is still looked for. `issued` are record numbers by package.
    """
    room = Room(index, plan)
    cards, live, minutes = _cards(index, plan, proposals, issued or {})
    awards: dict[str, dict[int, list[Award]]] = defaultdict(lambda: defaultdict(list))
    for award in index.awards.values():
        awards[award.lot][award.step].append(award)

    def row(award: Award) -> AwardRow:
        provider = index.providers[award.provider]
        mine = sorted(cards[award.key], key=_card_order)
        return AwardRow(
            award,
            provider.name,
            standing_word(provider),
            room.bars(award),
            tuple(mine),
            live[award.key],
            minutes[award.key],
        )

    def step(lot: str, number: int) -> StepGroup:
        rows = sorted(awards[lot][number], key=lambda award: (award.rank or 0, award.key))
        found = index.step_of(rows[0])
        return StepGroup(number, found.name, found.needs_authority, tuple(row(award) for award in rows))

    awarded = [lot for lot in index.round_.lots if awards[lot.lot]]
    awarded.sort(key=lambda lot: (min(awards[lot.lot]), natural(lot.lot)))
    lots = tuple(
        LotGroup(lot.lot, lot.name, lot.contract, tuple(step(lot.lot, n) for n in sorted(awards[lot.lot])))
        for lot in awarded
    )
    return Picture(lots, tuple(sorted(cards[None], key=_card_order)))


def _card_order(card: Card) -> tuple[int, str, int]:
    return (card.priority.order, card.package, card.part)


def _cards(
    index: Index, plan: Plan, proposals: Collection[str] | None, issued: Mapping[str, str]
) -> tuple[dict[AwardKey | None, list[Card]], Counter[AwardKey], Counter[AwardKey]]:
    """The cards of each award, how many parts stay there, and the staff minutes of both."""
    cards: dict[AwardKey | None, list[Card]] = defaultdict(list)
    live: Counter[AwardKey] = Counter()
    minutes: Counter[AwardKey] = Counter()
    for package in index.packages.values():
        parts = package.parts
        for part in parts:
            award = plan.awards.get((package.package, part.number))
            kind = index.placement_kind(package.package, part.number)
            if award is None and package.sds_option == 1:
                continue
            if award is not None:
                minutes[award] += part.staff_minutes
            placement = index.placements.get((package.package, part.number))
            if placement and kind is PlacementKind.LIVE and award and award.provider == placement.provider:
                live[award] += 1
                continue
            number = issued.get(package.package, "")
            cards[award].append(_card(index, package, part, len(parts), award, proposals, number))
    return cards, live, minutes


def _card(
    index: Index,
    package: Package,
    part: Part,
    of: int,
    award: AwardKey | None,
    proposals: Collection[str] | None,
    issued: str,
) -> Card:
    kind = index.placement_kind(package.package, part.number)
    needs = award is not None and index.step_of(index.awards[award]).needs_authority
    return Card(
        package=package.package,
        part=part.number,
        of=of,
        priority=index.priority(package),
        minutes=part.staff_minutes,
        area=package.area,
        award=award,
        discharge=package.hospital_discharge,
        double_up=any(visit.workers == 2 for visit in part.visits),
        proposal=needs and (proposals is None or package.package in proposals),
        fixed=kind if kind in (PlacementKind.PIN, PlacementKind.HELD) else None,
        issued=issued,
    )
