"""What older programs wrote, as this one reads it: acts and frozen rounds are never rewritten."""

from typing import Any

import msgspec

from allocation.codec import from_bytes
from allocation.model import Round

_WHOLE_POINTS = b',"quality":'
"""Of a provider in a round's canonical bytes; within a text its quotes would be escaped."""


def provider_fields(fields: dict[str, Any]) -> dict[str, Any]:
    """A provider's fields; quality was once whole points, now hundredths."""
    if "quality" not in fields:
        return fields
    newer = {name: value for name, value in fields.items() if name != "quality"}
    points = fields["quality"]
    return newer | {"quality_hundredths": None if points is None else 100 * points}


def frozen_round(data: bytes) -> Round:
    """A round from its canonical bytes, whichever program froze it. Raises `msgspec.ValidationError`."""
    if _WHOLE_POINTS not in data:
        return from_bytes(data, Round)
    plain = msgspec.json.decode(data)
    plain["providers"] = [provider_fields(each) for each in plain["providers"]]
    return msgspec.convert(plain, Round)
