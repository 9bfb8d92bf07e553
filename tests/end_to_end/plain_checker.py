"""A second judge of plan.csv, slow and plain, from what words and files mean, not from the code.

It reads only the files, imports nothing of the product, and tries each move of the two tests of justice by
writing the moved plan and asking afresh whether that is valid. Where it and the product's check disagree, one
of the two is wrong. It is long on purpose: to be read from top to bottom beside the design, with nothing of
the product in between.

Where the meaning leaves room, it is read like this: care that is wanted from a day before the round's
day starts on the round's day; a release stays with its provider at any of that provider's awards; a package
with settled parts counts as whole when its free parts are all placed or all not.
"""

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import NamedTuple

from tests.end_to_end.plain_files import (
    Blank,
    Row,
    day_of,
    implied,
    inside,
    minutes,
    pence,
    several,
    staff_minutes,
    table,
    use,
)

RATINGS = {"outstanding": "6", "good": "4", "requires improvement": "3", "inadequate": "1"}
"""England's ratings as grades, for a provider without a grade; any other text is no grade."""

PRIORITIES = ("critical", "substantial", "moderate", "low")


class Where(NamedTuple):
    """An award, as a row of plan.csv names it."""

    provider: str
    contract: str
    lot: str
    step: str


Key = tuple[str, str]
Plan = dict[Key, Where | None]


@dataclass(frozen=True)
class Part:
    """A part's own rows."""

    package: Row
    number: str
    visits: tuple[Row, ...]

    @property
    def key(self) -> Key:
        """Package and part."""
        return (self.package["package"], self.number)


class Checker:
    """A round's files, and what they make of a plan."""

    def __init__(self, folder: Path) -> None:
        council = tomllib.loads((folder / "council.toml").read_text(encoding="utf-8"))
        self.day: date = council["day"]
        self.bands: list[str] = council.get("bands", ["morning", "lunch", "tea", "bed", "night"])
        self.policy = council.get("policy", {})
        self.packages = {row["package"]: row for row in table(folder, "packages")}
        self.providers = {row["provider"]: row for row in table(folder, "providers")}
        self.contracts = {row["contract"]: row for row in table(folder, "contracts")}
        self.steps = {(row["contract"], row["step"]): row for row in table(folder, "steps")}
        self.lots = {row["lot"]: row for row in table(folder, "lots")}
        self.awards = {
            Where(row["provider"], row["contract"], row["lot"], row["step"]): row
            for row in table(folder, "awards")
        }
        self.capacity = table(folder, "capacity")
        self.suspensions = table(folder, "suspensions")
        self.refusals = table(folder, "refusals")
        self.visits = table(folder, "visits")
        self.parts = {part.key: part for part in self._parts()}
        self.placements: dict[Key, Row] = {}
        for row in table(folder, "placements"):
            for key in self.parts:
                if key[0] == row["package"] and row["part"] in ("", key[1]):
                    self.placements[key] = row

    def _parts(self) -> Iterator[Part]:
        for reference, package in self.packages.items():
            own = [row for row in self.visits if row["package"] == reference]
            for number in sorted({row["part"] or "1" for row in own}, key=int):
                yield Part(package, number, tuple(row for row in own if (row["part"] or "1") == number))

    # What is settled before anything is placed

    def outside(self, part: Part) -> bool:
        """Option 1: the council seeks no provider."""
        return part.package["sds_option"] == "1" and self.kind(part) != "pin"

    def kind(self, part: Part) -> str:
        """live, release, pin, or nothing."""
        row = self.placements.get(part.key)
        return row["kind"] if row else ""

    def stays_live(self, part: Part) -> bool:
        """Whether a live part's provider can still validly have it, so that it stays."""
        return self.kind(part) == "live" and any(
            self.matches(part, where) and not self.broken(part, where) for where in self.awards
        )

    def settled(self, part: Part) -> bool:
        """Neither placed freely nor tested."""
        return self.outside(part) or self.kind(part) == "pin" or self.stays_live(part)

    def matches(self, part: Part, where: Where) -> bool:
        """Whether an award is where the part's placement says.

        Of live care whose named award no longer holds: whether it is the first of its provider that does.
        """
        if self.kind(part) == "live" and not self.holds_as_named(part):
            its = [each for each in self.awards if each.provider == self.placements[part.key]["provider"]]
            valid = [each for each in its if not self.broken(part, each)]
            return where in sorted(valid, key=lambda each: (int(each.step), each.contract, each.lot))[:1]
        return self.named(part, where)

    def holds_as_named(self, part: Part) -> bool:
        """Whether some award that the part's placement names breaks no rule."""
        return any(self.named(part, where) and not self.broken(part, where) for where in self.awards)

    def named(self, part: Part, where: Where) -> bool:
        """Whether the part's placement names the award, as far as it says."""
        row = self.placements[part.key]
        return (
            row["provider"] == where.provider
            and row["contract"] in ("", where.contract)
            and row["lot"] in ("", where.lot)
        )

    def has_it(self, part: Part, where: Where) -> bool:
        """Whether the provider has this part already."""
        row = self.placements.get(part.key)
        return row is not None and row["kind"] in ("live", "release") and row["provider"] == where.provider

    # Rules of one part and one award

    def broken(self, part: Part, where: Where) -> set[str]:
        """The rules that the pair breaks, whatever else is in the plan."""
        award, package = self.awards[where], part.package
        provider, step = self.providers[where.provider], self.steps[where.contract, where.step]
        found = self._broken_by_wish(part, where)
        if not self.covers(where.lot, package):
            found.add("coverage")
        if not self.needed(part) <= {skill.casefold() for skill in several(provider["skills"])}:
            found.add("needs")
        start = self.start(part, where)
        if not all(
            inside(start, row["start"], row["end"]) for row in (self.contracts[where.contract], award)
        ):
            found.add("in_force")
        if any(self.suspends(row, where, package) for row in self.suspensions):
            found.add("suspended")
        grade = provider["grade"] or RATINGS.get(" ".join(provider["cqc_rating"].casefold().split()), "0")
        if step["min_grade"] and int(grade) < int(step["min_grade"]):
            found.add("grade")
        if step["rate_cap"] and self.rate(part, where) > pence(step["rate_cap"]):
            found.add("rate_cap")
        if award["new_packages"] == "no" and not self.has_it(part, where):
            found.add("new_packages")
        if not self.has_it(part, where):
            alone = self.alone_in(where.lot)
            if where.provider not in {other.provider for other in alone} and any(
                not self.broken(part, other) for other in alone
            ):
                found.add("exclusive")
        return found

    def alone_in(self, lot: str) -> list[Where]:
        """The awards to which a lot's work is referred alone on the day."""
        return [
            other
            for other, award in self.awards.items()
            if other.lot == lot
            and award["exclusive_until"]
            and self.day <= date.fromisoformat(award["exclusive_until"])
        ]

    def _broken_by_wish(self, part: Part, where: Where) -> set[str]:
        """Of these, the person's own choice and what came of asking before."""
        found, package = set[str](), part.package
        if any(self.rules_out(row) for row in self.refusals if self.is_about(row, part, where)):
            found.add("refused")
        if where.provider in several(package["excluded_providers"]):
            found.add("excluded")
        if package["sds_option"] == "2" and package["chosen_provider"] not in ("", where.provider):
            found.add("choice")
        return found

    def covers(self, lot: str, package: Row) -> bool:
        """Whether the lot has the package's area and service."""
        row = self.lots[lot]
        services = [each.casefold() for each in several(row["services"])]
        service = (package["service"] or "care at home").casefold()
        in_area = row["areas"] == "*" or package["area"] in several(row["areas"])
        return in_area and (not services or service in services)

    def needed(self, part: Part) -> set[str]:
        """The skills that a provider must have."""
        needed = {need.casefold() for need in several(part.package["needs"])}
        skill = self.policy.get("double_up_skill")
        if skill and any(visit["workers"] == "2" for visit in part.visits):
            needed.add(skill.casefold())
        return needed

    def suspends(self, row: Row, where: Where, package: Row) -> bool:
        """Whether a suspension covers the award on the wanted start, or today."""
        day = day_of(package["wanted_start"]) or self.day
        return (
            row["provider"] == where.provider
            and row["contract"] in ("", where.contract)
            and row["lot"] in ("", where.lot)
            and inside(day, row["from"], row["until"])
        )

    def is_about(self, row: Row, part: Part, where: Where) -> bool:
        """Whether a refusal is of this package and provider."""
        return row["package"] == part.package["package"] and row["provider"] == where.provider

    def rules_out(self, row: Row) -> bool:
        """Whether a refusal still holds."""
        if row["outcome"] in ("excluded", "refused_by_person"):
            return True
        if row["until"]:
            return self.day <= date.fromisoformat(row["until"])
        said = [day_of(each["as_at"]) for each in self.capacity if each["provider"] == row["provider"]]
        on = day_of(row["on"])
        return not (on and any(as_at and as_at > on for as_at in said))

    def start(self, part: Part, where: Where) -> date:
        """When care would start."""
        wanted = max(day_of(part.package["wanted_start"]) or self.day, self.day)
        if self.has_it(part, where):
            return wanted
        froms = [
            day_of(figure["from"])
            for figure in self.figures(where)
            if any(use(figure, visit) for visit in part.visits)
        ]
        return max([wanted, *(each for each in froms if each)])

    def rate(self, part: Part, where: Where) -> int:
        """Pence an hour."""
        award = self.awards[where]
        enhanced = part.package["specialist"] == "yes" and award["enhanced_rate"]
        return pence(award["enhanced_rate"] if enhanced else award["rate"])

    # Room

    def rows_of(self, provider: str, lot: str) -> list[Row]:
        """A provider's rows for one scope (a lot, or empty for all) that count on the day."""
        rows = [
            row
            for row in self.capacity
            if row["provider"] == provider
            and row["lot"] == lot
            and not (row["until"] and date.fromisoformat(row["until"]) < self.day)
        ]
        best: dict[tuple[str, str, str], Row] = {}
        for row in sorted(rows, key=lambda row: row["from"]):
            best.setdefault((row["band"], row["days"], row["workers"]), row)
        return list(best.values())

    def figures(self, where: Where) -> list[Row]:
        """Every limit of the return that applies to an award."""
        found: list[Row] = []
        for lot in (where.lot, ""):
            rows = self.rows_of(where.provider, lot)
            plain = [row for row in rows if not row["days"] and not row["workers"]]
            banded = {row["band"]: row for row in plain if row["band"]}
            found += rows
            if banded:
                unnamed = [band for band in self.bands if band not in banded]
                found += [implied(where.provider, lot, band, 0) for band in unnamed]
                if not any(row["band"] == "" for row in plain):
                    week = sum(minutes(row["staff_hours"]) for row in banded.values())
                    found.append(implied(where.provider, lot, "", week))
        return found

    def returned(self, where: Where) -> bool:
        """Whether the provider said anything for the lot or for all its lots."""
        return bool(self.rows_of(where.provider, where.lot) or self.rows_of(where.provider, ""))

    def before_shares(self, part: Part) -> bool:
        """Whether a live part is from before the weeks over which shares are taken."""
        weeks = self.policy.get("share_weeks")
        if not weeks or self.kind(part) != "live":
            return False
        since = day_of(self.placements[part.key]["since"])
        return since is None or (self.day - since).days >= 7 * weeks

    def counted(self, part: Part, at: Where) -> int:
        """Staff minutes of a part in an award's share: none of care that stays from before its weeks."""
        stays = self.has_it(part, at) and self.before_shares(part)
        return 0 if stays else sum(staff_minutes(visit) for visit in part.visits)

    def whole(self, lot: str) -> tuple[int, int]:
        """Staff minutes of the lot's packages that shares count, and of its largest package."""
        sizes = [
            sum(staff_minutes(visit) for visit in self.visits if visit["package"] == reference)
            for reference, package in self.packages.items()
            if self.covers(lot, package)
        ]
        before = [
            sum(staff_minutes(visit) for visit in part.visits)
            for part in self.parts.values()
            if self.covers(lot, part.package) and self.before_shares(part)
        ]
        return sum(sizes) - sum(before), max(sizes, default=0)

    # Plans

    def invalid(self, plan: Plan) -> set[str]:
        """What makes a plan invalid: codes, with whom they are about."""
        found = {f"missing {key}" for key in self.parts.keys() - plan.keys()}
        found |= {f"unknown {key}" for key in plan.keys() - self.parts.keys()}
        placed = [(part, plan[key]) for key, part in self.parts.items() if plan.get(key)]
        for part, where in placed:
            if where not in self.awards:
                return found | {f"award {part.key}"}
        held = [(part, where) for part, where in placed if where is not None]
        for part, where in held:
            found |= {f"{code} {part.key}" for code in self.broken(part, where)}
            waives = several(self.placements[part.key]["waives"]) if self.kind(part) == "pin" else []
            if not self.has_it(part, where) and not self.returned(where) and "room" not in waives:
                found.add(f"no_return {part.key}")
            if self.outside(part):
                found.add(f"outside {part.key}")
        for key, part in self.parts.items():
            at = plan.get(key)
            kept = self.kind(part) == "pin" or (self.stays_live(part) and not self.outside(part))
            if kept and (at is None or not self.matches(part, at)):
                found.add(f"settled {key}")
        for reference in self.packages:
            own = [key for key, part in self.parts.items() if key[0] == reference and not self.settled(part)]
            if len({plan.get(key) is None for key in own}) > 1:
                found.add(f"whole {reference}")
        return found | self._over_room(held) | self._over_share(held)

    def _over_room(self, held: list[tuple[Part, Where]]) -> set[str]:
        using = [(part, where) for part, where in held if not self.has_it(part, where)]
        found = set()
        for provider in {where.provider for _, where in using}:
            theirs = [(part, where) for part, where in using if where.provider == provider]
            limits = {tuple(sorted(figure.items())) for _, where in theirs for figure in self.figures(where)}
            for limit in sorted(limits):
                figure = Blank(limit)
                uses = [
                    (part, sum(use(figure, visit) for visit in part.visits))
                    for part, where in theirs
                    if figure["lot"] in ("", where.lot)
                ]
                if self._too_much(uses, minutes(figure["staff_hours"]), "room"):
                    found.add(f"room {provider} {figure['lot']} {figure['band']} {figure['days']}")
        return found

    def _over_share(self, held: list[tuple[Part, Where]]) -> set[str]:
        found = set()
        for where, award in self.awards.items():
            if not award["max_share"]:
                continue
            whole, largest = self.whole(where.lot)
            most = max(int(whole * Fraction(award["max_share"]) / 100), largest)
            uses = [(part, self.counted(part, where)) for part, at in held if at == where]
            if self._too_much(uses, most, "share"):
                found.add(f"share {where}")
        return found

    def _too_much(self, uses: list[tuple[Part, int]], most: int, rule: str) -> bool:
        """Whether pins that do not waive the rule, or free parts, have more than is left of a limit.

        What is live takes room first and is itself no fault. A pin with a waiver goes beyond what the other
        pins have; free parts have what all of these leave.
        """
        live = waived = pinned = free = 0
        for part, used in uses:
            if self.kind(part) == "pin":
                if rule in several(self.placements[part.key]["waives"]):
                    waived += used
                else:
                    pinned += used
            elif self.stays_live(part):
                live += used
            else:
                free += used
        return (pinned > 0 and pinned > most - live) or (free > 0 and free > most - live - waived - pinned)

    def unjust(self, plan: Plan) -> set[str]:
        """What is not in contract order or priority in a valid plan.

        What went by first refusal stays with who took it, and is neither set aside nor tested.
        """
        from tests.end_to_end.plain_turns import first_refusals  # it stands on this file

        given = first_refusals(self, plan)
        found = {f"turn {key} {where}" for key, where in given.items() if plan[key] != where}
        if found:
            given = {}
        for key, part in self.parts.items():
            at = plan[key]
            if at is not None and not self.settled(part) and key not in given:
                for where in self.awards:
                    if self._before(part, where, at) and not self.invalid({**plan, key: where}):
                        found.add(f"order {key} {where}")
        for reference, package in self.packages.items():
            own = [
                part
                for key, part in self.parts.items()
                if part.package is package and not self.settled(part) and key not in given
            ]
            if not own or plan[own[0].key] is not None:
                continue
            if self._could_have(own, plan):
                found.add(f"order {reference}")
            aside = {
                key: None
                if self.tier(part) > self.tier(own[0]) and not self.settled(part) and key not in given
                else plan[key]
                for key, part in self.parts.items()
            }
            if self._could_have(own, aside):
                found.add(f"priority {reference}")
        return found

    def _could_have(self, own: list[Part], plan: Plan) -> bool:
        """Whether there are awards at which all these parts together leave the plan valid."""
        return any(
            not self.invalid({**plan, **dict(zip([part.key for part in own], wheres, strict=True))})
            for wheres in product(self.awards, repeat=len(own))
        )

    def _before(self, part: Part, one: Where, other: Where) -> bool:
        """Whether the contract's order puts one award before the other, for this part."""
        if one.step != other.step:
            return int(one.step) < int(other.step)
        if one.contract != other.contract or one == other:
            return False
        match self.steps[one.contract, one.step]["ranking"]:
            case "rank":
                return int(self.awards[one]["rank"]) < int(self.awards[other]["rank"])
            case "score":
                return self.score(part, one) > self.score(part, other)
            case _:
                return False

    def score(self, part: Part, where: Where) -> Fraction:
        """Weighted points, times the sum of the weights."""
        weights = self.weights(where)
        rivals = [
            self.rate(part, other)
            for other in self.awards
            if (other.contract, other.step) == (where.contract, where.step) and not self.broken(part, other)
        ]
        cost = Fraction(100 * min([*rivals, self.rate(part, where)]), self.rate(part, where))
        quality = Fraction(self.providers[where.provider]["quality"] or 0)
        return weights["cost"] * cost + weights["quality"] * quality

    def weights(self, where: Where) -> dict[str, int]:
        """What cost and quality weigh at the award's step."""
        step = self.steps[where.contract, where.step]
        if not step["score_weights"]:
            return {"cost": 100, "quality": 0}
        given = [each.split() for each in several(step["score_weights"])]
        return {"cost": 0, "quality": 0} | {name: int(weight) for name, weight in given}

    def tier(self, part: Part) -> int:
        """0 for what ranks with critical, to 3 for low."""
        package = part.package
        if package["hospital_discharge"] == "yes" and self.policy.get("discharge_with_critical", True):
            return 0
        tier, after = PRIORITIES.index(package["priority"]), self.policy.get("promote_after_days")
        since = day_of(package["waiting_since"])
        if after and since and (self.day - since).days >= after:
            tier = max(0, tier - 1)
        return tier


def read_plan(path: Path) -> Plan:
    """A plan.csv."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {
            (row["package"], row["part"]): Where(row["provider"], row["contract"], row["lot"], row["step"])
            if row["provider"]
            else None
            for row in csv.DictReader(file)
        }
