"""Faults: what the world got wrong, each a code and its facts, which a person can mend."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in what was given. `code` chooses the sentence (`ui.wording`), `facts` fill it.

    Where it came from a file: `file` as named, `row` as a spreadsheet counts (the header is row 1; None for
    the whole file), `column` as headed, `value` as written, and `expected`, what would be right.
    """

    code: str
    file: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    expected: str = ""
    facts: dict[str, str | int] = field(default_factory=dict)


class WorldError(Exception):
    """The world's fault: carries one or many `Fault`s; nothing was changed and nothing is lost."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(fault.code for fault in faults))
        self.faults = faults
