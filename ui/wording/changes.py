"""The single changes that would place a package that waits, as sentences (`allocation.check.Change`)."""

from collections.abc import Callable
from typing import Protocol

from ui.wording import _
from ui.wording.facts import Facts, Names, name_of, told, when
from ui.wording.figures import hours, money


class Changing(Protocol):
    """What `allocation.check.Change` shows of itself here."""

    @property
    def kind(self) -> str:
        """room, return, share, start, suspension, grade or rate."""
        ...

    @property
    def provider(self) -> str:
        """The provider's reference."""
        ...

    @property
    def facts(self) -> Facts:
        """What fills the sentence."""
        ...


def change_sentence(change: Changing, names: Names | None = None) -> str:
    """What would place the package: "Avon Care: 1 h 30 more, morning"."""
    words = _WORDS[change.kind](change.facts)
    if "first" in change.facts:
        words = _("{change} ({package} would come first)").format(change=words, package=change.facts["first"])
    return _("{provider}: {change}").format(provider=name_of(change.provider, names or {}), change=words)


def placed_by(change: Changing | None, names: Names, *, several: bool) -> str:
    """The same for a table, with what stands there where no change is known (see `nothing_places`)."""
    if change is None:
        return _("not tried: several parts") if several else _("no single change")
    return change_sentence(change, names)


def nothing_places(*, several: bool) -> str:
    """Where no change is known: none would do, or none was tried, since `several` parts are to be placed."""
    if several:
        return _("This is not tried for packages of several parts.")
    return _("No single change would.")


def _room(facts: Facts) -> str:
    """Two figures of one band (its lot's and the provider's) count once, at the larger."""
    bands = str(facts["bands"]).split("; ")
    short = [int(minutes) for minutes in str(facts["short"]).split("; ")]
    most: dict[str, int] = {}
    for band, minutes in zip(bands, short, strict=True):
        most[band] = max(minutes, most.get(band, 0))
    return "; ".join(
        _("{hours} more, {band}").format(hours=hours(minutes), band=band)
        if band
        else _("{hours} more a week").format(hours=hours(minutes))
        for band, minutes in most.items()
    )


def _return(facts: Facts) -> str:
    return _("a return with {hours} a week").format(hours=hours(int(facts["short"])))


def _share(facts: Facts) -> str:
    return _("a largest share raised by {hours} a week").format(hours=hours(int(facts["short"])))


def _start(facts: Facts) -> str:
    if "from" in facts:
        return _("a start on {day} or later").format(day=when(facts, "from"))
    return _("a start on {day} or earlier").format(day=when(facts, "until"))


def _suspension(facts: Facts) -> str:
    return _("an end to its suspension{why}").format(why=told(facts["reason"]))


def _grade(facts: Facts) -> str:
    if not facts["grade"]:
        return _("a grade, or no floor of {floor} at this step").format(floor=facts["floor"])
    return _("a floor of {grade} in place of {floor}").format(**facts)


def _rate(facts: Facts) -> str:
    return _("a cap of {rate} an hour in place of {cap}").format(
        rate=money(int(facts["rate"])), cap=money(int(facts["cap"]))
    )


_WORDS: dict[str, Callable[[Facts], str]] = {
    "room": _room,
    "return": _return,
    "share": _share,
    "start": _start,
    "suspension": _suspension,
    "grade": _grade,
    "rate": _rate,
}
