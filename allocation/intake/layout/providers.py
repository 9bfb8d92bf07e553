"""providers.csv: the services that packages are placed with."""

from allocation.intake.columns import Layout, needed, optional, usual
from allocation.intake.kinds import IDENTIFIER, POINTS, TEXT, WORDS, whole
from allocation.model import Provider

PROVIDER = needed("provider", IDENTIFIER, "The provider's short reference.")
NAME = needed("name", TEXT, "The provider's name.")
REGISTRATION = usual("registration", TEXT, "", "Its Care Inspectorate CS number or CQC location.")
GRADE = optional("grade", whole(1, 6), "Its lowest current grade; empty where ungraded.")
CQC_RATING = usual(
    "cqc_rating", TEXT, "", "Its CQC rating, in England; held against a floor where it has no grade."
)
QUALITY = optional(
    "quality",
    POINTS,
    "Its quality points, for ranking by score; decimals may be given.",
    field="quality_hundredths",
)
SKILLS = usual("skills", WORDS, (), "What it can do: skills, languages.")
EMAIL = usual("email", TEXT, "", "Where offers are sent.")

LAYOUT: Layout[Provider] = Layout(
    "providers",
    "The providers.",
    (PROVIDER, NAME, REGISTRATION, GRADE, CQC_RATING, QUALITY, SKILLS, EMAIL),
    (PROVIDER,),
    required=True,
)
