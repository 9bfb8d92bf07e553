"""How a decision was reached, in words: when, whether in contract order, how good, and how that is known."""

from datetime import datetime

from allocation.model import Aim, StoppedBy
from ui.wording import _
from ui.wording.aims import aim_value, more_is_better
from ui.wording.figures import day


def instant(when: datetime) -> str:
    """An instant, in UTC as it is kept: "1 June 2026, 10:42 UTC"."""
    return _("{day}, {time} UTC").format(day=day(when.date()), time=f"{when:%H:%M}")


def standing(valid: bool, justified: bool) -> str:
    """The verdict in words."""
    if not valid:
        return _("breaks a rule")
    return _("in contract order and priority") if justified else _("not in contract order and priority")


def best_possible(aim: Aim, *, by_points: bool) -> str:
    """The bound: the very best value, or the limit that no plan can pass."""
    if aim.bound is None:
        return _("not known")
    return aim_value(aim.aim, aim.bound, by_points=by_points)


def limit(aim: Aim, *, by_points: bool) -> str:
    """The best possible in a cell: "✓ checked" where it was reached, else the limit, "at most 33"."""
    if aim.bound is None:
        return _("not known")
    if aim.proven:
        return _("✓ checked") if aim.proven_by == "proven" else _("✓ two solvers")
    words = _("at most {bound}") if more_is_better(aim.aim) else _("at least {bound}")
    return words.format(bound=best_possible(aim, by_points=by_points))


def how_known(aim: Aim) -> str:
    """How it is known that an aim is at its best, or that it is not."""
    if aim.proven_by == "proven" and aim.proven:
        return _("best possible, checked")
    if aim.proven_by == "agreed" and aim.proven:
        return _("best possible, two solvers agree")
    if aim.bound is None:
        return _("no bound")
    if aim.bound == aim.value:
        return _("best possible by one solver’s bound")
    return _("best is at most this") if more_is_better(aim.aim) else _("best is at least this")


def stopped(by: StoppedBy | None) -> str:
    """Why the search ended."""
    if by is None:
        return _("placed by hand")
    return {
        StoppedBy.DONE: _("all aims settled"),
        StoppedBy.WORK: _("work limit reached"),
        StoppedBy.SECONDS: _("time limit reached"),
        StoppedBy.PERSON: _("stopped by a person"),
    }[by]


def per_cent(basis_points: int) -> str:
    """A share: "60%", "33.3%"."""
    whole, rest = divmod(round(basis_points / 10), 10)
    return f"{whole}.{rest}%" if rest else f"{whole}%"
