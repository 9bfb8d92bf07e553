"""Reasons as sentences: why a provider has a package, was passed over, or was not reached.

A sentence stands beside the provider's name, so it does not repeat it. Facts are whole minutes, whole pence
and ISO dates, as `allocation.check.reasons` and `allocation.rules.pair` make them.
"""

from collections.abc import Callable
from functools import cache
from typing import Protocol

from allocation.model import Outcome, Package
from ui.wording import _
from ui.wording.facts import Facts, Names, band_hours, name_of, some, told, when
from ui.wording.figures import hours, money


class Coded(Protocol):
    """What has a code and facts: a reason, a broken rule, an outcome on a record."""

    @property
    def code(self) -> str:
        """Which sentence."""
        ...

    @property
    def facts(self) -> Facts:
        """What fills it."""
        ...


def sentence(reason: Coded, names: Names | None = None) -> str:
    """The sentence of a reason; `names` are providers' names by reference. Raises `KeyError` for a code or a
    fact that is not there: that is ours to mend.
    """
    return say(reason.code, reason.facts, names)


def no_ladder(package: Package) -> str:
    """Why a package has no ladder of providers at all."""
    return say("outside", {}) if package.sds_option == 1 else _("No award covers its area and service.")


def say(code: str, facts: Facts, names: Names | None = None) -> str:
    """The same for a code and its facts."""
    if code == "choice":
        return _("The person chose {provider}.").format(provider=name_of(facts["chosen"], names or {}))
    if code == "exclusive":
        words = _("Until {day} the lot’s work is referred to {provider} alone.")
        return words.format(day=when(facts, "until"), provider=name_of(facts["alone"], names or {}))
    if code in _plain():
        return _plain()[code].format(**facts)
    return _WITH_FACTS[code](facts)


@cache
def _plain() -> dict[str, str]:
    """Sentences that the facts fill as they are."""
    return {
        "coverage": _("The lot {lot} does not cover {service} in {area}."),
        "excluded": _("The package excludes this provider."),
        "new_packages": _("Takes no new packages under this award."),
        "no_return": _("No return: it said nothing of what it can take, so it has no room."),
        "not_together": _("Has room for this part, but all parts of the package did not fit together."),
        "had_room": _("Had room for it and stands earlier in the contract’s order."),
        "live": _("Has it already and keeps it."),
        "first_refusal": _("Has the first refusal of each package as it comes, and had room in its turn."),
        "held": _("Was offered it, or accepted it, before this round."),
        "also_asked": _("Was offered it as well, and has not said no: its room is kept until it answers."),
        "outside": _("No provider is sought: direct payment (option 1)."),
        "has_room": _("Has room for it."),
        "stays": _("Has it already: staying moves nobody."),
        "ask_anyway": _("No return: this step asks all the same, and nothing is promised."),
        "ranked_after": _("Not reached: ranked {rank}, after the provider that took it."),
        "not_reached": _("Not reached: it was placed at an earlier step."),
    }


def _needs(facts: Facts) -> str:
    return _("Does not have: {missing}.").format(missing=some(facts["missing"]))


def _in_force(facts: Facts) -> str:
    what = {"contract": _("The contract"), "award": _("The award")}[str(facts["what"])]
    start = when(facts, "start")
    if "from" in facts:
        words = _("{what} starts on {day}; care would start on {start}.")
        return words.format(what=what, day=when(facts, "from"), start=start)
    words = _("{what} ended on {day}; care would start on {start}.")
    return words.format(what=what, day=when(facts, "until"), start=start)


def _suspended(facts: Facts) -> str:
    since, why = when(facts, "from"), told(facts["reason"])
    if "until" in facts:
        words = _("Suspended from {since} to {until}{why}.")
        return words.format(since=since, until=when(facts, "until"), why=why)
    return _("Suspended since {since}{why}.").format(since=since, why=why)


def _grade(facts: Facts) -> str:
    if not facts["grade"]:
        return _("Not graded; this step asks for {floor} or better.").format(floor=facts["floor"])
    if "rating" in facts:
        words = _("Rated {rating}, which counts as grade {grade}; this step asks for {floor} or better.")
        return words.format(**facts)
    return _("Graded {grade}; this step asks for {floor} or better.").format(**facts)


def _rate_cap(facts: Facts) -> str:
    words = _("Its rate of {rate} an hour is above the cap of {cap}.")
    return words.format(rate=money(int(facts["rate"])), cap=money(int(facts["cap"])))


def _refused(facts: Facts) -> str:
    outcome = {
        Outcome.DECLINED: _("Declined it"),
        Outcome.LAPSED: _("Did not answer in time"),
        Outcome.EXCLUDED: _("Excluded for this package"),
        Outcome.REFUSED_BY_PERSON: _("Refused by the person"),
    }[Outcome(str(facts["outcome"]))]
    on = _(" on {day}").format(day=when(facts, "on")) if "on" in facts else ""
    until = _(", until {day}").format(day=when(facts, "until")) if "until" in facts else ""
    return _("{outcome}{on}{until}{why}.").format(
        outcome=outcome, on=on, until=until, why=told(facts["reason"])
    )


def _no_room(facts: Facts) -> str:
    words = _("Asked {asked}, {left} left{holders}.")
    return words.format(
        asked=band_hours(int(facts["asked"]), facts), left=hours(int(facts["left"])), holders=_held_by(facts)
    )


def _share_full(facts: Facts) -> str:
    words = _("Asked {asked} a week, {left} left of its largest share{holders}.")
    return words.format(
        asked=hours(int(facts["asked"])), left=hours(int(facts["left"])), holders=_held_by(facts)
    )


def _held_by(facts: Facts) -> str:
    holders = some(facts.get("holders"))
    if not holders:
        return ""
    if facts.get("in_turn"):
        return _("; taken in their turn by {packages}").format(packages=holders)
    return _("; held by {packages}").format(packages=holders)


def _placed(facts: Facts) -> str:
    words = _("Has it already and keeps it.") if facts.get("stays") else _("Has room: placed here.")
    return words + _promised(facts)


def _equal(facts: Facts) -> str:
    return _("Could also have taken it; stands equal in the contract’s order.") + _promised(facts)


def _promised(facts: Facts) -> str:
    """What the award has in the whole plan beside its share and its guarantee, where it was promised any."""
    if "has" not in facts:
        return ""
    promised = []
    if "target" in facts:
        promised.append(_("its share is {hours}").format(hours=hours(int(facts["target"]))))
    if "guaranteed" in facts:
        promised.append(_("{hours} are guaranteed").format(hours=hours(int(facts["guaranteed"]))))
    words = _(" It has {has} a week; {promised}.")
    return words.format(has=hours(int(facts["has"])), promised=", ".join(promised))


def _pinned(facts: Facts) -> str:
    by, why = str(facts["authorised_by"]).strip(), told(facts["reason"])
    return (
        _("Fixed here by {by}{why}.").format(by=by, why=why) if by else _("Fixed here{why}.").format(why=why)
    )


_WITH_FACTS: dict[str, Callable[[Facts], str]] = {
    "needs": _needs,
    "in_force": _in_force,
    "suspended": _suspended,
    "grade": _grade,
    "rate_cap": _rate_cap,
    "refused": _refused,
    "no_room": _no_room,
    "share_full": _share_full,
    "placed": _placed,
    "equal": _equal,
    "pinned": _pinned,
}
