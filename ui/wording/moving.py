"""Moving a book in words: what comes of each person's care, why it moves, and what leaving it would cost."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from allocation.errors import Fault
from ui.wording import _, ngettext
from ui.wording.aims import aim_change, aim_name
from ui.wording.care import written_day
from ui.wording.facts import Facts, Names, told
from ui.wording.figures import hours, money
from ui.wording.reasons import say

if TYPE_CHECKING:
    from allocation.moving import Avoided, Book, Cause, Fate, MoveLine, Why


def fate_name(fate: "Fate") -> str:
    """What comes of a part in a word or two."""
    return {"stays": _("stays"), "moves": _("moves"), "unplaced": _("not placed")}[str(fate)]


def why_name(why: "Why") -> str:
    """Why care is released, as a choice in a form."""
    return {
        "closes": _("A provider closes"),
        "suspended": _("A provider is suspended from the care it has"),
        "superseded": _("A contract is superseded by another"),
        "lots": _("Lots are awarded anew"),
        "hand": _("Packages that I name"),
    }[str(why)]


def why_told(why: "Why") -> str:
    """What a choice of why means for who may stay."""
    return {
        "closes": _(
            "Everybody who has its care moves. It keeps nobody from the day on; suspend it on the providers "
            "page as well, so that it gets nobody new."
        ),
        "suspended": _("As for one that closes, for as long as the round looks ahead: it keeps nobody."),
        "superseded": _(
            "The contract ends the day before. Who is with a provider that follows on may stay with it."
        ),
        "lots": _(
            "Everybody in the lot may move. Who is with a provider that is awarded again may stay with it."
        ),
        "hand": _(
            "These may move. Each stays where it is unless the contract’s order or the aims say otherwise."
        ),
    }[str(why)]


@cache
def release_sentences() -> dict[str, str]:
    """What is wrong with a release, with placeholders for its facts (`allocation.moving.release`)."""
    return {
        "release_early": _(
            "Care cannot move from {start}: the round is of {day}. Choose that day or a later one."
        ),
        "release_unknown": _("“{value}” is not in this round. Name {what} as it is written there."),
        "release_nothing": _("Nobody has care that {value} would release, so nothing can move."),
        "release_what": _("Say what is released: a provider, a contract, lots or packages."),
    }


def release_sentence(fault: Fault) -> str:
    """The sentence of one of these codes."""
    facts = {key: written_day(str(fact)) for key, fact in fault.facts.items()}
    if "what" in facts:
        facts["what"] = _WHAT[facts["what"]]()
    return release_sentences()[fault.code].format(value=fault.value, **facts)


_WHAT: dict[str, Callable[[], str]] = {
    "closes": lambda: _("the provider"),
    "suspended": lambda: _("the provider"),
    "superseded": lambda: _("the contract"),
    "lots": lambda: _("the lot"),
    "hand": lambda: _("the package with care"),
}


def cause_name(code: str) -> str:
    """A cause in a few words, for a count of people."""
    names = {
        "no_award": _("The provider has no award there any more"),
        "share": _("The provider's largest share is full"),
        "order": _("Another provider stands earlier in the contract's order and has room"),
        "rank": _("A provider that is ranked before it has room"),
        "aim": _("An aim that comes first would be missed"),
        "search": _("The search was ended before it was seen to"),
        "together": _("The parts of the package do not fit together"),
        "pinned": _("A person moved it by hand"),
        "coverage": _("Its lots do not cover the package"),
        "choice": _("The person chose another provider"),
        "excluded": _("The package excludes the provider"),
        "refused": _("Ruled out by an earlier answer"),
        "needs": _("The provider lacks a skill that is needed"),
        "in_force": _("Its contract or award is not in force"),
        "suspended": _("The provider is suspended or closes"),
        "grade": _("Its grade is below the floor"),
        "rate_cap": _("Its rate is above the cap"),
        "exclusive": _("Another award has the lot’s work to itself for now"),
        "new_packages": _("It takes no new packages"),
    }
    return names.get(code, code)


def cause_sentence(cause: "Cause", names: Names | None = None) -> str:
    """Why the part does not stay with the provider that has it."""
    if cause.code in _CAUSES:
        return _CAUSES[cause.code](cause.facts)
    return say(cause.code, cause.facts, names)


def avoided_sentence(kept: "Avoided", *, by_points: bool = False) -> str:
    """What leaving the part where it is would cost: the first aim that would be missed and by how much."""
    if kept.against == "order":
        return _("contract order: step {step}, and an earlier one has room").format(step=kept.award.step)
    if kept.against == "rank":
        return _("contract order: a provider ranked before it has room")
    if kept.against == "share":
        return _("over the largest share")
    worse = [change for change in kept.changes if not change.better]
    if not worse:
        return _("nothing")
    words = "; ".join(aim_change(change, by_points=by_points) for change in worse[:2])
    rest = len(worse) - 2
    if rest > 0:
        words += ngettext(" and {count} more aim", " and {count} more aims", rest).format(count=rest)
    return words


def cost_difference(pence: int) -> str:
    """More or less a week, with its sign; nothing where there is none."""
    if not pence:
        return _("no change")
    return ("+" if pence > 0 else "−") + money(abs(pence))


def book_sentence(book: "Book") -> str:
    """The whole book in a sentence."""
    could = _(" ({count} could have stayed)").format(count=book.could_stay) if book.could_stay else ""
    return _(
        "Of {packages} packages with care, {stay} stay, {move} move{could}, {unplaced} have no place; "
        "{cost} a week."
    ).format(
        packages=book.packages,
        stay=book.stay,
        move=book.move,
        could=could,
        unplaced=book.unplaced,
        cost=cost_difference(book.after_pence - book.before_pence),
    )


def outcome_sentence(line: "MoveLine", names: Names) -> str:
    """One part of the book in a sentence, for a panel."""
    holder = names.get(line.holder, line.holder)
    if line.award is None:
        return _("{hours} a week with {holder}, not placed: {why}.").format(
            hours=hours(line.minutes), holder=holder, why=nowhere_name(line.nowhere)
        )
    if line.award.provider == line.holder:
        return _("{hours} a week stays with {holder}.").format(hours=hours(line.minutes), holder=holder)
    return _("{hours} a week moves from {holder} to {provider}.").format(
        hours=hours(line.minutes), holder=holder, provider=names.get(line.award.provider, line.award.provider)
    )


def nowhere_name(cause: "Cause | None") -> str:
    """Why a part is placed nowhere, in a few words that stand after a colon."""
    code = cause.code if cause else "had_room"
    return {
        "room": _("no award has room"),
        "whole": _("the parts of the package cannot all be placed"),
        "had_room": _("it was left out"),
        "no_return": _("who may have it has given no return"),
        "coverage": _("no other award is for its place and service"),
        "choice": _("the provider that the person chose cannot have it"),
        "excluded": _("the package excludes every other provider"),
        "refused": _("all others are ruled out by an earlier answer"),
        "needs": _("no other provider has every skill that is needed"),
        "in_force": _("no other contract or award is in force"),
        "suspended": _("all other providers are suspended"),
        "grade": _("every other grade is below the floor"),
        "rate_cap": _("every other rate is above the cap"),
        "new_packages": _("no other award takes new packages"),
        "exclusive": _("another award has the lot’s work to itself for now"),
        "rules": _("every other award breaks one rule or another"),
    }[code]


def _aim(facts: Facts) -> str:
    return _("Staying would miss an aim that comes first: {aim}.").format(aim=aim_name(str(facts["aim"])))


_CAUSES: dict[str, Callable[[Facts], str]] = {
    "no_award": lambda _facts: _("It has no award there any more."),
    "share": lambda _facts: _("Its largest share of the lot is full."),
    "order": lambda facts: _(
        "It could stay only at step {step}; another provider at an earlier step has room."
    ).format(step=facts["step"]),
    "rank": lambda _facts: _("A provider that is ranked before it has room."),
    "aim": _aim,
    "search": lambda _facts: _("It could stay; the search was ended before it was seen to. Allocate again."),
    "together": lambda _facts: _("Its parts did not all fit where they are."),
    "pinned": lambda facts: _("A person moved it{why}.").format(why=told(facts["reason"])),
}
