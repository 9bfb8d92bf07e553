"""What the tables of a contract and their columns are called on screen; files have names of their own."""

from functools import cache

from ui.wording import _


def column_title(table: str, column: str) -> str:
    """What a column of a contract's tables is called on screen; a new one by its own name in the files."""
    titles = column_titles()
    return titles.get((table, column)) or titles.get(("", column)) or column.replace("_", " ").capitalize()


@cache
def column_titles() -> dict[tuple[str, str], str]:
    """Titles by table and column; an empty table stands for every one."""
    return {
        ("", "area"): _("Area"),
        ("", "areas"): _("Areas"),
        ("", "ask_together"): _("Asked at once"),
        ("", "batch"): _("Filled in rounds"),
        ("", "clause"): _("Clause that sets the order"),
        ("contracts", "contract"): _("Short reference"),
        ("", "cqc_rating"): _("CQC rating"),
        ("", "delivered_by"): _("Delivered by"),
        ("", "email"): _("E-mail"),
        ("", "end"): _("Last day"),
        ("", "enhanced_rate"): _("Enhanced rate £"),
        ("", "exclusive_until"): _("Alone until"),
        ("", "grade"): _("Grade"),
        ("", "guaranteed_hours"): _("Guaranteed hours"),
        ("", "kind"): _("Kind"),
        ("", "lot"): _("Lot"),
        ("", "max_share"): _("Largest share %"),
        ("", "min_grade"): _("Lowest grade"),
        ("", "most_lots"): _("Most lots a supplier"),
        ("", "name"): _("Name"),
        ("", "needs_authority"): _("Needs authority"),
        ("", "new_packages"): _("New packages"),
        ("", "no_return"): _("Without a return"),
        ("", "postcodes"): _("Postcodes"),
        ("", "provider"): _("Provider"),
        ("providers", "provider"): _("Short reference"),
        ("", "quality"): _("Quality"),
        ("", "rank"): _("Rank"),
        ("", "ranking"): _("Ranking"),
        ("", "rate"): _("Rate £"),
        ("", "rate_cap"): _("Highest rate £"),
        ("", "reference"): _("Council’s reference"),
        ("", "registration"): _("Registration"),
        ("", "reduction_target"): _("Fewer hours wanted %"),
        ("", "results_share"): _("Paid by results %"),
        ("", "review_growth_hours"): _("Review beyond, hours more"),
        ("", "response_hours"): _("Hours to answer"),
        ("", "score_weights"): _("Score weights"),
        ("", "services"): _("Services"),
        ("", "skills"): _("Skills"),
        ("", "start"): _("First day"),
        ("", "step"): _("Step"),
        ("", "target_share"): _("Target share %"),
        ("", "urgent_response_hours"): _("If urgent"),
    }


def table_title(table: str) -> str:
    """What a table of a contract is called."""
    return {
        "contracts": _("Contract"),
        "steps": _("Steps"),
        "lots": _("Lots"),
        "awards": _("Awards"),
        "areas": _("Areas"),
        "providers": _("Providers"),
    }[table]
