"""suspensions.csv, refusals.csv and placements.csv: what stands already when a round begins."""

from allocation.intake.columns import Layout, needed, optional, usual
from allocation.intake.kinds import DATE, IDENTIFIER, TEXT, choice, listed, whole
from allocation.model import Outcome, Placement, PlacementKind, Refusal, Suspension, Waiver

PROVIDER = needed("provider", IDENTIFIER, "The provider.", refers="providers")
PACKAGE = needed("package", IDENTIFIER, "The package's reference.", refers="packages")
CONTRACT = optional("contract", IDENTIFIER, "The contract; empty for all.", refers="contracts")
LOT = optional("lot", IDENTIFIER, "The lot; empty for all.", refers="lots")
UNTIL = optional("until", DATE, "The last day; empty for no end.")

SUSPENDED_FROM = needed("from", DATE, "The first day.", field="start")

SUSPENSIONS: Layout[Suspension] = Layout(
    "suspensions",
    "Providers that get no new packages for a time.",
    (
        PROVIDER,
        CONTRACT,
        LOT,
        SUSPENDED_FROM,
        UNTIL,
        needed("reason", TEXT, "Why."),
        usual("decided_by", TEXT, "", "Who decided it."),
    ),
    told_by=(PROVIDER, CONTRACT, LOT, SUSPENDED_FROM),
)

OUTCOME = needed("outcome", choice(Outcome), "What came of asking, or who ruled it out.")
ON = optional("on", DATE, "The day.")

REFUSALS: Layout[Refusal] = Layout(
    "refusals",
    "Pairs of package and provider that were tried or ruled out.",
    (PACKAGE, PROVIDER, OUTCOME, ON, UNTIL, usual("reason", TEXT, "", "Why.")),
    told_by=(PACKAGE, PROVIDER, OUTCOME, ON),
)

PART = optional("part", whole(1, 99), "The part; empty for the whole package.")
KIND = usual("kind", choice(PlacementKind), PlacementKind.LIVE, "What is known of it.")
WAIVES = usual("waives", listed(choice(Waiver)), (), "What a pin waives.")
REASON = usual("reason", TEXT, "", "Why.")
AUTHORISED_BY = usual("authorised_by", TEXT, "", "Who authorised it.")
SINCE = optional("since", DATE, "The day on which care with this provider began.")

PLACEMENTS: Layout[Placement] = Layout(
    "placements",
    "What is with a provider already, or fixed there.",
    (PACKAGE, PART, PROVIDER, CONTRACT, LOT, KIND, WAIVES, REASON, AUTHORISED_BY, SINCE),
    told_by=(PACKAGE,),
    alike=(PART,),
    follows=((CONTRACT, LOT),),
)
