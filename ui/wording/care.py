"""The words of a package: its state, why it ended, its visits and needs."""

from collections.abc import Iterable
from datetime import date

from allocation.acts.rows import EndReason, EraseReason, State
from allocation.model import Outcome, Visit, Weekday
from ui.wording import _, ngettext
from ui.wording.figures import hours

DAYS: tuple[str, ...] = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))

MONTHS = (
    _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
    _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
)  # fmt: skip

STATES: dict[State, str] = {
    State.WAITING: _("waiting"),
    State.OFFERED: _("offered"),
    State.ACCEPTED: _("accepted"),
    State.LIVE: _("live"),
    State.SUSPENDED: _("suspended"),
    State.ENDED: _("ended"),
}

OUTCOMES: dict[Outcome, str] = {
    Outcome.DECLINED: _("declined"),
    Outcome.LAPSED: _("did not answer in time"),
    Outcome.EXCLUDED: _("excluded for this package"),
    Outcome.REFUSED_BY_PERSON: _("refused by the person"),
}

ENDS: dict[EndReason, str] = {
    EndReason.NO_LONGER_NEEDED: _("no longer needed"),
    EndReason.MOVED_AWAY: _("moved away"),
    EndReason.DIED: _("died"),
    EndReason.RESIDENTIAL_CARE: _("went into residential care"),
    EndReason.HOSPITAL: _("in hospital for long"),
    EndReason.DIRECT_PAYMENT: _("took a direct payment"),
    EndReason.FAMILY: _("family or friends care"),
    EndReason.OTHER: _("another reason"),
}

ERASURES: dict[EraseReason, str] = {
    EraseReason.ASKED: _("asked to be forgotten"),
    EraseReason.RETENTION: _("kept as long as the rules allow"),
    EraseReason.MISTAKE: _("entered by mistake"),
}


def short_day(when: date | None) -> str:
    """A civil date in a table: `1 Jun 2026`; nothing where it is not known."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}" if when else ""


def written_day(text: str) -> str:
    """A day that a fact or a fault carries as text, `2026-06-01`, as people read it; other text as it is."""
    try:
        return short_day(date.fromisoformat(text))
    except ValueError:
        return text


def days(which: Iterable[Weekday], times: int) -> str:
    """Days of the week in words: `every day`, `weekdays`, `Mon Wed`, `3 days a week`."""
    named = tuple(which)
    if times == len(Weekday):
        return _("every day")
    if not named:
        return ngettext("{count} day a week", "{count} days a week", times).format(count=times)
    if named == tuple(Weekday)[:5]:
        return _("weekdays")
    if named == tuple(Weekday)[5:]:
        return _("weekend")
    return " ".join(DAYS[day] for day in named)


def visit(each: Visit) -> str:
    """One visit in a line: `morning · 45 min · every day · two care workers`."""
    parts = [each.band or _("any time"), hours(each.minutes), days(each.days, each.times)]
    if each.workers > 1:
        parts.append(_("two care workers"))
    if each.start is not None:
        clock = each.start.strftime("%H:%M")
        parts.append(f"{clock}–{each.finish.strftime('%H:%M')}" if each.finish else clock)
    if each.time_critical:
        parts.append(_("time-critical: {reason}").format(reason=each.time_critical))
    return " · ".join(parts)
