"""What a plan leaves of every provider's return: the bars of the board, and what a move would find."""

from collections import defaultdict
from dataclasses import dataclass

from allocation.index import Index
from allocation.model import Award, Package, Part, Plan, Weekday
from allocation.rules.pair import Pair
from allocation.rules.room import Figure, applying, figures


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure of a return as a bar, in staff minutes a week. `band` None is the whole week.

    `left` is below zero where a waived pin or what was promised before took more than was given.
    """

    band: str | None
    given: int
    left: int
    days: tuple[Weekday, ...] | None = None
    double_up: bool = False

    @property
    def full(self) -> bool:
        """Whether nothing is left of it."""
        return self.left <= 0


class Room:
    """The load of every figure under one plan. Built once a plan; asked once an award."""

    def __init__(self, index: Index, plan: Plan) -> None:
        self.index = index
        day, bands = index.round_.day, index.round_.bands
        self._scopes = {provider: figures(rows, day, bands) for provider, rows in index.capacity.items()}
        self._load: dict[Figure, int] = defaultdict(int)
        for package, part in _all_parts(index):
            key = plan.awards.get((package.package, part.number))
            if key is not None:
                award = index.awards[key]
                for figure in self.figures(award) or ():
                    self._load[figure] += self.use(package, part, award, figure)

    def figures(self, award: Award) -> tuple[Figure, ...] | None:
        """All figures that apply to an award, or None where its provider gave no return for it."""
        return applying(self._scopes.get(award.provider, {}), award.lot)

    def use(self, package: Package, part: Part, award: Award, figure: Figure) -> int:
        """Staff minutes that a part uses of a figure there; none where the provider has the part already."""
        stays = Pair(self.index, package, part, award, None).stays
        return 0 if stays else figure.use(part.visits)

    def left(self, figure: Figure) -> int:
        """Staff minutes a week that the plan leaves of a figure."""
        return figure.minutes - self._load[figure]

    def bars(self, award: Award) -> tuple[Bar, ...] | None:
        """The award's bars, bands in the council's order, then days and double-up, the week last.

        None: no return. Where a lot's own figure and the provider's for all lots stand for the same cells,
        the tighter one is shown, because every row that applies binds.
        """
        given = self.figures(award)
        if given is None:
            return None
        tightest: dict[object, Figure] = {}
        for figure in given:
            cells = (figure.band, figure.days, figure.workers)
            if cells not in tightest or self.left(figure) < self.left(tightest[cells]):
                tightest[cells] = figure
        shown = [figure for figure in tightest.values() if not (figure.implied and figure.band is not None)]
        order = {band: number for number, band in enumerate(self.index.round_.bands)}
        shown.sort(
            key=lambda figure: (
                figure.band is None and figure.days is None and figure.workers is None,
                figure.days is not None or figure.workers is not None,
                order.get(figure.band or "", len(order)),
                figure.days or (),
            )
        )
        return tuple(
            Bar(figure.band, figure.minutes, self.left(figure), figure.days, figure.workers == 2)
            for figure in shown
        )


def _all_parts(index: Index) -> list[tuple[Package, Part]]:
    return [(package, part) for package in index.packages.values() for part in package.parts]
