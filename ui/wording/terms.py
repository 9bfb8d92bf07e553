"""A contract's own words: its kind and dates, how its steps are gone through, what an award says."""

from allocation.model import Award, Contract, ContractKind, NoReturn, Ranking, Step
from ui.wording import _
from ui.wording.deadlines import times_of
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


def by_results(contract: Contract) -> str:
    """How much of the rate is earned by results, and what of it; empty where none is."""
    if contract.results_share is None:
        return ""
    if contract.reduction_target is None:
        words = _("{share} of the rate: half for outcomes, half for reduced demand")
    else:
        words = _("{share} of the rate: half for outcomes, half for {target} fewer hours")
    return words.format(share=share(contract.results_share), target=share(contract.reduction_target))


def review_growth(contract: Contract) -> str:
    """From how many hours more a package is reviewed; empty where the contract does not say."""
    if contract.review_growth_minutes is None:
        return ""
    return _("when a package has grown by more than {hours} a week").format(
        hours=hours(contract.review_growth_minutes)
    )


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
    usual, urgent = times_of(step)
    words.append(_("Answer within {time}.").format(time=usual))
    if urgent:
        words.append(_("Urgent: {time}.").format(time=urgent))
    if step.no_return is NoReturn.ASK:
        words.append(_("Who made no return is asked all the same, with no promise."))
    return " ".join(words)


def conditions(step: Step) -> str:
    """Authority, floor and cap of a step."""
    words = []
    if step.needs_authority:
        words.append(_("Each placement needs a named person’s authority."))
    if step.min_grade is not None:
        words.append(
            _("Grade {grade} or better, or a rating that counts as that; nobody without.").format(
                grade=step.min_grade
            )
        )
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
    """A share to the hundredth, as a contract has it: `25%`, `12.5%`, `3.33%`; nothing for none."""
    if basis_points is None:
        return ""
    return f"{basis_points / 100:.2f}".rstrip("0").rstrip(".") + "%"


def guaranteed(award: Award) -> str:
    """Guaranteed hours in a cell."""
    return hours(award.guaranteed_minutes) if award.guaranteed_minutes else ""
