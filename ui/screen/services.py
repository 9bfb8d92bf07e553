"""What `main.py` hands the window: everything that is not a screen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allocation.ports import Solver

if TYPE_CHECKING:
    from allocation.use_cases.desk import Desk


@dataclass(frozen=True, slots=True)
class Services:
    """The outside of the window.

    `desk` says where, when and who, for every use case. `solver` gives a solver;
    its process starts on first use. `version` is Lotwise's own, as papers name it.
    """

    desk: "Desk"
    solver: Callable[[], Solver]
    version: str = ""
