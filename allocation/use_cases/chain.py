"""Whether the acts are what they were."""

from dataclasses import dataclass

from allocation.use_cases.desk import Desk, reading


@dataclass(frozen=True, slots=True)
class ChainReport:
    """`acts` in all; `broken_at` is the first that is not what it was, None where all stand."""

    acts: int
    broken_at: int | None


def verify(desk: Desk) -> ChainReport:
    """Take every act's hash again, from the first on."""
    with reading(desk) as view:
        return ChainReport(view.head(), view.broken_at())
