"""A round back to files, such that reading them again gives an equal round."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from allocation.intake.council import SETTINGS
from allocation.intake.kinds import items
from allocation.intake.rows import header_of, rows_of, settings_of
from allocation.model import CareOutcomes, Person, Round
from ui.spreadsheet.found import COUNCIL
from ui.spreadsheet.write import Sheets, csv_bytes, workbook_bytes

_ALWAYS = ("areas", "packages", "visits", "providers", "contracts", "steps", "lots", "awards", "capacity")


def write_round(
    round_: Round, people: Mapping[str, Person], path: Path, outcomes: Iterable[CareOutcomes] = ()
) -> None:
    """Write a round folder, or one workbook where the path ends in .xlsx.

    The folder is made where it is not there. Tables that may be absent and have no rows are left out; a file
    of such a table that is there from before is taken away, so that the folder says what the round says.
    """
    tables = {
        name: (header_of(name), rows)
        for name, rows in rows_of(round_, people, outcomes).items()
        if rows or name in _ALWAYS
    }
    if path.suffix.casefold() == ".xlsx":
        sheets: Sheets = {COUNCIL: (("key", "value"), list(settings_of(round_).items())), **tables}
        path.write_bytes(workbook_bytes(sheets))
        return
    path.mkdir(parents=True, exist_ok=True)
    (path / "council.toml").write_text(council_toml(round_), encoding="utf-8", newline="\n")
    for name in ("suspensions", "refusals", "placements", "outcomes"):
        (path / f"{name}.csv").unlink(missing_ok=True)
    for name, (header, rows) in tables.items():
        (path / f"{name}.csv").write_bytes(csv_bytes(header, rows))


def council_toml(round_: Round) -> str:
    """council.toml: the council's keys, then those of the policy."""
    return toml_of(settings_of(round_))


def toml_of(settings: Mapping[str, str]) -> str:
    """The settings by key as TOML, those of the policy in their table."""
    own: list[str] = []
    policy: list[str] = []
    for key, text in settings.items():
        line = f"{key.removeprefix('policy.')} = {_toml(key, text)}"
        (policy if key.startswith("policy.") else own).append(line)
    return "\n".join([*own, "", "[policy]", *policy, ""])


def _toml(key: str, text: str) -> str:
    kind = SETTINGS[key].types[0]
    if kind is bool:
        return "true" if text == "yes" else "false"
    if kind is list:
        return f"[{', '.join(map(_quoted, items(text)))}]"
    return _quoted(text) if kind is str else text


def _quoted(text: str) -> str:
    """A basic string of TOML: its escapes are JSON's, but that it wants DEL escaped as well."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
