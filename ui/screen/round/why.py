"""From the check's reasons to what a person reads: the ladder of one package, and why one was not placed.

Providers of one step about which the same is to be said stand in one line, since forty lines that say "no
return" explain less than one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from allocation.check import Reason
from allocation.index import Index
from allocation.model import AwardKey
from allocation.record.ladder import by_rank, standing
from ui.wording import _
from ui.wording.ranks import points_words, rank_words
from ui.wording.reasons import sentence

CLOSENESS = (
    "no_room", "share_full", "not_together", "had_room", "ask_anyway", "no_return", "suspended", "grade",
    "rate_cap", "refused", "needs", "in_force", "new_packages", "exclusive", "excluded", "choice", "coverage",
)  # fmt: skip
"""Codes from the nearest to being placed to the farthest: the nearest is the reason that a package gets."""

GOOD = frozenset({"placed", "first_refusal", "pinned", "live", "held"})


@dataclass(frozen=True, slots=True)
class Rung:
    """Some providers of one step, with what is to be said of them. `good`: the package is there."""

    providers: tuple[str, ...]
    words: str
    good: bool


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One step of one lot, in the order in which the contract reads."""

    title: str
    rungs: tuple[Rung, ...]


def ladder(index: Index, reasons: Iterable[Reason], names: Mapping[str, str]) -> tuple[LadderStep, ...]:
    """The steps of one part, each with its providers. `reasons` are those of that part only."""
    steps: dict[tuple[int, str, str], dict[str, list[Reason]]] = defaultdict(lambda: defaultdict(list))
    for reason in reasons:
        steps[reason.step, reason.contract, reason.lot][reason.provider].append(reason)
    return tuple(_ladder_step(index, key, steps[key], names) for key in sorted(steps))


def _ladder_step(
    index: Index,
    key: tuple[int, str, str],
    providers: Mapping[str, Sequence[Reason]],
    names: Mapping[str, str],
) -> LadderStep:
    number, contract, lot = key
    step = index.steps[contract, number]
    first = next(iter(providers.values()))[0]
    rows = {
        (first.part, AwardKey(number, contract, lot, provider)): {reason.code for reason in reasons}
        for provider, reasons in providers.items()
    }
    ranks, points = standing(index, index.packages[first.package], step.ranking, rows)
    said: dict[tuple[bool, str], list[str]] = defaultdict(list)
    for row in sorted(rows, key=lambda each: by_rank(each, ranks)):
        provider = row[1].provider
        reasons = providers[provider]
        good = any(reason.code in GOOD for reason in reasons)
        words = "\n".join(sentence(reason, names) for reason in _named_once(reasons))
        name = names.get(provider, provider)
        stands = points_words(points[row]) if row in points else rank_words(ranks.get(row), None)
        said[good, words].append(f"{name} · {stands}" if stands else name)
    rungs = tuple(Rung(tuple(who), words, good) for (good, words), who in said.items())
    title = _("{number} {name} · {lot}").format(number=number, name=step.name, lot=lot)
    return LadderStep(title, rungs)


def _named_once(reasons: Sequence[Reason]) -> list[Reason]:
    """Where several figures of one return are short, who holds it is said once, at the shortest."""
    short = [reason for reason in reasons if reason.code == "no_room"]
    shortest = max(short, key=_short_by, default=None)
    return [
        replace(reason, facts={**reason.facts, "holders": ""})
        if reason.code == "no_room" and reason is not shortest
        else reason
        for reason in reasons
    ]


def _short_by(reason: Reason) -> int:
    return int(reason.facts["asked"]) - int(reason.facts["left"])


def main_reasons(reasons: Iterable[Reason]) -> dict[str, str]:
    """For each package, in a few words, what was nearest to placing it and failed."""
    nearest: dict[str, Reason] = {}
    for reason in reasons:
        if reason.code in CLOSENESS:
            known = nearest.get(reason.package)
            if known is None or _distance(reason) < _distance(known):
                nearest[reason.package] = reason
    return {package: in_short(reason) for package, reason in nearest.items()}


def _distance(reason: Reason) -> tuple[int, int]:
    return (CLOSENESS.index(reason.code), reason.step)


def in_short(reason: Reason) -> str:
    """A reason in a few words, alike for packages that share it: "no morning room in Lot 5"."""
    facts = reason.facts
    if reason.code == "no_room":
        words = _("no {band} room in {lot}") if facts.get("band") else _("no room in the week in {lot}")
        return words.format(band=facts.get("band", ""), lot=reason.lot)
    if reason.code == "needs":
        return _("no provider with: {needs}").format(needs=str(facts["missing"]).replace(";", ","))
    return _IN_SHORT.get(reason.code, _("no provider can")).format(lot=reason.lot)


_IN_SHORT = {
    "share_full": _("largest share taken in {lot}"),
    "not_together": _("parts do not fit together"),
    "had_room": _("has room, not placed"),
    "no_return": _("no return in {lot}"),
    "ask_anyway": _("to be asked without a return in {lot}"),
    "suspended": _("provider suspended"),
    "grade": _("grade under the floor"),
    "rate_cap": _("rate above the cap"),
    "refused": _("refused by or for the provider"),
    "in_force": _("award not in force"),
    "new_packages": _("no new packages taken"),
    "exclusive": _("{lot} is another provider’s alone for now"),
    "excluded": _("provider excluded"),
    "choice": _("chosen provider cannot"),
}
