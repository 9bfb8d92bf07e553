"""What lies beside the chain and is not what an act kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Altered:
    """A payload, page or file that is gone or another than the act with that number kept.

    `kind` and `key` are of the row that holds its digest, as the act has it; the row may be gone by now.
    """

    kind: str
    key: str
    act: int
