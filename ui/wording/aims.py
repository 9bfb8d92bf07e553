"""The aims in people's words: what each is called, how its value reads, and which way is better.

Ids are those of FORMATS.md, `allocation.problem.aims` makes them.
"""

from allocation.model import Priority
from allocation.problem.aims import AimChange
from ui.wording import _, ngettext
from ui.wording.figures import hours, money


def aim_name(aim: str) -> str:
    """What an aim is called: "Critical placed"."""
    if aim.startswith("step_"):
        number = aim.removeprefix("step_").removesuffix("_minutes")
        words = _("Hours at step {step}") if aim.endswith("_minutes") else _("Parts at step {step}")
        return words.format(step=number)
    names = {
        "placed_critical": _("Critical placed"),
        "placed_substantial": _("Substantial placed"),
        "placed_moderate": _("Moderate placed"),
        "placed_low": _("Low placed"),
        "ranks": _("Places below first rank"),
        "wishes": _("Preferred or current kept"),
        "commitments": _("Short of promised hours"),
        "waits": _("Days of waiting ended"),
        "score": _("Cost above the cheapest"),
        "pairs": _("Providers per place"),
    }
    return names.get(aim, aim)


def aim_value(aim: str, value: int, *, by_points: bool = False, short: bool = False) -> str:
    """A value as people write it, in the aim's own unit. `by_points`: the policy scores by points.

    `short` leaves out what the aim's name says already, for a narrow column.
    """
    if aim.endswith("_minutes"):
        return hours(value)
    if aim == "commitments":
        return hours((value + 50) // 100)
    if aim == "score":
        return _points(value) if by_points else _weekly(money((value + 30) // 60), short)
    if aim == "waits" and not short:
        return ngettext("{count} day", "{count} days", value).format(count=f"{value:,}")
    return f"{value:,}"


def aim_change(change: AimChange, *, by_points: bool = False) -> str:
    """One aim in two plans: "Critical placed: 31 in place of 32"."""
    now = aim_value(change.aim, change.now, by_points=by_points, short=True)
    then = aim_value(change.aim, change.then, by_points=by_points, short=True)
    return _("{aim}: {then} in place of {now}").format(aim=aim_name(change.aim), then=then, now=now)


def _weekly(pounds: str, short: bool) -> str:
    return pounds if short else _("{money} a week").format(money=pounds)


def _points(value: int) -> str:
    return ngettext("{points} point", "{points} points", value).format(points=f"{value / 10_000:,.1f}")


def more_is_better(aim: str) -> bool:
    """Whether the aim wants most rather than least."""
    return aim.startswith("placed_") or aim in ("wishes", "waits")


def direction(aim: str) -> str:
    """The aim's direction in a word: "most" or "least"."""
    return _("most") if more_is_better(aim) else _("least")


def priority_name(priority: Priority) -> str:
    """The eligibility band in a word."""
    return {
        Priority.CRITICAL: _("critical"),
        Priority.SUBSTANTIAL: _("substantial"),
        Priority.MODERATE: _("moderate"),
        Priority.LOW: _("low"),
    }[priority]


def priority_mark(priority: Priority) -> str:
    """The shape that stands beside the word, so that colour is never alone."""
    return {Priority.CRITICAL: "▲", Priority.SUBSTANTIAL: "◆", Priority.MODERATE: "●", Priority.LOW: "○"}[
        priority
    ]


def marked_priority(priority: Priority) -> str:
    """Shape and word together: `▲ critical`."""
    return f"{priority_mark(priority)} {priority_name(priority)}"
