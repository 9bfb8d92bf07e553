"""TOML bytes to settings: flat keys, those of the policy named as such."""

import tomllib

from allocation.errors import Fault, WorldError
from allocation.intake.codes import Code
from allocation.intake.tables import Settings
from ui.spreadsheet.csv_text import decode


def read_toml(data: bytes, file: str) -> Settings:
    """council.toml as flat keys, those of `[policy]` as `policy.KEY`. Raises `WorldError`."""
    text, _ = decode(data, file)
    try:
        given = tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise WorldError(Fault(Code.BROKEN_TOML, file, facts={"why": str(error)})) from None
    values: dict[str, object] = {}
    for key, value in given.items():
        if key == "policy" and isinstance(value, dict):
            values.update({f"policy.{inner}": held for inner, held in value.items()})
        else:
            values[key] = value
    return Settings(file, values)
