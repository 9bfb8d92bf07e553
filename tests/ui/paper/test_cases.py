"""What is said only in some cases: joint working, a sub-contractor, a pin, a correction, a broken rule."""

from dataclasses import replace

from allocation.model import CapacityRow, Placement, PlacementKind, Provider, Step, Waiver
from allocation.record import Issue, provider_confirmations
from tests.allocation.record.decided import Decided, decide
from tests.allocation.sample import award, package, round_of, visit
from tests.ui.paper.pages import page_texts, squeezed
from ui import paper


def record_text(decided: Decided) -> str:
    """The text of the records' pages, without spaces."""
    return squeezed("".join(page_texts(paper.allocation_records(decided.records()))))


def missing(text: str, *said: str) -> list[str]:
    """What the text does not say."""
    return [each for each in said if squeezed(each) not in text]


def test_joint_working_and_a_sub_contractor() -> None:
    """Both providers with their hours, one cost for the package, who allowed it, and who delivers."""
    two = package(visits=(visit(30), visit(60, "tea", part=2)), split_allowed="M. Innes", specialist=True)
    decided = decide(
        round_of(
            packages=(two,),
            awards=(
                award("avon", delivered_by="Kindly Ltd", rate=2000, enhanced_rate=2100),
                award("bute", rate=2200),
            ),
            capacity=(CapacityRow("avon", 210), CapacityRow("bute", 420)),
        )
    )
    text = record_text(decided)
    assert not missing(
        text, "Avon (part 1)", "3 h 30", "Bute (part 2)", "7 h", "all parts", "10 h 30", "£227.50",
        "Delivered by Kindly Ltd for Avon.", "Joint working was allowed by M. Innes.",
        "The enhanced rate applies",
    )  # fmt: skip
    first, second = page_texts(paper.provider_confirmations(provider_confirmations(decided.records())))
    assert not missing(squeezed(first), "To Avon", "delivered by Kindly Ltd", "enhanced rate", "£21.00")
    assert not missing(squeezed(second), "To Bute", "£22.00")
    assert missing(squeezed(second), "Kindly", "Avon", "£21.00") == ["Kindly", "Avon", "£21.00"]


def test_a_pin_names_who_why_and_what_it_waives() -> None:
    """The record of a placement that a person fixed."""
    pin = Placement(
        "P1",
        "avon",
        PlacementKind.PIN,
        waives=(Waiver.ROOM,),
        reason="known to her",
        authorised_by="M. Innes",
    )
    text = record_text(decide(round_of(placements=(pin,))))
    assert not missing(text, "Fixed by", "M. Innes", "known to her", "Waives", "room")


def test_a_correction_names_the_record_that_it_corrects() -> None:
    """The new record says which old one it stands for."""
    decided = replace(
        decide(round_of()), issue=Issue(by="A", numbers={"P1": "2026-7"}, replaces={"P1": "2026-3"})
    )
    assert not missing(record_text(decided), "Record 2026-7", "Corrects record", "2026-3")


def test_a_proposal_without_authority_says_so() -> None:
    """On the record and in the summary, until a named person has authorised it."""
    round_ = round_of(steps=(Step("C", 1, "Ad hoc", needs_authority=True),))
    decided = replace(decide(round_), issue=Issue())
    assert not missing(
        record_text(decided), "Authorised by", "not yet: this is a proposal", "needs authority"
    )
    summary = squeezed("".join(page_texts(paper.round_summary(decided.summary()))))
    assert not missing(summary, "Proposals that need authority", "to be authorised")


def test_a_plan_that_breaks_a_rule_says_which() -> None:
    """A hand-made plan prints with the check's words, not as if all were well."""
    round_ = round_of(
        steps=(Step("C", 1, "Lot provider", min_grade=5),),
        providers=(Provider("avon", "Avon Care", grade=2),),
    )
    decided = decide(round_)
    plan = decided.plan.moved("P1", 1, award().key)
    bad = decide(round_, plan=plan)
    summary = squeezed("".join(page_texts(paper.round_summary(bad.summary()))))
    assert not missing(
        summary, "What the check found", "breaks a rule", "P1 cannot be with Avon Care: Graded 2"
    )
    assert not missing(record_text(bad), "breaks a rule")


def test_a_wait_that_raised_a_package_is_said() -> None:
    """Placed with a higher band than its own: the record names both."""
    record = decide(round_of()).records()[0]
    raised = replace(record, ranks_as=type(record.priority)("critical"))
    text = squeezed("".join(page_texts(paper.allocation_records([raised]))))
    assert not missing(text, "critical, raised from substantial")
