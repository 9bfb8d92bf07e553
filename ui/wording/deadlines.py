"""How long a provider has to answer, and until when, in words."""

from datetime import datetime, time, timedelta

from allocation.deadlines import LONDON, TimeToAnswer, time_to_answer
from allocation.model import Nation, Step
from ui.wording import _, ngettext
from ui.wording.care import DAYS, short_day

NATIONS: dict[Nation, str] = {
    Nation.ENGLAND: _("England"),
    Nation.NORTHERN_IRELAND: _("Northern Ireland"),
    Nation.SCOTLAND: _("Scotland"),
    Nation.WALES: _("Wales"),
}


def time_words(allowed: TimeToAnswer) -> str:
    """`5 working days`; `24 hours` by the clock; `40 hours on working days`."""
    days = allowed.working_days
    if days is not None:
        return ngettext("{count} working day", "{count} working days", days).format(count=days)
    hours = ngettext("{count} hour", "{count} hours", allowed.hours).format(count=allowed.hours)
    return hours if allowed.by_clock else _("{hours} on working days").format(hours=hours)


def times_of(step: Step) -> tuple[str, str]:
    """The ordinary time of a step, and the urgent one, empty where it is the same."""
    usual, urgent = time_to_answer(step, urgent=False), time_to_answer(step, urgent=True)
    return time_words(usual), "" if urgent == usual else time_words(urgent)


def clock_words(when: datetime) -> str:
    """An instant as a council's clock has it: `Mon 8 Jun 2026, 10:42`; midnight ends the day before."""
    local = when.astimezone(LONDON)
    if local.time() == time():
        before = local.date() - timedelta(1)
        return _("the end of {day}").format(day=f"{DAYS[before.weekday()]} {short_day(before)}")
    return f"{DAYS[local.weekday()]} {short_day(local.date())}, {local:%H:%M}"
