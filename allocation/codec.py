"""Values to bytes and back, in one canonical form: the same value is the same bytes on every machine.

JSON with sorted keys, as msgspec writes it. What the engine's process reads and writes, what acts hash, and
what `round_sha256` is taken over.
"""

import hashlib
from typing import Any, TypeVar

import msgspec

from allocation.model import Round

T = TypeVar("T")

_encoder = msgspec.json.Encoder(order="sorted")


def to_bytes(value: Any) -> bytes:
    """Canonical JSON of any value of the core."""
    return _encoder.encode(value)


def from_bytes(data: bytes | str, kind: type[T]) -> T:
    """The value again, validated. Raises `msgspec.ValidationError` where the bytes are not such a value."""
    return msgspec.json.decode(data, type=kind)


def round_sha256(round_: Round) -> str:
    """The fingerprint of a round's values, whatever files they came from."""
    return hashlib.sha256(to_bytes(round_)).hexdigest()
