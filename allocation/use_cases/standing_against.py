"""What stands against issuing by now: everything is looked at once more, as the tables are today.

Whether the plan is valid; whether each package is still what it was when the round was frozen, and was not
fixed elsewhere since; whether the rules still allow each placement (a refusal or a suspension may have been
typed meanwhile); whether each provider still has the room.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from allocation.acts import Row
from allocation.acts.names import renamed
from allocation.acts.rows import Case, FrozenRound, Move, Promise, State
from allocation.errors import Fault
from allocation.model import AwardKey, Placement, PlacementKind, Provider, Waiver
from allocation.ports import Reading
from allocation.problem import build
from allocation.use_cases.desk import Desk
from allocation.use_cases.effective import with_pins
from allocation.use_cases.moves import unauthorised
from allocation.use_cases.names import Names
from allocation.use_cases.rounds import RoundView
from allocation.use_cases.snapshot import snapshot

Cases = Mapping[str, Row[Case]]
"""Rows of packages by their references in the round."""


def standing_against(
    desk: Desk, reading: Reading, view: RoundView, cases: Cases, names: Names
) -> list[Fault]:
    """Every fault that stands against issuing these packages together, whose rows are given by reference.

    An issue calls it in the writer's transaction. Room is asked only of what nothing else stands against.
    """
    look = _Look.of(desk, reading, view, cases, names)
    faults = [fault for package, row in cases.items() for fault in look.against(package, row)]
    if not view.verdict.valid:
        invalid = [each for each in view.verdict.faults if not each.code.startswith("justice")]
        faults += [Fault("issue_invalid", facts={"faults": len(invalid)}), *invalid]
    if faults:
        return faults
    broken = list(look.broken())
    rules = [fault for fault in broken if fault.code != "issue_room"]
    return [Fault("issue_rule", facts={"count": len(rules)}), *broken] if rules else broken


def standing_against_each(
    desk: Desk, reading: Reading, view: RoundView, cases: Cases, names: Names
) -> dict[str, list[Fault]]:
    """The same for each package by itself, and room for those that are left: to be seen before an issue."""
    look = _Look.of(desk, reading, view, cases, names)
    found = {package: list(look.against(package, row)) for package, row in cases.items()}
    free = {package: row for package, row in cases.items() if not found[package]}
    for fault in _Look.of(desk, reading, view, free, names).broken():
        found[str(fault.facts["package"])].append(fault)
    return {package: faults for package, faults in found.items() if faults}


def placed_whole(view: RoundView, package: str) -> dict[int, AwardKey]:
    """Each part's award; empty unless the package is placed whole."""
    parts = view.problem.index.packages[package].parts
    awards = {part.number: view.plan.awards.get((package, part.number)) for part in parts}
    placed = {number: award for number, award in awards.items() if award is not None}
    return placed if len(placed) == len(awards) else {}


@dataclass(frozen=True, slots=True)
class _Look:
    """What the questions share. `frozen` is the number of the act that froze the round."""

    desk: Desk
    reading: Reading
    view: RoundView
    cases: Cases
    names: Names
    frozen: int

    @classmethod
    def of(cls, desk: Desk, reading: Reading, view: RoundView, cases: Cases, names: Names) -> "_Look":
        frozen = reading.get(FrozenRound, view.id)
        return cls(desk, reading, view, cases, names, frozen.origin if frozen else 0)

    def against(self, package: str, row: Row[Case]) -> Iterator[Fault]:
        facts: dict[str, str | int] = {"package": package}
        if not placed_whole(self.view, package):
            yield Fault("issue_unplaced", facts=facts)
            return
        if self._stays_by_hand(package):
            yield Fault("issue_stays", facts=facts)
            return
        if unauthorised(self.view, package):
            yield Fault("issue_authority", facts=facts)
        frozen = self.view.problem.index.packages[package]
        released = self._released(package, row)
        now = renamed(row.value.package, self.names.label)
        if (replace(now, wanted_start=frozen.wanted_start) if released else now) != frozen:
            yield Fault("issue_changed", facts=facts)
        for provider in self._pinned_elsewhere(package, row):
            yield Fault("issue_pinned", facts={**facts, "provider": provider})
        again = row.value.state is State.ACCEPTED and (
            package in self.view.issued or self._accepted_here(package, row)
        )
        if row.value.state is not State.WAITING and not again and not released:
            yield Fault("issue_state", facts={**facts, "state": row.value.state.value})

    def _accepted_here(self, package: str, row: Row[Case]) -> bool:
        """Whether its providers accepted offers of just these placements, and no record of it stands yet."""
        promises = [each.value for each in self.reading.rows(Promise, package=row.key, ended=None)]
        held = {
            each.part: AwardKey(
                each.step,
                self.names.label("contract", each.contract),
                self.names.label("lot", each.lot),
                self.names.label("provider", each.provider),
            )
            for each in promises
            if each.accepted and each.record is None
        }
        return len(held) == len(promises) and held == placed_whole(self.view, package)

    def _released(self, package: str, row: Row[Case]) -> bool:
        """Whether it is live care that the round places: released, ruled out where it is, or moved by hand.

        Its wanted start is then the round's own, the day from which it may move.
        """
        opened = any(part.part.package == package for part in self.view.problem.free)
        moved = any(move.package == package for move in self.view.moves)
        return row.value.state is State.LIVE and (opened or moved)

    def _stays_by_hand(self, package: str) -> bool:
        """Whether a person left it with who has it: it is live care as before, and nothing is promised."""
        settled = [each for each in self.view.problem.settled if each.part.package == package]
        moved = any(move.package == package for move in self.view.moves)
        return moved and bool(settled) and all(each.kind is PlacementKind.LIVE for each in settled)

    def _pinned_elsewhere(self, package: str, row: Row[Case]) -> Iterator[str]:
        """Providers with whom somebody fixed the package after the round was frozen, and not the plan's."""
        for each in self.reading.rows(Placement, package=row.key):
            pin = renamed(each.value, self.names.label)
            if pin.kind is not PlacementKind.PIN or each.origin <= self.frozen:
                continue
            awards = [
                award for part, award in placed_whole(self.view, package).items() if pin.part in (None, part)
            ]
            if any(
                award.provider != pin.provider
                or pin.contract not in (None, award.contract)
                or pin.lot not in (None, award.lot)
                for award in awards
            ):
                yield self._provider_name(pin.provider)

    def _provider_name(self, provider: str) -> str:
        found = self.reading.get(Provider, self.names.id("provider", provider))
        return found.value.name if found else provider

    def broken(self) -> Iterator[Fault]:
        """Rules that these placements break against the tables as they are now, room first of all.

        Largest shares are of the whole round, which the plan was judged with;
        here only what holds room counts.
        """
        rows = {row.key: row for row in self.cases.values()}
        promised = [each.value.package for each in self.reading.rows(Promise, ended=None)]
        others = self.reading.rows(Case, id=sorted(set(promised) - rows.keys()))
        today = max(self.view.day, self.desk.clock.today())
        now = snapshot(self.reading, today, cases=[*rows.values(), *others]).round_
        known = self.view.problem.index.packages
        packages = tuple(
            replace(each, wanted_start=known[each.package].wanted_start)
            if each.package in self.cases
            else each
            for each in now.packages
        )
        pins = [
            Move(package, part, award, "issue", self.desk.actor.name, self._waived(package, part))
            for package in self.cases
            for part, award in placed_whole(self.view, package).items()
        ]
        for fault in build(with_pins(replace(now, packages=packages), pins)).faults:
            if fault.facts.get("package") in self.cases:
                named = fault.facts | {"provider": self._provider_name(str(fault.facts["provider"]))}
                if fault.code == "pin_room":
                    yield Fault("issue_room", facts=named)
                else:
                    yield Fault(fault.code.replace("pin_", "valid_", 1), facts=named)

    def _waived(self, package: str, part: int) -> tuple[Waiver, ...]:
        placement = self.view.problem.index.placements.get((package, part))
        return tuple({*(placement.waives if placement else ()), Waiver.SHARE})
