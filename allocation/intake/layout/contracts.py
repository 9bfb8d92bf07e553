"""contracts.csv and steps.csv: the agreements in force, and the order in which each is gone through."""

from typing import Any

from allocation.intake.care_kinds import WEIGHTS, Weights
from allocation.intake.columns import Layout, needed, optional, usual
from allocation.intake.kinds import (
    CARE_HOURS,
    DATE,
    HOURLY_RATE,
    IDENTIFIER,
    SHARE,
    TEXT,
    YES_NO,
    choice,
    whole,
)
from allocation.model import Contract, ContractKind, NoReturn, Ranking, Step

CONTRACT = needed("contract", IDENTIFIER, "The contract's short reference.")
START = optional("start", DATE, "Its first day.")
END = optional("end", DATE, "Its last day.")
MOST_LOTS = optional("most_lots", whole(1, 999), "The most lots that one supplier may have.")

CONTRACTS: Layout[Contract] = Layout(
    "contracts",
    "The contracts.",
    (
        CONTRACT,
        usual("name", TEXT, "", "Its name."),
        usual("kind", choice(ContractKind), ContractKind.FRAMEWORK, "How it pays for hours."),
        START,
        END,
        usual("reference", TEXT, "", "The council's reference of it."),
        usual("batch", YES_NO, True, "No where its provider has the first refusal, package by package."),
        usual("clause", TEXT, "", "The clause that sets the order."),
        MOST_LOTS,
        optional("results_share", SHARE, "How much of the rate is earned by results, in per cent."),
        optional("reduction_target", SHARE, "Fewer hours, in per cent, that earn all of the second half."),
        optional(
            "review_growth_hours",
            CARE_HOURS,
            "A package that grew by more hours a week than this, at most 1,000, is to be reviewed.",
            field="review_growth_minutes",
        ),
    ),
    (CONTRACT,),
)

STEP_CONTRACT = needed("contract", IDENTIFIER, "The contract.", refers="contracts")
STEP = needed("step", whole(1, 99), "The step's number: 1 is asked first.", field="number")
RANKING = usual("ranking", choice(Ranking), Ranking.NONE, "How awards of the step are ordered.")
_WEIGHTS = usual("score_weights", WEIGHTS, Weights(100, 0), "What a score weighs.")


def _show(step: Step, field: str) -> Any:
    return (
        Weights(step.cost_weight, step.quality_weight) if field == "score_weights" else getattr(step, field)
    )


STEPS: Layout[Step] = Layout(
    "steps",
    "The steps of each contract's order.",
    (
        STEP_CONTRACT,
        STEP,
        needed("name", TEXT, "What the step is called."),
        RANKING,
        _WEIGHTS,
        usual("no_return", choice(NoReturn), NoReturn.NONE, "What a missing return means."),
        optional("response_hours", whole(1, 8760), "How long a provider has to answer."),
        optional("urgent_response_hours", whole(1, 8760), "The same for urgent packages."),
        usual("ask_together", whole(1, 99), 1, "How many are asked at once."),
        usual("needs_authority", YES_NO, False, "Whether a named person must authorise it."),
        optional("min_grade", whole(1, 6), "The lowest grade that will do."),
        optional("rate_cap", HOURLY_RATE, "The highest rate an hour, in pounds: at most 10,000."),
    ),
    (STEP_CONTRACT, STEP),
    required=True,
    show=_show,
)
