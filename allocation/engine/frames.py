"""What the engine's process and its parent say to each other: one letter, a length, canonical JSON."""

import struct
from dataclasses import dataclass
from typing import IO

from allocation.model import Effort, Round

_HEAD = struct.Struct(">cQ")

TASK, STOP = b"T", b"S"
"""To the engine: a round and the effort; and to end with the best so far."""
CUTS, PROGRESS, RESULT, FAILED = b"C", b"P", b"R", b"F"
"""From the engine: cuts whenever they grew, progress, the result, or its own failure as text."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be solved, and how long."""

    round_: Round
    effort: Effort


def write(stream: IO[bytes], kind: bytes, body: bytes = b"") -> None:
    """One frame, sent at once."""
    stream.write(_HEAD.pack(kind, len(body)) + body)
    stream.flush()


def read(stream: IO[bytes]) -> tuple[bytes, bytes] | None:
    """The next frame's kind and body; None where the other side has ended, even in mid-frame."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    body = stream.read(length)
    return (kind, body) if len(body) == length else None
