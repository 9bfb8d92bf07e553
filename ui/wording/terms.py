"""A contract's own words: how its steps are gone through, and the rules that every placement keeps."""

from collections.abc import Iterator
from functools import cache

from allocation.model import Award, Contract, ContractKind, NoReturn, Policy, Ranking, Step
from ui.wording import _, ngettext
from ui.wording.decisions import per_cent
from ui.wording.figures import day, hours, money

KINDS: dict[ContractKind, str] = {
    ContractKind.FRAMEWORK: _("framework"),
    ContractKind.BLOCK: _("block"),
    ContractKind.SPOT: _("spot"),
    ContractKind.COST_AND_VOLUME: _("cost and volume"),
}

RANKINGS: dict[Ranking, str] = {
    Ranking.RANK: _("by rank"),
    Ranking.SCORE: _("by score"),
    Ranking.SHARE: _("by share"),
    Ranking.NONE: _("no order among its providers"),
}


def in_force(contract: Contract) -> str:
    """From when until when a contract holds."""
    if contract.start and contract.end:
        return _("{start} to {end}").format(start=day(contract.start), end=day(contract.end))
    if contract.start:
        return _("from {day}").format(day=day(contract.start))
    return _("until {day}").format(day=day(contract.end)) if contract.end else _("no dates given")


def filled(contract: Contract) -> str:
    """Whether many packages are placed at once."""
    if contract.batch:
        return _("many packages at once, in rounds")
    return _("package by package, with the first refusal of each")


def order_within(step: Step) -> str:
    """In which order a step's own providers stand."""
    match step.ranking:
        case Ranking.RANK:
            return _("By their rank in the award: a later one only where no earlier one has room.")
        case Ranking.SCORE:
            return _(
                "By score, package by package: cost weighs {cost}, quality {quality}; a later one only where "
                "no earlier one has room."
            ).format(cost=step.cost_weight, quality=step.quality_weight)
        case Ranking.SHARE:
            return _("They share the step’s work, as near as can be to their target shares.")
        case Ranking.NONE:
            return _("They stand equal.")


def asking(step: Step) -> str:
    """How many are asked at once, how long they have to answer, and what a missing return means."""
    words = [
        _("One at a time.")
        if step.ask_together == 1
        else _("{count} at once; the earliest in order that accepts has it.").format(count=step.ask_together)
    ]
    if step.response_hours is not None:
        words.append(_("Answer within {hours}.").format(hours=_hours(step.response_hours)))
    if step.urgent_response_hours is not None:
        words.append(_("Urgent: {hours}.").format(hours=_hours(step.urgent_response_hours)))
    if step.no_return is NoReturn.ASK:
        words.append(_("Who made no return is asked all the same, with no promise."))
    return " ".join(words)


def conditions(step: Step) -> str:
    """Authority, floor and cap of a step."""
    words = []
    if step.needs_authority:
        words.append(_("Each placement needs a named person’s authority."))
    if step.min_grade is not None:
        words.append(_("Grade {grade} or better; no ungraded provider.").format(grade=step.min_grade))
    if step.rate_cap is not None:
        words.append(_("At most {rate} an hour.").format(rate=money(step.rate_cap)))
    return " ".join(words) or _("none")


def award_notes(award: Award) -> str:
    """What of an award has no column of its own."""
    words = []
    if not award.new_packages:
        words.append(_("keeps what it has, no new packages"))
    if award.delivered_by:
        words.append(_("delivered by {name}").format(name=award.delivered_by))
    if award.exclusive_until:
        words.append(_("asked alone until {day}").format(day=day(award.exclusive_until)))
    if award.start:
        words.append(_("from {day}").format(day=day(award.start)))
    if award.end:
        words.append(_("until {day}").format(day=day(award.end)))
    return "; ".join(words)


def share(basis_points: int | None) -> str:
    """A share in a cell."""
    return "" if basis_points is None else per_cent(basis_points)


def guaranteed(award: Award) -> str:
    """Guaranteed hours in a cell."""
    return hours(award.guaranteed_minutes) if award.guaranteed_minutes else ""


def rules(policy: Policy) -> Iterator[str]:
    """The rules that every placement keeps, each in a sentence."""
    yield _("A package goes only to a lot that has its area and its type of service.")
    yield _("Contract and award are in force on the day care starts.")
    yield _("A suspended provider gets nothing new under what its suspension covers.")
    yield _(
        "Where a step asks for a grade, the provider’s lowest current grade is not under it; where it sets a "
        "highest rate, the rate for that package, the enhanced one where evidenced, is not above it."
    )
    yield _("The provider has every skill and language, and a care worker of the sex, that the person needs.")
    if policy.double_up_skill:
        words = _("Visits by two care workers go only to providers with the skill “{skill}”.")
        yield words.format(skill=policy.double_up_skill)
    yield _("Under option 2 of self-directed support, only the provider that the person chose will do.")
    yield _(
        "Who declined, or did not answer in time, is not asked again for that package until a day given or "
        "its next return; who was excluded, or refused by the person, not at all."
    )
    yield _("An award that is closed to new packages keeps what it has and gets nothing new.")
    yield _(
        "Nobody gets more hours than its return leaves, in each figure that it gave: the week, the part of "
        "the day, the lot, the days, visits by two care workers."
    )
    yield _(
        "Nobody gets more than its largest share of the hours of a lot; but no share is so small that the "
        "lot’s largest package would not fit."
    )
    yield _shares_of(policy)
    yield _("Until the day of an exclusive period, work in its lot is referred to that provider alone.")
    yield _("Each visit is covered once, and by one provider, unless a named person allowed joint working.")


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


def _hours(count: int) -> str:
    return ngettext("{count} hour", "{count} hours", count).format(count=count)


def column_title(table: str, column: str) -> str:
    """What a column of a contract's tables is called on screen; a new one by its own name in the files."""
    titles = column_titles()
    return titles.get((table, column)) or titles.get(("", column)) or column.replace("_", " ").capitalize()


@cache
def column_titles() -> dict[tuple[str, str], str]:
    """Titles by table and column; an empty table stands for every one."""
    return {
        ("", "area"): _("Area"),
        ("", "areas"): _("Areas"),
        ("", "ask_together"): _("Asked at once"),
        ("", "batch"): _("Filled in rounds"),
        ("", "clause"): _("Clause that sets the order"),
        ("contracts", "contract"): _("Short reference"),
        ("", "cqc_rating"): _("CQC rating"),
        ("", "delivered_by"): _("Delivered by"),
        ("", "email"): _("E-mail"),
        ("", "end"): _("Last day"),
        ("", "enhanced_rate"): _("Enhanced rate £"),
        ("", "exclusive_until"): _("Alone until"),
        ("", "grade"): _("Grade"),
        ("", "guaranteed_hours"): _("Guaranteed hours"),
        ("", "kind"): _("Kind"),
        ("", "lot"): _("Lot"),
        ("", "max_share"): _("Largest share %"),
        ("", "min_grade"): _("Lowest grade"),
        ("", "most_lots"): _("Most lots a supplier"),
        ("", "name"): _("Name"),
        ("", "needs_authority"): _("Needs authority"),
        ("", "new_packages"): _("New packages"),
        ("", "no_return"): _("Without a return"),
        ("", "postcodes"): _("Postcodes"),
        ("", "provider"): _("Provider"),
        ("providers", "provider"): _("Short reference"),
        ("", "quality"): _("Quality"),
        ("", "rank"): _("Rank"),
        ("", "ranking"): _("Ranking"),
        ("", "rate"): _("Rate £"),
        ("", "rate_cap"): _("Highest rate £"),
        ("", "reference"): _("Council’s reference"),
        ("", "registration"): _("Registration"),
        ("", "response_hours"): _("Hours to answer"),
        ("", "score_weights"): _("Score weights"),
        ("", "services"): _("Services"),
        ("", "skills"): _("Skills"),
        ("", "start"): _("First day"),
        ("", "step"): _("Step"),
        ("", "target_share"): _("Target share %"),
        ("", "urgent_response_hours"): _("If urgent"),
    }


def table_title(table: str) -> str:
    """What a table of a contract is called."""
    return {
        "contracts": _("Contract"),
        "steps": _("Steps"),
        "lots": _("Lots"),
        "awards": _("Awards"),
        "areas": _("Areas"),
        "providers": _("Providers"),
    }[table]
