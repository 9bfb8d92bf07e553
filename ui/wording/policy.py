"""The policy in plain sentences: what each aim and each setting means, and what it changes."""

from collections.abc import Collection, Iterator
from functools import cache

from allocation.model import Policy, ScoreBy
from ui.wording import _, ngettext
from ui.wording.aims import aim_name
from ui.wording.deadlines import NATIONS
from ui.wording.figures import money


def aim_meaning(aim: str) -> str:
    """What one of the aims that a policy orders wants, in a sentence."""
    return _meanings()[aim]


@cache
def _meanings() -> dict[str, str]:
    return {
        "wishes": _(
            "As many people as possible have a provider that they prefer, or keep the one they have."
        ),
        "commitments": _(
            "Providers come as near as possible to their guaranteed hours and target shares of each lot."
        ),
        "waits": _("Of equal packages, those that waited longest are placed."),
        "score": _(
            "Each package costs as little as possible above the cheapest provider that could have it."
        ),
        "pairs": _(
            "As few providers as possible go to each postcode sector, so that care workers travel less."
        ),
    }


def score_meaning(policy: Policy) -> str:
    """What the score aim wants, by what the policy counts."""
    if policy.score_by is ScoreBy.POINTS:
        return _(
            "Each package has as many weighted points of cost and quality as the best that it could have."
        )
    return aim_meaning("score")


def setting_meaning(setting: str) -> str:
    """What a setting of the policy is and what it changes; `setting` is the policy's field."""
    return setting_meanings()[setting]


@cache
def setting_meanings() -> dict[str, str]:
    """The sentence of each setting of a policy."""
    return {
        "name": _("Stands on every record, with the version: each change that is saved is the next version."),
        "aims": _(
            "What decides between plans that place as many people, in the contracts’ order. Each aim is "
            "settled before the next is looked at, so the order matters; one that is not ticked does not "
            "count."
        ),
        "discharge_with_critical": _(
            "A person who waits in hospital counts as critical, whatever the band, when it is decided who is "
            "placed first."
        ),
        "promote_after_days": _(
            "After so many days of waiting a package counts one band higher: low as moderate, moderate as "
            "substantial. Empty: never."
        ),
        "share_weeks": _(
            "Target and largest shares count what the round places and the live care that began in so many "
            "weeks before it. Empty: all live care."
        ),
        "budget_ceiling": _(
            "A meeting issues no more than this for new packages, most urgent first; what lies beyond keeps "
            "its place for the next. The plan itself does not change."
        ),
        "nation": _(
            "The time to answer runs on working days only: not on Saturdays, Sundays or this nation’s bank "
            "holidays. Urgent hours run by the clock, every day."
        ),
        "double_up_skill": _(
            "Visits by two care workers go only to providers that list this skill. Empty: any provider will "
            "do."
        ),
        "score_by": _(
            "Whether the value aim looks at money alone, or at the weights of cost and quality that steps "
            "ranked by score have."
        ),
    }


def priorities(policy: Policy) -> Iterator[str]:
    """Whose packages come first."""
    yield _("Packages come in the order critical, substantial, moderate, low.")
    if policy.discharge_with_critical:
        yield _("A person who waits in hospital ranks with critical.")
    else:
        yield _("A person who waits in hospital ranks in the band of the assessment.")
    if policy.promote_after_days is None:
        yield _("A long wait changes no band.")
    else:
        words = ngettext(
            "After {count} day’s wait a package ranks one band higher.",
            "After {count} days’ wait a package ranks one band higher.",
            policy.promote_after_days,
        )
        yield words.format(count=policy.promote_after_days)
    if policy.budget_ceiling is not None:
        yield _ceiling(policy.budget_ceiling)
    yield _(
        "Time to answer is counted in the working days of {nation}: Saturdays, Sundays and bank holidays do "
        "not count. Urgent hours run by the clock."
    ).format(nation=NATIONS[policy.nation])
    yield _(
        "Nobody waits while room that would do is held by a freely placed package of lower priority, and "
        "nobody is placed at a later step, or rank, while an earlier one has room."
    )


def given_settings(policy: Policy, given: Collection[str]) -> Iterator[str]:
    """What of a policy a file sets, each in a sentence; `given` are the keys of the file."""
    if "policy.name" in given:
        yield _("It is called “{name}”.").format(name=policy.name)
    if "policy.aims" in given:
        names = "; ".join(aim_name(aim) for aim in policy.aims) or _("none")
        yield _("Aims from 6 on: {aims}.").format(aims=names)
    if "policy.score_by" in given:
        yield score_meaning(policy)
    if "policy.budget_ceiling" in given and policy.budget_ceiling is not None:
        yield _ceiling(policy.budget_ceiling)
    said = {"policy.name", "policy.version", "policy.aims", "policy.score_by", "policy.budget_ceiling"}
    others = [key.removeprefix("policy.") for key in given if key not in said]
    if others:
        yield _("It also sets: {settings}.").format(settings=", ".join(others))


def _ceiling(pence: int) -> str:
    return _(
        "One meeting issues new packages for at most {money} a week, most urgent first, then by the "
        "longest wait; the others keep their place for the next meeting."
    ).format(money=money(pence))


def aims(policy: Policy, last_step: int) -> Iterator[tuple[str, str]]:
    """What a round aims at, in order: the number, or numbers, and the sentence."""
    yield "1–4", _("As many packages as possible are placed whole: critical first, then each lower band.")
    if last_step > 1:
        steps = ", ".join(str(step) for step in range(last_step, 1, -1))
        yield (
            "5",
            _(
                "As few placements as possible at a later step, and then as few hours there, from the last "
                "step back ({steps}); then as near to first rank as possible in steps that are ranked."
            ).format(steps=steps),
        )
    else:
        yield "5", _("As near to first rank as possible in steps that are ranked.")
    for number, aim in enumerate(policy.aims, 6):
        yield str(number), score_meaning(policy) if aim == "score" else aim_meaning(aim)
