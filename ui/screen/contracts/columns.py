"""The columns of the award list."""

from collections.abc import Callable

from allocation.model import Award
from allocation.use_cases.terms import Terms
from ui.screen.table.columns import Column
from ui.wording import _
from ui.wording.figures import hours, money
from ui.wording.terms import share

OPTIONAL = frozenset({"rank", "enhanced", "target", "most", "guaranteed", "new"})
"""Columns that are left out where no award in the list fills them."""


def columns(terms: Callable[[], Terms]) -> tuple[Column[Award], ...]:
    """The columns; `terms` gives the words for what an award names."""

    def step(award: Award) -> str:
        found = (
            each for each in terms().steps if (each.contract, each.number) == (award.contract, award.step)
        )
        return f"{award.step} {next((each.name for each in found), '')}".strip()

    return (
        Column("step", _("Step"), step, width=168, tip=step),
        Column("lot", _("Lot"), lambda award: award.lot, width=104, tip=lambda award: award.lot),
        Column(
            "provider",
            _("Provider"),
            lambda award: terms().provider_names.get(award.provider, award.provider),
            width=190,
        ),
        Column("rank", _("Rank"), lambda award: str(award.rank or ""), width=56, figures=True, spare=True),
        Column("rate", _("An hour"), lambda award: money(award.rate), width=84, figures=True),
        Column(
            "enhanced",
            _("Enhanced"),
            lambda award: "" if award.enhanced_rate is None else money(award.enhanced_rate),
            width=88,
            figures=True,
            spare=True,
        ),
        Column(
            "target", _("Target"), lambda award: share(award.target_share), width=72, figures=True, spare=True
        ),
        Column(
            "most", _("Largest"), lambda award: share(award.max_share), width=76, figures=True, spare=True
        ),
        Column(
            "guaranteed",
            _("Guaranteed"),
            lambda award: hours(award.guaranteed_minutes) if award.guaranteed_minutes else "",
            width=104,
            figures=True,
            spare=True,
        ),
        Column(
            "new",
            _("New packages"),
            lambda award: "" if award.new_packages else _("✕ none"),
            width=110,
            colour=lambda award: "" if award.new_packages else "critical",
            spare=True,
        ),
    )
