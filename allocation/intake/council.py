"""council.toml: the council's name, the round's day, the bands, and the policy."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from allocation.errors import Fault
from allocation.intake.codes import Code
from allocation.intake.columns import fault_at
from allocation.intake.kinds import (
    DATE,
    TEXT,
    WEEKLY_COST,
    YES_NO,
    Kind,
    UnreadableError,
    choice,
    items,
    listed,
    whole,
)
from allocation.intake.layout.visits import ANY
from allocation.intake.tables import Settings
from allocation.model import Nation, Policy, ScoreBy
from allocation.model.policy import ADJUSTABLE_AIMS

DEFAULT_BANDS = ("morning", "lunch", "tea", "bed", "night")
LEADING_AIMS = ("placed_critical", "placed_substantial", "placed_moderate", "placed_low")


@dataclass(frozen=True, slots=True)
class Council:
    """What the settings say; `day` None: not given. What is at fault is not known, and rests on nothing."""

    name: str = ""
    day: date | None = None
    bands: tuple[str, ...] = DEFAULT_BANDS
    policy: Policy = field(default_factory=Policy)
    bands_known: bool = True
    day_known: bool = True
    faults: tuple[Fault, ...] = ()
    notices: tuple[Fault, ...] = ()


class Setting(NamedTuple):
    """One key: which of TOML's types it takes, how its text reads, and what it is for."""

    types: tuple[type, ...]
    kind: Kind[Any]
    meaning: str


_WORDS = listed(TEXT)

SETTINGS: dict[str, Setting] = {
    "name": Setting((str,), TEXT, "The council's name."),
    "day": Setting((date, str), DATE, "The round's day."),
    "bands": Setting((list,), _WORDS, "The parts of the day."),
    "policy.name": Setting((str,), TEXT, "The policy's name, as printed on records."),
    "policy.version": Setting((int,), whole(1, 1_000_000), "The policy's version."),
    "policy.aims": Setting((list,), _WORDS, "The order of the aims."),
    "policy.discharge_with_critical": Setting((bool,), YES_NO, "Whether discharges rank with critical."),
    "policy.promote_after_days": Setting((int,), whole(1, 3650), "Days' wait to rank one band higher."),
    "policy.double_up_skill": Setting((str,), TEXT, "The skill that two care workers need."),
    "policy.score_by": Setting((str,), choice(ScoreBy), "What the score counts."),
    "policy.share_weeks": Setting((int,), whole(1, 520), "Weeks of live care that shares count."),
    "policy.nation": Setting((str,), choice(Nation), "Whose bank holidays are no working days."),
    "policy.budget_ceiling": Setting(
        (int, float, str), WEEKLY_COST, "The most a meeting issues, pounds a week; at most 100,000,000."
    ),
}
"""Every key of council.toml. In a sheet the keys of the policy may stand without `policy.`."""


@dataclass(slots=True)
class _Reader:
    settings: Settings
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notices: list[Fault] = field(default_factory=list)

    def fault(self, code: Code, key: str, value: object, expected: str) -> None:
        self.faults.append(fault_at(self.settings.file, None, key, _text(value), code, expected, {}))

    def read(self) -> None:
        for given, value in self.settings.values.items():
            key = given.strip().casefold()
            if key not in SETTINGS and f"policy.{key}" in SETTINGS and not self.settings.typed:
                key = f"policy.{key}"
            if key not in SETTINGS:
                self.notices.append(Fault(Code.UNKNOWN_SETTING, self.settings.file, column=given))
            elif value not in ("", None):
                self._read_one(key, value)

    def _read_one(self, key: str, value: object) -> None:
        setting = SETTINGS[key]
        if self.settings.typed and not _is_of(value, setting.types):
            self.fault(Code.SETTING_TYPE, key, value, _EXAMPLES[setting.types[0]])
            return
        try:
            self.values[key] = setting.kind.read(_text(value))
        except UnreadableError as error:
            self.fault(error.code, key, value, error.expected or setting.kind.expected)
        except ValueError:
            self.fault(Code.SETTING_VALUE, key, value, setting.kind.expected)


_EXAMPLES: dict[type, str] = {
    str: '"text"',
    date: "2026-04-07",
    list: '["one", "two"]',
    int: "14",
    bool: "true; false",
}


def _is_of(value: object, types: tuple[type, ...]) -> bool:
    if isinstance(value, bool):
        return bool in types
    if isinstance(value, datetime):
        return False
    if isinstance(value, list):
        return list in types and all(isinstance(item, str) and ";" not in item for item in value)
    return isinstance(value, types)


def _text(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case list():
            return "; ".join(map(str, value))
        case _:
            return str(value).strip()


def read_council(settings: Settings | None, usual: Council | None = None) -> Council:
    """Read the settings; what is not given stays as in `usual`. Every fault names its key."""
    usual = usual or Council()
    if settings is None:
        return usual if usual.day else replace(usual, notices=(Fault(Code.NO_DAY, "council.toml"),))
    reader = _Reader(settings)
    reader.read()
    at_fault = {fault.column for fault in reader.faults}
    bands = _bands(reader, usual.bands)
    policy = _policy(reader, usual.policy)
    day = reader.values.get("day", usual.day)
    if day is None and "day" not in at_fault:
        reader.notices.append(Fault(Code.NO_DAY, settings.file))
    return Council(
        reader.values.get("name", usual.name),
        day,
        bands or usual.bands,
        policy,
        bands is not None and "bands" not in at_fault,
        "day" not in at_fault,
        tuple(reader.faults),
        tuple(reader.notices),
    )


def _bands(reader: _Reader, usual: tuple[str, ...]) -> tuple[str, ...] | None:
    bands: tuple[str, ...] = reader.values.get("bands", usual)
    given = reader.settings.values.get("bands")
    listed_ = list(items(_text(given))) if given else list(bands)
    plain = [band.casefold() for band in listed_]
    if not plain or len(set(plain)) != len(plain) or ANY in plain:
        reader.fault(Code.SETTING_VALUE, "bands", given or "", "; ".join(DEFAULT_BANDS))
        return None
    return bands


def _policy(reader: _Reader, usual: Policy) -> Policy:
    prefix = "policy."
    given = {
        key.removeprefix(prefix): value for key, value in reader.values.items() if key.startswith(prefix)
    }
    if "aims" in given:
        given["aims"] = _aims(reader, given["aims"], usual.aims)
    return replace(usual, **given)


def _aims(reader: _Reader, named: tuple[str, ...], usual: tuple[str, ...]) -> tuple[str, ...]:
    """Aims 6 to 10 as given; aims 1 to 5 may be named too, before them and in their own order."""
    places: list[tuple[int, int]] = []
    for aim in named:
        place = _place(aim)
        if place is None:
            aims = "; ".join((*LEADING_AIMS, "ranks", *ADJUSTABLE_AIMS))
            reader.fault(Code.UNKNOWN_AIM, "policy.aims", aim, aims)
            return usual
        places.append(place)
    if places != sorted(places):
        reader.fault(Code.AIMS_OUT_OF_ORDER, "policy.aims", "; ".join(named), "; ".join(LEADING_AIMS))
        return usual
    return tuple(aim for aim in named if aim in ADJUSTABLE_AIMS)


def _place(aim: str) -> tuple[int, int] | None:
    """Where an aim must stand among the others: 1 to 5 in their order, 6 to 10 after them in any order."""
    if aim in LEADING_AIMS:
        return (0, LEADING_AIMS.index(aim))
    if aim == "ranks":
        return (2, 0)
    if aim in ADJUSTABLE_AIMS:
        return (3, 0)
    number = aim.removeprefix("step_").removesuffix("_minutes")
    if aim.startswith("step_") and number.isascii() and number.isdigit() and len(number) < 3:
        return (1, -2 * int(number) + aim.endswith("_minutes"))
    return None
