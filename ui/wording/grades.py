"""Grades and ratings in words: the Care Inspectorate grades in Scotland, the CQC rates in England."""

from functools import cache

from allocation.model import Provider
from ui.wording import _


def grade_word(grade: int | None) -> str:
    """A grade's own word: "good"; None is "not graded"."""
    return _("not graded") if grade is None else _words()[grade - 1]


def grade_words(grade: int | None) -> str:
    """A grade with its word: "4 good"; None is "not graded"."""
    return grade_word(None) if grade is None else f"{grade} {grade_word(grade)}"


def standing_word(provider: Provider) -> str:
    """What a floor is held against, in a word: the grade's, else the rating as it was given."""
    rated = provider.grade is None and provider.standing is not None
    return provider.cqc_rating if rated else grade_word(provider.grade)


@cache
def _words() -> tuple[str, ...]:
    return (_("unsatisfactory"), _("weak"), _("adequate"), _("good"), _("very good"), _("excellent"))
