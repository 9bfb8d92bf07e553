"""Keeps None alive on Python 3.11, where PySide6 6.12 wears it out.

Its wheels are built for interpreters in which None is immortal (3.12 and later, PEP 683): there, every Qt method
that returns nothing hands out None without counting a reference. On 3.11 each such call takes one reference off
None, and after some thousands the program dies with "deallocating None". Measured: 1,000 calls of
`QPainter.setPen` take off 1,000. A count that can never be used up is what 3.12 gives None itself.
"""

import ctypes
import sys

PLENTY = 1 << 60
"""More references than calls that a program could make in years."""


def keep_none_alive() -> None:
    """Give None more references than Qt can take, on the one version that counts them. Safe to call again."""
    if sys.version_info < (3, 12) and sys.getrefcount(None) < PLENTY // 2:
        ctypes.c_ssize_t.from_address(id(None)).value += PLENTY
