"""Rules and outcomes in a few words: column heads, filters, the first words of a row on paper."""

from functools import cache

from ui.wording import _


def rule_name(code: str) -> str:
    """What a code of a rule or a reason is called: "Grade below the floor", "No room"."""
    return rule_names()[code]


@cache
def rule_names() -> dict[str, str]:
    """What every code that a reason may have is called."""
    return {
        "coverage": _("Outside its lot"),
        "choice": _("Another provider was chosen"),
        "excluded": _("Excluded for this package"),
        "refused": _("Ruled out earlier"),
        "needs": _("Lacks a skill"),
        "in_force": _("Not in force"),
        "suspended": _("Suspended"),
        "grade": _("Grade below the floor"),
        "rate_cap": _("Rate above the cap"),
        "new_packages": _("Takes no new packages"),
        "exclusive": _("Another has the lot alone"),
        "no_return": _("No return"),
        "no_room": _("No room"),
        "share_full": _("Largest share reached"),
        "not_together": _("No room for all parts"),
        "had_room": _("Had room"),
        "placed": _("Placed here"),
        "pinned": _("Fixed here"),
        "live": _("Has it already"),
        "held": _("Offered or accepted"),
        "also_asked": _("Offered as well"),
        "first_refusal": _("Placed here in its turn"),
        "outside": _("No provider sought"),
        "equal": _("Equal, not needed"),
        "has_room": _("Has room"),
        "stays": _("Has it already"),
        "ask_anyway": _("Asked without a return"),
        "ranked_after": _("Ranked after"),
        "not_reached": _("Not reached"),
    }
