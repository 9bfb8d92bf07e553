"""Personal fields, kept apart from every act and row."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Personal:
    """One payload: who a person is, or the text of a note. Never a CHI number, never a key-safe code."""

    reference: str = ""
    name: str = ""
    postcode: str = ""
    text: str = ""
