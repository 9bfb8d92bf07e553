"""The contract, steps and lot of the selected award."""

from allocation.model import Award, Contract, NoReturn, Step
from allocation.use_cases.terms import Terms
from ui.screen.facts import Facts
from ui.screen.side import Side
from ui.screen.widgets import label
from ui.wording import _
from ui.wording.care import short_day
from ui.wording.deadlines import times_of
from ui.wording.figures import hours, money
from ui.wording.ranks import ranked_by
from ui.wording.terms import KINDS, RANKINGS, by_results, review_growth, share


class Detail(Side):
    """Reads as the contract does: what it is, its steps in order, then the lot."""

    def __init__(self) -> None:
        super().__init__(_("The selected award"), _("Select an award to see what it stands under."))
        self.name = label(looks="head", wrap=True)
        self.facts = Facts()
        self.steps = Facts()
        self.lot_name = label(looks="head", wrap=True)
        self.lot = Facts()
        for part in (self.name, self.facts, label(_("Steps"), "head"), self.steps, self.lot_name, self.lot):
            self.column.addWidget(part)

    def show_contract(self, contract: Contract, terms: Terms) -> None:
        """Show a contract that has no awards yet."""
        self._show_contract(contract, terms)
        self.lot_name.clear()
        self.lot.show_facts(())
        self.has_content(True)

    def _show_contract(self, contract: Contract, terms: Terms) -> None:
        self.name.setText(contract.name or contract.contract)
        self.facts.show_facts(
            (
                (_("Reference"), contract.reference or contract.contract),
                (_("Kind"), KINDS[contract.kind]),
                (_("From"), short_day(contract.start)),
                (_("Until"), short_day(contract.end)),
                (_("Filled"), "" if contract.batch else _("one by one, first refusal")),
                (_("Clause"), contract.clause),
                (_("Most lots"), str(contract.most_lots or "")),
                (_("By results"), by_results(contract)),
                (_("Review"), review_growth(contract)),
            )
        )
        steps = [step for step in terms.steps if step.contract == contract.contract]
        self.steps.show_facts([(f"{step.number} {step.name}", _step(step)) for step in steps])

    def show_award(self, award: Award, terms: Terms) -> None:
        """Show what an award stands under."""
        contract = next(each for each in terms.contracts if each.contract == award.contract)
        lot = next(each for each in terms.lots if each.lot == award.lot)
        names = {area.area: area.name or area.area for area in terms.areas}
        self._show_contract(contract, terms)
        self.lot_name.setText(f"{lot.lot} {lot.name}".strip() if lot.name != lot.lot else lot.lot)
        areas = (
            _("all areas") if lot.areas is None else ", ".join(names.get(each, each) for each in lot.areas)
        )
        services = _("all services") if lot.services is None else ", ".join(lot.services)
        self.lot.show_facts(
            (
                (_("Areas"), areas),
                (_("Services"), services),
                (_("Rank"), str(award.rank or "")),
                (
                    _("Enhanced"),
                    ""
                    if award.enhanced_rate is None
                    else _("{rate} an hour").format(rate=money(award.enhanced_rate)),
                ),
                (_("Target share"), share(award.target_share)),
                (_("Largest share"), share(award.max_share)),
                (_("Guaranteed"), hours(award.guaranteed_minutes) if award.guaranteed_minutes else ""),
                (_("New packages"), "" if award.new_packages else _("✕ none")),
                (_("Asked alone until"), short_day(award.exclusive_until)),
                (_("Delivered by"), award.delivered_by or ""),
                (_("Award from"), short_day(award.start)),
                (_("Award until"), short_day(award.end)),
            )
        )
        self.has_content(True)


def _step(step: Step) -> str:
    weights = (step.cost_weight, step.quality_weight)
    parts = [ranked_by(step.ranking, weights) or RANKINGS[step.ranking]]
    if step.ask_together > 1:
        parts.append(_("{count} asked at once").format(count=step.ask_together))
    if step.no_return is NoReturn.ASK:
        parts.append(_("asked without a return too"))
    usual, urgent = times_of(step)
    parts.append(_("answer within {time}").format(time=usual))
    if urgent:
        parts.append(_("urgent {time}").format(time=urgent))
    if step.needs_authority:
        parts.append(_("! needs authority"))
    if step.min_grade is not None:
        parts.append(_("grade {grade} or better").format(grade=step.min_grade))
    if step.rate_cap is not None:
        parts.append(_("at most {rate} an hour").format(rate=money(step.rate_cap)))
    return " · ".join(parts)
