"""The fields of a referral, declared once: the column of packages.csv that each fills, words and kind."""

from dataclasses import dataclass
from enum import Enum

from allocation.model import Priority
from ui.wording import _
from ui.wording.aims import marked_priority


class Kind(Enum):
    """What a field is typed in."""

    TEXT = "text"
    DAY = "day"
    YES = "yes"
    CHOICE = "choice"
    AREA = "area"
    PROVIDER = "provider"
    PROVIDERS = "providers"
    NEEDS = "needs"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Field:
    """`choices` are (text as files have it, words); `usual` stands where a new referral says nothing."""

    column: str
    words: str
    kind: Kind = Kind.TEXT
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    usual: str = ""


LIST_HINT = _("several with ; between")

SECTIONS: tuple[tuple[str, tuple[Field, ...]], ...] = (
    (
        _("Who and where"),
        (
            Field("package", _("Package reference")),
            Field("person", _("Person’s reference"), hint=_("as in the case system")),
            Field("name", _("Name")),
            Field("area", _("Area"), Kind.AREA, _("or give a postcode")),
            Field("postcode", _("Postcode")),
        ),
    ),
    (
        _("Care"),
        (
            Field(
                "priority",
                _("Priority"),
                Kind.CHOICE,
                choices=(
                    ("", _("choose one")),
                    *((each.value, marked_priority(each)) for each in Priority),
                ),
            ),
            Field("service", _("Service"), Kind.SERVICE),
            Field("needs", _("Needs"), Kind.NEEDS, LIST_HINT),
            Field("hospital_discharge", _("Hospital discharge"), Kind.YES),
            Field("discharge_date", _("Discharge day"), Kind.DAY),
        ),
    ),
    (
        _("When and how much"),
        (
            Field("waiting_since", _("Waiting since"), Kind.DAY),
            Field("wanted_start", _("Wanted start"), Kind.DAY),
            Field("authorised_hours", _("Authorised hours a week"), hint=_("7.5, 7:30 or 7 h 30")),
            Field("block_weeks", _("Block, in weeks")),
            Field("specialist", _("Enhanced rate, evidenced"), Kind.YES),
        ),
    ),
    (
        _("Choice"),
        (
            Field(
                "sds_option",
                _("Self-directed support"),
                Kind.CHOICE,
                choices=(
                    ("1", _("1 Direct payment")),
                    ("2", _("2 Person chooses")),
                    ("3", _("3 Council arranges")),
                    ("4", _("4 A mix")),
                ),
                usual="3",
            ),
            Field("chosen_provider", _("Chosen provider"), Kind.PROVIDER, _("for option 2")),
            Field("preferred_providers", _("Preferred providers"), Kind.PROVIDERS, LIST_HINT),
            Field("excluded_providers", _("Not with"), Kind.PROVIDERS, LIST_HINT),
            Field("current_provider", _("Has now"), Kind.PROVIDER),
            Field("split_allowed", _("Joint working allowed by"), hint=_("a name; else one provider")),
        ),
    ),
)
"""Sections down the form, fields across each."""

VISIT_COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("days", _("Days"), 180),
    ("band", _("Band"), 128),
    ("minutes", _("Minutes"), 80),
    ("workers", _("Care workers"), 100),
    ("part", _("Part"), 56),
    ("from", _("From"), 72),
    ("to", _("To"), 72),
    ("time_critical", _("Time-critical because"), 180),
)
"""Column, words and width of the fields of one visit."""
