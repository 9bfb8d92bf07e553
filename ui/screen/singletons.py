"""Keeps None, True, False and NotImplemented alive on Python 3.11, where PySide6 6.12 wears them out.

Its wheels are built for interpreters in which these are immortal (3.12 and later, PEP 683): there, a Qt
method that returns nothing hands out None without counting a reference, and one that says yes hands out
True. On 3.11 each such call takes one reference off them, and after some thousands the program dies with
"deallocating None" (measured: 1,000 calls of `QPainter.setPen` take off 1,000) or "deallocating True or
False". A count that can never be used up is what 3.12 gives them itself.
"""

import ctypes
import sys

PLENTY = 1 << 60
"""More references than calls that a program could make in years."""

SINGLETONS = (None, True, False, NotImplemented)


def keep_singletons_alive() -> None:
    """Give each more references than Qt can take, on the one version that counts. Safe to call again."""
    if sys.version_info < (3, 12):
        for each in SINGLETONS:
            if sys.getrefcount(each) < PLENTY // 2:
                ctypes.c_ssize_t.from_address(id(each)).value += PLENTY
