"""What the board says, in words: card by card, bar by bar, and for a screen reader the whole of an item."""

from allocation.check.moves import Can
from allocation.model import PlacementKind
from ui.screen.round.items import Item, Silent, Unplaced, UnplacedReason, packages_of
from ui.screen.round.picture import AwardRow, Card, LotGroup, StepGroup
from ui.screen.round.room import Bar
from ui.wording import _, ngettext
from ui.wording.aims import priority_name
from ui.wording.figures import hours

CAN = {
    Can.HERE: "",
    Can.YES: _("✓ can"),
    Can.AUTHORITY: _("! authority"),
    Can.NO: _("✕ cannot"),
}


def packages(count: int) -> str:
    """A number of packages."""
    return ngettext("{count} package", "{count} packages", count).format(count=count)


def bar_name(bar: Bar) -> str:
    """What a bar is about: a band, days, double-ups, or the week."""
    parts = [bar.band or ""]
    if bar.days is not None:
        parts.append(" ".join(day.name.title()[:3] for day in bar.days))
    if bar.double_up:
        parts.append(_("double"))
    return " ".join(part for part in parts if part) or _("week")


def bar_left(bar: Bar) -> str:
    """What is left of a bar: "1 h 30 left", "full", "2 h over"."""
    if bar.left > 0:
        return _("{hours} left").format(hours=hours(bar.left))
    return _("{hours} over").format(hours=hours(-bar.left)) if bar.left < 0 else _("full")


def lot_title(group: LotGroup) -> str:
    """A lot by its id and, where it has another, its name."""
    return f"{group.lot} · {group.name}" if group.name and group.name != group.lot else group.lot


def lot_sum(group: LotGroup) -> str:
    """How much a lot took, and how far its providers are from what they were guaranteed."""
    told = [packages(group.cards), hours(group.minutes)]
    told += [_("{hours} short of guarantees").format(hours=hours(group.short))] if group.short else []
    return " · ".join(told)


def step_title(step: StepGroup) -> str:
    """A step by number and name."""
    return f"{step.number} {step.name}"


def step_sum(step: StepGroup) -> str:
    """What a step holds, said beside its title: all that its closed rows would tell."""
    told = [ngettext("{count} provider", "{count} providers", len(step.rows)).format(count=len(step.rows))]
    told += [packages(step.cards)] if step.cards else []
    told += [_("authority needed !")] if step.needs_authority else []
    return " · ".join(told)


def beside_provider(row: AwardRow) -> tuple[str, ...]:
    """What is said of a provider beside its name, the fullest first: it gets what fits whole."""
    graded = row.graded
    live = [_("{count} live").format(count=row.live)] if row.live else []
    if not row.short:
        return (" · ".join([graded, *live]), graded)
    short = _("{hours} short").format(hours=hours(row.short))
    return (" · ".join([graded, *live, guarantee(row)]), guarantee(row), short)


def guarantee(row: AwardRow) -> str:
    """How far a provider is from the hours that it was guaranteed; empty where it is not."""
    words = _("{hours} short of {guaranteed}")
    guaranteed = hours(row.award.guaranteed_minutes)
    return words.format(hours=hours(row.short), guaranteed=guaranteed) if row.short else ""


def no_bars(row: AwardRow) -> str:
    """What stands where a row has no bars."""
    return _("no return, so no room") if row.bars is None else ""


def card_tags(card: Card) -> list[str]:
    """Short words on a card beside its hours."""
    tags = [_("part {part}").format(part=card.part)] if card.of > 1 else []
    tags += [_("discharge")] if card.discharge else []
    tags += [_("pinned")] if card.fixed is PlacementKind.PIN else []
    tags += [_("offered")] if card.fixed is PlacementKind.HELD else []
    return tags


def issued_tag(card: Card) -> str:
    """The short word on a card whose record stands; empty on others."""
    return _("✓ issued") if card.issued else ""


def issued_as(card: Card) -> str:
    """Under which record number a card's package was issued; empty where it was not."""
    return _("issued as {number}").format(number=card.issued) if card.issued else ""


def spoken(item: Item) -> str:
    """An item in full, as its accessible name."""
    value = item.value
    if isinstance(value, LotGroup):
        return _("Lot {lot}, {sum}").format(lot=lot_title(value), sum=lot_sum(value))
    if isinstance(value, StepGroup):
        return _("Step {step}, {sum}").format(step=step_title(value), sum=step_sum(value))
    if isinstance(value, AwardRow):
        bars = [f"{bar_name(bar)} {bar_left(bar)}" for bar in value.bars or ()] or [no_bars(value)]
        short = [_("{short} guaranteed").format(short=guarantee(value))] if value.short else []
        return ", ".join([value.provider, value.graded, packages(len(value.cards)), *bars, *short])
    if isinstance(value, Card):
        return spoken_card(value)
    return group_title(value)


def spoken_card(card: Card) -> str:
    """A card in full."""
    said = [card.package, priority_name(card.priority), hours(card.minutes), card.area, *card_tags(card)]
    said += [issued_as(card)] if card.issued else []
    said += [_("needs two care workers")] if card.double_up else []
    said += [_("proposal, authority needed")] if card.proposal else []
    said += [_("not placed")] if card.award is None else []
    return ", ".join(said)


def group_title(value: Silent | Unplaced | UnplacedReason) -> str:
    """The head of providers without a return, of what was not placed, or of one reason for it."""
    if isinstance(value, Silent):
        count = len(value.rows)
        words = ngettext("{count} provider without a return", "{count} providers without a return", count)
        return words.format(count=count)
    if isinstance(value, Unplaced):
        return _("Not placed ({count})").format(count=value.packages)
    return f"{value.words} ({packages_of(value.cards)})"
