"""lots.csv and awards.csv: what is awarded together, and to whom at which step."""

from allocation.intake.care_kinds import LOT_AREAS
from allocation.intake.columns import Layout, needed, optional, usual
from allocation.intake.kinds import (
    DATE,
    HOURLY_RATE,
    IDENTIFIER,
    PROVIDER_HOURS,
    SHARE,
    TEXT,
    WORDS,
    YES_NO,
    whole,
)
from allocation.model import Award, Lot

CONTRACT = needed("contract", IDENTIFIER, "The contract.", refers="contracts")
LOT = needed("lot", IDENTIFIER, "The lot's name, unique across contracts.")
AREAS = needed("areas", LOT_AREAS, "The areas of the lot; * for all.", refers="areas")

SERVICES = optional("services", WORDS, "The types of service; empty for all.")

LOTS: Layout[Lot] = Layout(
    "lots",
    "The lots.",
    (
        CONTRACT,
        LOT,
        usual("name", TEXT, "", "What people call it."),
        AREAS,
        SERVICES,
    ),
    (LOT,),
    required=True,
)

AWARD_LOT = needed("lot", IDENTIFIER, "The lot.", refers="lots")
STEP = needed("step", whole(1, 99), "The step of the contract's order.")
PROVIDER = needed("provider", IDENTIFIER, "The provider.", refers="providers")
RANK = optional("rank", whole(1, 999), "Its rank, where the step is ranked by rank.")
TARGET_SHARE = optional("target_share", SHARE, "The share of the lot it should have, per cent.")
MAX_SHARE = optional("max_share", SHARE, "The largest share of the lot it may have, per cent.")
START = optional("start", DATE, "The award's first day.")
END = optional("end", DATE, "The award's last day.")

AWARDS: Layout[Award] = Layout(
    "awards",
    "Who has what lot at what step.",
    (
        CONTRACT,
        AWARD_LOT,
        STEP,
        PROVIDER,
        RANK,
        needed("rate", HOURLY_RATE, "Pounds an hour, at most 10,000."),
        optional("enhanced_rate", HOURLY_RATE, "Pounds an hour for a specialist package, at most 10,000."),
        TARGET_SHARE,
        MAX_SHARE,
        usual(
            "guaranteed_hours",
            PROVIDER_HOURS,
            0,
            "Hours a week that are guaranteed, at most 100,000.",
            field="guaranteed_minutes",
        ),
        usual("new_packages", YES_NO, True, "Whether it takes new packages."),
        START,
        END,
        optional("delivered_by", TEXT, "The sub-contractor who delivers it."),
        optional("exclusive_until", DATE, "The last day on which only this provider is asked in the lot."),
    ),
    (CONTRACT, AWARD_LOT, STEP, PROVIDER),
    required=True,
)
