"""The rules that every placement under a contract keeps, in sentences for whoever reads the contract."""

from collections.abc import Iterable, Iterator, Sequence

from allocation.model import Award, Contract, Policy, Step
from ui.wording import _, ngettext


def rules(
    policy: Policy, contract: Contract, steps: Sequence[Step], awards: Sequence[Award]
) -> Iterator[str]:
    """The rules that every placement under a contract keeps, each in a sentence; those that it has no use for
    are left out.
    """
    yield _("A package goes only to a lot that has its area and its type of service.")
    yield _("Contract and award are in force on the day care starts.")
    yield _("A suspended provider gets nothing new under what its suspension covers.")
    if any(step.min_grade is not None for step in steps):
        yield _(
            "Where a step asks for a grade, the provider’s lowest current grade is not under it. One without "
            "a grade is held by its CQC rating: Outstanding counts as 6, Good as 4, Requires improvement as "
            "3, Inadequate as 1."
        )
    if any(step.rate_cap is not None for step in steps):
        yield _("Where a step sets a highest rate, the rate that applies to the package is not above it.")
    if any(award.enhanced_rate is not None for award in awards):
        yield _("The enhanced rate applies only to packages for which specialist care is evidenced.")
    yield _("The provider has every skill and language, and a care worker of the sex, that the person needs.")
    if policy.double_up_skill:
        words = _("Visits by two care workers go only to providers with the skill “{skill}”.")
        yield words.format(skill=policy.double_up_skill)
    yield _("Under option 2 of self-directed support, only the provider that the person chose will do.")
    yield _(
        "Who declined, or did not answer in time, is not asked again for that package until a day given or "
        "its next return; who was excluded, or refused by the person, not at all."
    )
    if any(not award.new_packages for award in awards):
        yield _("An award that is closed to new packages keeps what it has and gets nothing new.")
    yield _(
        "Nobody gets more hours than its return leaves, in each figure that it gave: the week, the part of "
        "the day, the lot, the days, visits by two care workers."
    )
    yield from _share_rules(policy, awards)
    if any(award.exclusive_until for award in awards):
        yield _(
            "Up to the last day of an exclusive period, what its provider may have in the lot goes to no "
            "other provider, at whatever step; what it may not have goes on to the others."
        )
    if contract.most_lots is not None:
        yield ngettext(
            "No provider has awards in more than {count} lot.",
            "No provider has awards in more than {count} lots.",
            contract.most_lots,
        ).format(count=contract.most_lots)
    if not contract.batch:
        yield _(
            "Before anything else is placed, packages come in priority, then waiting order, and each that "
            "this contract has first goes whole to the first of its awards with room: its first refusal."
        )
    yield _("Each visit is covered once, and by one provider, unless a named person allowed joint working.")


def _share_rules(policy: Policy, awards: Iterable[Award]) -> Iterator[str]:
    shares = [(award.target_share, award.max_share) for award in awards]
    if any(largest is not None for _target, largest in shares):
        yield _(
            "Nobody gets more than its largest share of the hours of a lot; but no share is so small that "
            "the lot’s largest package would not fit."
        )
    if any(target is not None or largest is not None for target, largest in shares):
        yield _shares_of(policy)


def _shares_of(policy: Policy) -> str:
    if policy.share_weeks is None:
        return _("Shares are of all the hours of a lot: what the round is to place, and all live care there.")
    return ngettext(
        "Shares are of what the round is to place in a lot and the live care that began in the {count} week "
        "before it.",
        "Shares are of what the round is to place in a lot and the live care that began in the {count} weeks "
        "before it.",
        policy.share_weeks,
    ).format(count=policy.share_weeks)
