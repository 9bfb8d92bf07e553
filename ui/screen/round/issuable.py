"""What can be issued of a round: packages placed whole, and why some cannot be."""

from collections.abc import Collection, Mapping, Sequence

from allocation.errors import Fault
from allocation.index import Index
from allocation.model import PlacementKind, Plan
from allocation.order import natural
from ui.screen.round.issue_dialog import Issuable
from ui.screen.round.picture import Card, picture
from ui.wording import _
from ui.wording.aims import priority_mark
from ui.wording.faults import what
from ui.wording.figures import hours


def issuables(
    index: Index,
    plan: Plan,
    proposals: Collection[str],
    issued: Mapping[str, str],
    against: Mapping[str, Sequence[Fault]] | None = None,
) -> list[Issuable]:
    """One for each package that the plan places, by reference.

    `issued` are record numbers by package: to issue such a package again corrects its record. `against` is
    what stands against issuing a package by now: of what was offered before the round only that is listed
    which can be issued, because its provider has accepted it.
    """
    faults = against or {}
    drawn = picture(index, plan, proposals)
    cards: dict[str, list[Card]] = {}
    for lot in drawn.lots:
        for step in lot.steps:
            for row in step.rows:
                for card in row.cards:
                    held = card.fixed is PlacementKind.HELD and card.package not in issued
                    if not held or (against is not None and card.package not in against):
                        cards.setdefault(card.package, []).append(card)
    in_part = {card.package for card in drawn.unplaced}
    return [
        _issuable(index, cards[package], package in in_part, issued.get(package, ""), faults.get(package, ()))
        for package in sorted(cards, key=natural)
    ]


def _issuable(
    index: Index, cards: list[Card], in_part: bool, number: str, against: Sequence[Fault]
) -> Issuable:
    awards = [card.award for card in cards if card.award is not None]
    providers = dict.fromkeys(index.providers[award.provider].name for award in awards)
    first = cards[0]
    words = _("{mark} {package} · {hours} · {providers} · step {step}").format(
        mark=priority_mark(first.priority),
        package=first.package,
        hours=hours(sum(card.minutes for card in cards)),
        providers=", ".join(providers),
        step=max(award.step for award in awards),
    )
    barred = ""
    if any(card.proposal for card in cards):
        barred = _("! authority needed first")
    elif in_part:
        barred = _("✕ placed in part")
    elif against:
        barred = "✕ " + what(against[0])
    return Issuable(first.package, words, barred, number)
