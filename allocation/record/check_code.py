"""The short code at the foot of a page, by which a clerk checks that the page says what was recorded."""

import hashlib
from typing import Any

from allocation.codec import to_bytes

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Thirty-two signs without 0, 1, I and O, which are read for one another."""

LENGTH = 8
"""Signs in a code: 40 bits, so that a changed page keeps its code once in a million million."""


def check_code(value: Any) -> str:
    """The code of a record, confirmation or summary, from the SHA-256 of its canonical bytes: "7KQ4-M2XD"."""
    number = int.from_bytes(hashlib.sha256(to_bytes(value)).digest()[: LENGTH * 5 // 8], "big")
    signs = [ALPHABET[number >> shift & 31] for shift in range(LENGTH * 5 - 5, -1, -5)]
    return "".join(signs[: LENGTH // 2]) + "-" + "".join(signs[LENGTH // 2 :])
