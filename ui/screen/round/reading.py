"""What the round page reads off a round as the use cases give it."""

from typing import NamedTuple

from allocation.model import PlacementKind, StoppedBy
from allocation.use_cases import moves, rounds
from allocation.use_cases.desk import Desk
from allocation.use_cases.rounds import RoundView
from ui.screen.round.drawn import Drawn, draw
from ui.screen.round.shown import Shown
from ui.wording import _

STAYS = (PlacementKind.LIVE, PlacementKind.HELD)


class Seen(NamedTuple):
    """A round as the use cases give it, and drawn."""

    view: RoundView
    drawn: Drawn


def seen(view: RoundView) -> Seen:
    """Draw a round. Like all drawing, not for the GUI thread."""
    return Seen(view, draw(shown_of(view)))


def read_round(desk: Desk, asked_for: str) -> Seen | None:
    """The round with this id, else the newest, None where there is none. Not for the GUI thread."""
    known = rounds.rounds(desk)
    wanted = next((row.id for row in known if row.id == asked_for), known[0].id if known else "")
    return seen(rounds.round_view(desk, wanted)) if wanted else None


def shown_of(view: RoundView) -> Shown:
    """A round as the body shows it."""
    return Shown(
        view.problem,
        view.plan,
        view.verdict,
        view.result,
        edited=view.result is not None and view.plan != view.result.plan,
        proposals=frozenset(moves.proposals(view)),
        people=view.people,
        issued=view.issued,
    )


def left_to_issue(view: RoundView) -> int:
    """How many packages the plan places that are neither issued nor out already; none before there is one."""
    if view.result is None:
        return 0
    settled = {each.part.package for each in view.problem.settled if each.kind in STAYS}
    placed = {each.package for each in view.plan if each.award is not None}
    return len(placed - settled - view.issued.keys())


def may_go_on(view: RoundView) -> bool:
    """Whether the plan is as a search left it that ended before every aim was settled."""
    result = view.result
    return result is not None and result.stopped_by is not StoppedBy.DONE and result.plan == view.plan


def same_state(one: RoundView, other: RoundView) -> bool:
    """Whether two readings are of the same round in the same state."""
    return (one.id, one.version, one.issued) == (other.id, other.version, other.issued)


def next_words(view: RoundView | None, *, searching: bool) -> str:
    """What the one thing to do now is called."""
    if searching:
        return _("Stop and keep the best")
    return _("Issue…") if view is not None and view.result is not None else _("Allocate")
