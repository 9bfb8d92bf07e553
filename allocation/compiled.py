"""Plain functions over whole-number arrays, compiled to machine code when they are first called.

What is compiled stays ordinary Python: with the environment variable NUMBA_DISABLE_JIT=1 the very same
lines run in the interpreter, slowly, for whoever would rather trust that. The machine code is kept beside the
source, or in the user's cache folder where that cannot be written.
"""

from collections.abc import Callable
from typing import TypeVar, cast

F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """The function as machine code. Its arguments are whole numbers, arrays, and named tuples of them."""
    from numba import njit

    try:
        return cast("F", njit(cache=True, nogil=True)(function))
    except RuntimeError:  # nowhere to keep it, so every process compiles its own
        return cast("F", njit(nogil=True)(function))
