"""What if, in words: what a changed round would lose or gain, who would move, and how sure that is."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from allocation.errors import Fault
from allocation.index import Index
from allocation.model import AwardKey
from allocation.problem.aims import AimChange
from ui.wording import _, ngettext
from ui.wording.aims import aim_change, marked_priority
from ui.wording.changes import change_sentence
from ui.wording.facts import Names, some
from ui.wording.figures import hours
from ui.wording.moving import cost_difference
from ui.wording.verdict import broken_rule

if TYPE_CHECKING:
    from allocation.what_if import Bargain, Comparison, Forced, Gain, Moved, Together, Tried


def names_of(index: Index) -> dict[str, str]:
    """Providers' names by reference."""
    return {each.provider: each.name or each.provider for each in index.round_.providers}


def forced_lines(forced: "Forced", index: Index, *, by_points: bool) -> Iterator[str]:
    """Why not this provider: what rules it out whatever moves, or what it would cost and who else moves."""
    names = names_of(index)
    yield _("{package} with {place}:").format(package=forced.package, place=place_name(forced.award, names))
    if forced.comparison is None:
        yield _cannot(forced.faults)
        yield from (broken_rule(fault, names) for fault in forced.faults)
        return
    changes = forced.comparison.changes
    if not changes:
        yield _("It could be there as well: no aim loses anything.")
    elif changes[0].better:
        yield _("With it there a better plan was found than the one in hand. Allocate again.")
    else:
        yield _("It could be there, and would cost:")
    yield from _changes(changes, forced.exact, _("at most that much"), by_points=by_points)
    yield from _others(forced.comparison, index, {forced.package})


def _cannot(faults: Sequence[Fault]) -> str:
    """What is left for a fixed part is what all that can move would leave, not what the plan leaves."""
    if any(fault.code in ("pin_room", "pin_share") for fault in faults):
        return _("It cannot be there, even if every package that can move made way:")
    return _("It cannot be there:")


def tried_lines(tried: "Tried", package: str, index: Index, *, by_points: bool) -> Iterator[str]:
    """One change that was made and solved again: whether it places the package, and what else comes of it."""
    names = names_of(index)
    yield change_sentence(tried.change, names)
    if tried.placed_at is not None:
        yield _("Solved again: it is placed with {place}.").format(place=place_name(tried.placed_at, names))
    else:
        yield _("Solved again: it is still not placed, because others come before it.")
    exact = {each.aim for each in tried.again.aims[: tried.again.settled]}
    yield from _changes(tried.comparison.changes[:1], exact, _("at least that much"), by_points=by_points)
    yield from _others(tried.comparison, index, {package})


def gain_place(gain: "Gain", index: Index) -> str:
    """Where an hour is scarce: "Avon Care, Lot 3, morning"."""
    place = gain.candidate.place
    words = [names_of(index)[place.provider], place.lot, place.band or _("any time")]
    return ", ".join(words)


def gain_words(gain: "Gain", *, by_points: bool) -> str:
    """What more room there would bring: the first aim that it betters, "Low placed: 5 in place of 4"."""
    better = next((change for change in gain.comparison.changes if change.better), None)
    exact = better is not None and gain.again.exact(better.aim)
    return gain_sentence(better, exact=exact, by_points=by_points)


def gain_sentence(bought: AimChange | None, *, exact: bool, by_points: bool) -> str:
    """What more room would bring, and whether that is all that it could."""
    if bought is None:
        return _("nothing that was found")
    return _sure(aim_change(bought, by_points=by_points), _("at least that much"), exact=exact)


def scarce_note(minutes: int) -> str:
    """What the table of what is scarce says, and how sure it is."""
    return _(
        "What {hours} more a week would bring, where somebody is turned away for want of it. Each was tried "
        "by solving the round again."
    ).format(hours=hours(minutes))


def nothing_scarce(minutes: int) -> str:
    """Where so much more lets in nobody."""
    return _("{hours} more with any one provider would let in nobody who is turned away.").format(
        hours=hours(minutes)
    )


def comparison_headline(comparison: "Comparison") -> str:
    """Two plans in a sentence."""
    moves = comparison.moves
    if not moves:
        return _("Nobody is elsewhere: the plans are the same.")
    packages = len({move.package for move in moves})
    words = ngettext("{count} package is elsewhere", "{count} packages are elsewhere", packages)
    parts = [words.format(count=packages)]
    barred = len({each.package for each in moves if each.barred})
    newly = {each.package for each in moves if each.before is None and each.after is not None}
    lost = {each.package for each in moves if each.before is not None and each.after is None}
    parts += [_("{count} newly placed").format(count=len(newly))] if newly else []
    parts += [_("{count} not placed any more").format(count=len(lost))] if lost else []
    parts += [_("{count} could not stay").format(count=barred)] if barred else []
    return ", ".join(parts) + "."


def comparison_changes(comparison: "Comparison", *, by_points: bool) -> list[str]:
    """Every aim that differs between two plans, as a line."""
    return [_signed(change, by_points=by_points) for change in comparison.changes]


def together_title(together: "Together", *, by_points: bool) -> str:
    """What moves that hang together bought."""
    count = len(together.moves)
    words = ngettext("{count} move", "{count} moves that hang together", count).format(count=count)
    if any(move.fixed for move in together.moves):
        return _("{moves}, because a person fixed one").format(moves=words)
    if any(move.barred for move in together.moves):
        return _("{moves}, because somebody could not stay").format(moves=words)
    if together.bought is None:
        return ngettext(
            "{moves}, which cannot be undone by itself",
            "{moves}, which cannot be undone by themselves",
            count,
        ).format(moves=words)
    if not together.bought:
        return _("{moves}, for which no aim asks").format(moves=words)
    bought = aim_change(together.bought[0], by_points=by_points)
    return _("{moves} bought: {bought}").format(moves=words, bought=bought)


def trade_title() -> str:
    """What the table of bargains is called."""
    return _("What each change more buys")


def trade_note() -> str:
    """What the table of bargains says, and how sure it is."""
    return _(
        "Each line is a plan that was found, keeps every rule and is in contract order and priority; the "
        "last is the new plan. A change is a package that is elsewhere."
    )


def trade_heads() -> tuple[str, str, str]:
    """The columns of the table of bargains."""
    return _("Changes"), _("More"), _("What that buys")


def trade_rows(bargains: Sequence["Bargain"], *, by_points: bool) -> Iterator[tuple[str, str, list[str]]]:
    """A row for each number of changes: how many, how many more than before, and every aim that differs."""
    before: Bargain | None = None
    for each in bargains:
        changes = len(each.changed)
        if before is None:
            yield str(changes), "", [_("the fewest changes that were found")]
        else:
            bought = [_signed(change, by_points=by_points) for change in each.bought]
            yield str(changes), f"+{changes - len(before.changed)}", bought
        before = each


def move_line(move: "Moved", index: Index, names: Names) -> str:
    """One part that is elsewhere: "▲ critical P00012: from Avon Care to Forth Homecare, +£14.00 a week"."""
    package = index.packages[move.package]
    who = f"{marked_priority(index.priority(package))} {move.package}"
    if len(package.parts) > 1:
        who = _("{who} part {part}").format(who=who, part=move.part)
    words = _("{who}: {where}").format(who=who, where=_where(move, names))
    if move.before_pence is not None and move.after_pence is not None:
        difference = move.after_pence - move.before_pence
        if difference:
            words += _(", {cost} a week").format(cost=cost_difference(difference))
    if move.barred:
        words += _("; could not stay")
    if move.fixed:
        words += _("; fixed there")
    if move.made_room_for:
        words += _("; made room for {packages}").format(packages=some("; ".join(move.made_room_for)))
    return words


def _where(move: "Moved", names: Names) -> str:
    after = place_name(move.after, names) if move.after is not None else ""
    if move.after is None:
        before = place_name(move.before, names) if move.before is not None else ""
        return _("not placed, it was with {before}").format(before=before) if before else _("not placed")
    if move.arrived:
        return _("new, with {after}").format(after=after)
    if move.before is None:
        return _("placed with {after}").format(after=after)
    if move.before.provider == move.after.provider:
        return _("stays with {provider}, now at {place}").format(
            provider=names.get(move.after.provider, move.after.provider), place=_step(move.after)
        )
    return _("from {before} to {after}").format(before=place_name(move.before, names), after=after)


def place_name(award: AwardKey, names: Names) -> str:
    """A provider with its lot and step: "Avon Care (step 1, Lot 3)"."""
    return _("{provider} ({place})").format(
        provider=names.get(award.provider, award.provider), place=_step(award)
    )


def _step(award: AwardKey) -> str:
    return _("step {step}, {lot}").format(step=award.step, lot=award.lot)


def _others(comparison: "Comparison", index: Index, mine: Collection[str]) -> Iterator[str]:
    """Who else is elsewhere."""
    others = [move for move in comparison.moves if move.package not in mine]
    others.sort(key=lambda move: _told_first(move, index))
    if not others:
        yield _("Nobody else moves.")
        return
    count = len({move.package for move in others})
    yield ngettext("{count} other package moves:", "{count} other packages move:", count).format(count=count)
    names = names_of(index)
    for move in others:
        yield move_line(move, index, names)


def _told_first(move: "Moved", index: Index) -> tuple[bool, bool, int, str, int]:
    """Who loses a place, then who gains one, then the others; the most urgent first."""
    urgency = index.priority(index.packages[move.package]).order
    return (move.after is not None, move.before is not None, urgency, move.package, move.part)


def _changes(
    changes: Sequence[AimChange], exact: Collection[str], else_: str, *, by_points: bool
) -> Iterator[str]:
    """The aims that change, in their order; from the first that is not exact on, no figure is sure."""
    for number, change in enumerate(changes):
        words = aim_change(change, by_points=by_points)
        yield _sure(words, else_, exact=change.aim in exact) if not number else words


def _sure(words: str, else_: str, *, exact: bool) -> str:
    return words if exact else _("{words}, {sure}").format(words=words, sure=else_)


def _signed(change: AimChange, *, by_points: bool) -> str:
    sign = _("better") if change.better else _("worse")
    return _("{change} ({sign})").format(change=aim_change(change, by_points=by_points), sign=sign)
