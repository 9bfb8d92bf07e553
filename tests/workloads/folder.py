"""A round as the files of FORMATS: council.toml and one CSV a table, written as a careful clerk would."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date, time
from enum import StrEnum
from pathlib import Path

from allocation.model import Person, PlacementKind, Policy, Round, Step, Visit, Weekday

WORDS = {tuple(Weekday): "daily", tuple(Weekday)[:5]: "weekdays", tuple(Weekday)[5:]: "weekend"}


def write_folder(folder: Path, round_: Round, people: Mapping[str, Person]) -> Path:
    """Write the round folder, made where it is not there yet, and give it back.

    What is held against a return lives in the database only, so a round with it cannot be written.
    """
    if any(each.kind is PlacementKind.HELD for each in round_.placements):
        raise ValueError("files do not say what is held")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "council.toml").write_text(_council(round_), encoding="utf-8")
    for name, rows in _tables(round_, people).items():
        _write(folder / f"{name}.csv", rows)
    return folder


def _tables(round_: Round, people: Mapping[str, Person]) -> dict[str, list[dict[str, object]]]:
    return {
        "areas": [
            {"area": each.area, "name": each.name, "postcodes": each.postcodes} for each in round_.areas
        ],
        "packages": _packages(round_, people),
        "visits": [_visit(each.package, visit) for each in round_.packages for visit in each.visits],
        "providers": [
            {
                "provider": each.provider,
                "name": each.name,
                "registration": each.registration,
                "grade": each.grade,
                "cqc_rating": each.cqc_rating,
                "quality": each.quality,
                "skills": each.skills,
                "email": each.email,
            }
            for each in round_.providers
        ],
        "contracts": [
            {
                "contract": each.contract,
                "name": each.name,
                "kind": each.kind,
                "start": each.start,
                "end": each.end,
                "reference": each.reference,
                "batch": each.batch,
                "clause": each.clause,
            }
            for each in round_.contracts
        ],
        "steps": [_step(each) for each in round_.steps],
        "lots": [
            {
                "contract": each.contract,
                "lot": each.lot,
                "name": each.name,
                "areas": "*" if each.areas is None else each.areas,
                "services": each.services,
            }
            for each in round_.lots
        ],
        "awards": _awards(round_),
        "capacity": [
            {
                "provider": each.provider,
                "lot": each.lot,
                "band": each.band,
                "days": None if each.days is None else _days(each.days),
                "workers": each.workers,
                "staff_hours": _hours(each.minutes),
                "as_at": each.as_at,
                "from": each.applies_from,
                "until": each.until,
            }
            for each in round_.capacity
        ],
        "suspensions": [
            {
                "provider": each.provider,
                "contract": each.contract,
                "lot": each.lot,
                "from": each.start,
                "until": each.until,
                "reason": each.reason,
                "decided_by": each.decided_by,
            }
            for each in round_.suspensions
        ],
        "refusals": [
            {
                "package": each.package,
                "provider": each.provider,
                "outcome": each.outcome,
                "on": each.on,
                "until": each.until,
                "reason": each.reason,
            }
            for each in round_.refusals
        ],
        "placements": [
            {
                "package": each.package,
                "part": each.part,
                "provider": each.provider,
                "contract": each.contract,
                "lot": each.lot,
                "kind": each.kind,
                "waives": each.waives,
                "reason": each.reason,
                "authorised_by": each.authorised_by,
            }
            for each in round_.placements
        ],
    }


def _packages(round_: Round, people: Mapping[str, Person]) -> list[dict[str, object]]:
    nobody = Person()
    return [
        {
            "package": each.package,
            "area": each.area,
            "postcode": each.postcode,
            "person": people.get(each.package, nobody).reference,
            "name": people.get(each.package, nobody).name,
            "service": each.service,
            "needs": each.needs,
            "priority": each.priority,
            "hospital_discharge": each.hospital_discharge,
            "discharge_date": each.discharge_date,
            "waiting_since": each.waiting_since,
            "wanted_start": each.wanted_start,
            "sds_option": each.sds_option,
            "chosen_provider": each.chosen_provider,
            "preferred_providers": each.preferred_providers,
            "excluded_providers": each.excluded_providers,
            "current_provider": each.current_provider,
            "specialist": each.specialist,
            "block_weeks": each.block_weeks,
            "authorised_hours": None if each.authorised_minutes is None else _hours(each.authorised_minutes),
            "split_allowed": each.split_allowed,
        }
        for each in round_.packages
    ]


def _awards(round_: Round) -> list[dict[str, object]]:
    return [
        {
            "contract": each.contract,
            "lot": each.lot,
            "step": each.step,
            "provider": each.provider,
            "rank": each.rank,
            "rate": _pounds(each.rate),
            "enhanced_rate": None if each.enhanced_rate is None else _pounds(each.enhanced_rate),
            "target_share": None if each.target_share is None else _percent(each.target_share),
            "max_share": None if each.max_share is None else _percent(each.max_share),
            "guaranteed_hours": _hours(each.guaranteed_minutes) if each.guaranteed_minutes else None,
            "new_packages": each.new_packages,
            "start": each.start,
            "end": each.end,
            "delivered_by": each.delivered_by,
        }
        for each in round_.awards
    ]


def _visit(package: str, visit: Visit) -> dict[str, object]:
    return {
        "package": package,
        "days": _days(visit.days) if visit.days else visit.times,
        "band": visit.band or "any",
        "minutes": visit.minutes,
        "workers": visit.workers,
        "part": visit.part,
        "from": visit.start,
        "to": visit.finish,
        "time_critical": visit.time_critical,
    }


def _step(step: Step) -> dict[str, object]:
    return {
        "contract": step.contract,
        "step": step.number,
        "name": step.name,
        "ranking": step.ranking,
        "score_weights": f"cost {step.cost_weight};quality {step.quality_weight}",
        "no_return": step.no_return,
        "response_hours": step.response_hours,
        "urgent_response_hours": step.urgent_response_hours,
        "ask_together": step.ask_together,
        "needs_authority": step.needs_authority,
        "min_grade": step.min_grade,
        "rate_cap": None if step.rate_cap is None else _pounds(step.rate_cap),
    }


def _council(round_: Round) -> str:
    policy, usual = round_.policy, Policy()
    lines = [
        f"name = {_quoted(round_.council)}",
        f"day = {round_.day.isoformat()}",
        f"bands = [{', '.join(map(_quoted, round_.bands))}]",
    ]
    if policy != usual:
        lines += [
            "",
            "[policy]",
            f"name = {_quoted(policy.name)}",
            f"aims = [{', '.join(map(_quoted, policy.aims))}]",
            f"discharge_with_critical = {str(policy.discharge_with_critical).lower()}",
            f"score_by = {_quoted(policy.score_by)}",
        ]
        if policy.promote_after_days is not None:
            lines.append(f"promote_after_days = {policy.promote_after_days}")
        if policy.double_up_skill is not None:
            lines.append(f"double_up_skill = {_quoted(policy.double_up_skill)}")
    return "\n".join(lines) + "\n"


def _write(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    """One table; columns in which no row says anything are left out, and so is a table without rows."""
    cells = [{column: _cell(value) for column, value in row.items()} for row in rows]
    if not cells:
        path.unlink(missing_ok=True)
        return
    columns = [column for column in cells[0] if any(row[column] for row in cells)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(cells)


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case StrEnum():
            return value.value
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case tuple():
            return ";".join(map(_cell, value))
        case _:
            return str(value)


def _days(days: tuple[Weekday, ...]) -> str:
    return WORDS.get(days) or ";".join(day.name[:3].title() for day in days)


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours}:{rest:02}" if rest % 15 else f"{minutes / 60:g}"


def _pounds(pence: int) -> str:
    return f"{pence // 100}.{pence % 100:02}"


def _percent(basis_points: int) -> str:
    return f"{basis_points / 100:g}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
