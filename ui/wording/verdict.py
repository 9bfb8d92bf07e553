"""The check's verdict as sentences: what makes a plan invalid or unjustified, what is wrong with a pin."""

from collections.abc import Callable
from functools import cache

from allocation.errors import Fault
from allocation.rules.pair import PAIR_RULES
from ui.wording import _
from ui.wording.facts import Facts, Names, band_hours, name_of
from ui.wording.figures import hours
from ui.wording.reasons import say


def verdict_codes() -> tuple[str, ...]:
    """Every code of a verdict's fault that has a sentence here."""
    of_rules = [f"{kind}_{rule}" for kind in ("valid", "pin") for rule in (*PAIR_RULES, "no_return")]
    return (*of_rules, *_plain(), *_OVER, "pin_room", "pin_share", "pin_outside")


def verdict_sentence(fault: Fault, names: Names | None = None) -> str:
    """The sentence of a verdict's fault, with the package and the provider that it is about."""
    facts = {**fault.facts}
    if "provider" in facts:
        facts["provider"] = name_of(facts["provider"], names or {})
    if fault.code in _plain():
        return _plain()[fault.code].format(**facts)
    if fault.code in _OVER:
        return _OVER[fault.code](facts)
    pinned = _("{package} is fixed with {provider}, which is not possible: {why}")
    placed = _("{package} cannot be with {provider}: {why}")
    words = pinned if fault.code.startswith("pin_") else placed
    return words.format(package=facts["package"], provider=facts["provider"], why=broken_rule(fault, names))


def broken_rule(fault: Fault, names: Names | None = None) -> str:
    """What a rule says of a placement or a pin that breaks it, and nothing of whose it is.

    A fault that is about more than one placement is said whole.
    """
    if fault.code in _plain() or fault.code in _OVER:
        return verdict_sentence(fault, names)
    rule = fault.code.partition("_")[2]
    pinned = {"room": "no_room", "share": "share_full"} if fault.code.startswith("pin_") else {}
    facts = {**fault.facts, "provider": name_of(fault.facts["provider"], names or {})}
    return say(pinned.get(rule, rule), facts, names)


@cache
def _plain() -> dict[str, str]:
    """Sentences that the facts fill as they are."""
    return {
        "valid_missing": _("Part {part} of {package} has no row in the plan."),
        "valid_unknown": _("The plan has a row for part {part} of {package}, which the round does not have."),
        "valid_outside": _("No provider may be given to {package}: direct payment (option 1)."),
        "valid_pin": _("{package} is fixed with {provider}, but the plan has it elsewhere."),
        "valid_live": _("{package} is with {provider} already and stays there, but the plan moves it."),
        "valid_award": _(
            "{package} cannot be with {provider}: there is no such award at step {step} of {lot}."
        ),
        "valid_whole": _("{package} is placed in part; a package is placed whole or not at all."),
        "justice_order": _(
            "{package} could be with {provider} at step {step}, which comes earlier and has room."
        ),
        "justice_rank": _(
            "{package} could be with {provider}, which is ranked before its provider and has room."
        ),
        "justice_priority": _(
            "{package} could be with {provider} if packages of lower priority were set aside."
        ),
        "justice_turn": _("{package} came to {provider} by first refusal, but the plan has it elsewhere."),
        "pin_no_award": _("{package} is fixed with {provider}, which has no award for it."),
    }


def _room(facts: Facts) -> str:
    words = _("{provider} is given {over} more than the {given} it has room for.")
    return words.format(
        provider=facts["provider"],
        over=hours(int(facts["over"])),
        given=band_hours(int(facts["given"]), facts),
    )


def _share(facts: Facts) -> str:
    words = _("{provider} is given {over} more than its largest share of {lot}, {given} a week.")
    return words.format(
        provider=facts["provider"],
        over=hours(int(facts["over"])),
        lot=facts["lot"],
        given=hours(int(facts["given"])),
    )


_OVER: dict[str, Callable[[Facts], str]] = {"valid_room": _room, "valid_share": _share}
