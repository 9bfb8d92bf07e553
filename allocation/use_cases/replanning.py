"""The plan in hand: what a new plan goes out from after something changed, and is compared with."""

from allocation.acts.rows import FrozenRound
from allocation.lists import HistoryLine
from allocation.use_cases.desk import Desk, reading
from allocation.use_cases.rounds import RoundView, round_view, rounds

EVENTS = frozenset(
    (
        *("referral", "correct", "close", "reopen", "onward", "suspend_care", "resume_care", "withdraw"),
        *("refusal", "withdraw_refusal", "return", "suspend_provider", "end_suspension"),
        *("terms", "grades", "import", "settings"),
    )
)
"""The kinds of acts that change what a round of today would read."""


def plan_before(desk: Desk, key: str) -> RoundView | None:
    """The newest planned round that was frozen before this one, if there is one."""
    newest_first = [row.id for row in rounds(desk)]
    for earlier in newest_first[newest_first.index(key) + 1 :]:
        view = round_view(desk, earlier)
        if view.result is not None:
            return view
    return None


def happened_since(desk: Desk, key: str) -> tuple[HistoryLine, ...]:
    """What was done since a round was frozen that it knows nothing of, the newest first; empty for a round
    that is not the newest, since a plan made anew goes out from that. At most the last hundred acts are
    looked at.
    """
    newest = rounds(desk)[:1]
    if not newest or newest[0].id != key:
        return ()
    with reading(desk) as view:
        frozen = view.get(FrozenRound, key)
        since = frozen.version if frozen is not None else 0
        return tuple(
            line
            for line in view.history(())
            if line.number > since and line.kind in EVENTS and not line.undone
        )
