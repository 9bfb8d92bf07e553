"""The plan in hand: what a new plan goes out from after something changed, and is compared with."""

from allocation.use_cases.desk import Desk
from allocation.use_cases.rounds import RoundView, round_view, rounds


def plan_before(desk: Desk, key: str) -> RoundView | None:
    """The newest planned round that was frozen before this one, if there is one."""
    newest_first = [row.id for row in rounds(desk)]
    for earlier in newest_first[newest_first.index(key) + 1 :]:
        view = round_view(desk, earlier)
        if view.result is not None:
            return view
    return None
