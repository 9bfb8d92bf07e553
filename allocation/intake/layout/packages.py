"""packages.csv: what one person needs, apart from the visits."""

from typing import Any, NamedTuple

from allocation.intake.care_kinds import POSTCODE
from allocation.intake.columns import Layout, needed, optional, usual
from allocation.intake.kinds import CARE_HOURS, DATE, IDENTIFIER, TEXT, WORDS, YES_NO, choice, listed, whole
from allocation.model import Package, Person, Priority


class Referral(NamedTuple):
    """A package and the person it is for, as one row has them."""

    package: Package
    person: Person


def _show(referral: Referral, field: str) -> Any:
    return getattr(referral.person if field in ("reference", "name") else referral.package, field)


_PROVIDERS = listed(IDENTIFIER)

PACKAGE = needed("package", IDENTIFIER, "The package's reference.")
AREA = optional("area", IDENTIFIER, "The area; may be empty where the postcode finds it.", refers="areas")
POSTCODE_ = optional("postcode", POSTCODE, "The postcode, or its sector or district.", field="postcode")
PERSON = usual("person", TEXT, "", "The case system's reference. Never a CHI number.", field="reference")
NAME = usual("name", TEXT, "", "The person's name.")
SERVICE = usual("service", TEXT, "care at home", "The type of service.")
NEEDS = usual("needs", WORDS, (), "What the provider's skills must have.")
PRIORITY = needed("priority", choice(Priority), "The eligibility band.")
HOSPITAL_DISCHARGE = usual("hospital_discharge", YES_NO, False, "Whether the person waits in hospital.")
DISCHARGE_DATE = optional("discharge_date", DATE, "When the person leaves hospital.")
WAITING_SINCE = optional("waiting_since", DATE, "The day the package began to wait.")
WANTED_START = optional("wanted_start", DATE, "The day care is wanted from.")
SDS_OPTION = usual("sds_option", whole(1, 4), 3, "The option of self-directed support.")
CHOSEN_PROVIDER = optional(
    "chosen_provider", IDENTIFIER, "The provider chosen under option 2.", refers="providers"
)
PREFERRED = usual(
    "preferred_providers", _PROVIDERS, (), "Providers that the person would like.", refers="providers"
)
EXCLUDED = usual(
    "excluded_providers", _PROVIDERS, (), "Providers that will not do for the person.", refers="providers"
)
CURRENT = optional("current_provider", IDENTIFIER, "The provider that it has now.", refers="providers")
SPECIALIST = usual("specialist", YES_NO, False, "Whether the enhanced rate applies, where evidenced.")
BLOCK_WEEKS = optional("block_weeks", whole(1, 520), "How many weeks the block lasts.")
AUTHORISED_HOURS = optional(
    "authorised_hours",
    CARE_HOURS,
    "The hours a week that were authorised, at most 1,000.",
    field="authorised_minutes",
)
SPLIT_ALLOWED = optional("split_allowed", TEXT, "Who allowed joint working.")

LAYOUT: Layout[Referral] = Layout(
    "packages",
    "The packages to place.",
    (
        PACKAGE,
        AREA,
        POSTCODE_,
        PERSON,
        NAME,
        SERVICE,
        NEEDS,
        PRIORITY,
        HOSPITAL_DISCHARGE,
        DISCHARGE_DATE,
        WAITING_SINCE,
        WANTED_START,
        SDS_OPTION,
        CHOSEN_PROVIDER,
        PREFERRED,
        EXCLUDED,
        CURRENT,
        SPECIALIST,
        BLOCK_WEEKS,
        AUTHORISED_HOURS,
        SPLIT_ALLOWED,
    ),
    (PACKAGE,),
    required=True,
    either=(AREA, POSTCODE_),
    follows=((AREA, POSTCODE_),),
    show=_show,
)
