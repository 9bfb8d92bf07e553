"""What is known only once a named person issues: numbers, who, when, on whose authority."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Authority:
    """Who authorised what needs authority, and why."""

    by: str
    reason: str


REVIEW_WEEKS = 6
"""Care is first reviewed so many weeks after its start."""


@dataclass(frozen=True, slots=True)
class Issue:
    """The facts of an issue, by package reference where they differ.

    Nothing issued yet is an `Issue()`: numbers, `by` and `at` are empty, and the pages say so. `at` is in
    UTC. `review_weeks` is the unit's habit: a first review that many weeks after the start, or at the
    block's end where that comes first.
    """

    by: str = ""
    at: datetime | None = None
    numbers: Mapping[str, str] = field(default_factory=dict)
    replaces: Mapping[str, str] = field(default_factory=dict)
    authorities: Mapping[str, Authority] = field(default_factory=dict)
    unit: str = "Service Matching Unit"
    contact: str = ""
    version: str = ""
    review_weeks: int = REVIEW_WEEKS
