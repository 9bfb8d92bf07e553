"""A contract and its policy on paper, for a procurement officer to hold against what was signed."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from allocation.intake.layout.providers import QUALITY
from allocation.model import Ranking
from allocation.record import AwardTerms, ContractTerms, LotTerms, check_code
from ui.paper.sheet import Head, Section
from ui.paper.tables import Cell, facts, heading, signatures, table
from ui.paper.words import ROW, ROW_BOLD, ROW_FIGURE, TEXT, Words
from ui.wording import _
from ui.wording.contract_rules import rules
from ui.wording.figures import day, hours, money
from ui.wording.grades import grade_words
from ui.wording.policy import aims, priorities
from ui.wording.terms import (
    KINDS,
    asking,
    award_notes,
    by_results,
    conditions,
    filled,
    guaranteed,
    in_force,
    order_within,
    review_growth,
    share,
)


def section(terms: ContractTerms) -> Section:
    """The contract as a document of its own."""
    contract = terms.contract
    head = Head(
        council=terms.council,
        unit=terms.unit,
        title=_("Contract terms and policy"),
        subtitle=contract.name or contract.contract,
        reference=contract.reference or contract.contract,
        code=check_code(terms),
        foot=_("As Lotwise applies them on {day}").format(day=day(terms.day)),
    )
    return Section(head, list(_story(terms)))


def _story(terms: ContractTerms) -> Iterator[Flowable]:
    yield from facts(list(_contract(terms)), strong=[_("In force")])
    yield from heading(_("The order in which providers are asked"))
    yield _steps(terms)
    if terms.elsewhere:
        others = ", ".join(f"{number} {name} ({contract})" for number, name, contract in terms.elsewhere)
        yield Spacer(0, 3)
        yield Words(
            _("Step numbers compare across contracts. In others: {steps}.").format(steps=others), TEXT
        )
    yield from heading(_("Lots and their awards"))
    yield _awards(terms.lots)
    if terms.unassigned:
        yield Spacer(0, 3)
        yield Words(_("In no lot of this contract: {areas}.").format(areas=", ".join(terms.unassigned)), TEXT)
    yield from _known(terms)
    yield from heading(_("The rules that every placement keeps"))
    awards = [each.award for lot in terms.lots for each in lot.awards]
    yield from _numbered(list(rules(terms.policy, terms.contract, terms.steps, awards)))
    yield from heading(_("Who comes first"))
    for sentence in priorities(terms.policy):
        yield Words(sentence, TEXT)
    yield from heading(_("What a round aims at, in order"))
    rows: list[list[Cell]] = [[number, words] for number, words in aims(terms.policy, terms.last_step)]
    yield table([_("Aim"), _("What it wants")], rows, [ROW_BOLD, ROW], [0.6, 9])
    yield Spacer(0, 3)
    yield Words(
        _("Aims 1 to 5 always lead. Policy: {name}, version {version}.").format(
            name=terms.policy.name, version=terms.policy.version
        ),
        TEXT,
    )
    yield CondPageBreak(80)
    yield Spacer(0, 30)
    yield signatures([_("Compared with the signed contract: name"), _("Signature"), _("Date")])


def _contract(terms: ContractTerms) -> Iterator[tuple[str, str]]:
    contract = terms.contract
    providers = {each.award.provider for lot in terms.lots for each in lot.awards}
    yield _("In force"), in_force(contract)
    yield _("Kind"), KINDS[contract.kind]
    yield _("Filled"), filled(contract)
    yield _("Short reference"), contract.contract
    yield _("Steps"), str(len(terms.steps))
    yield _("Lots"), str(len(terms.lots))
    yield _("Providers"), str(len(providers))
    yield _("Clause that sets the order"), contract.clause
    if contract.most_lots is not None:
        yield _("Most lots a supplier"), str(contract.most_lots)
    if contract.results_share is not None:
        yield _("Paid by results"), by_results(contract)
    if contract.review_growth_minutes is not None:
        yield _("Review"), review_growth(contract)


def _steps(terms: ContractTerms) -> Flowable:
    rows: list[list[Cell]] = [
        [Words(f"{step.number} {step.name}", ROW_BOLD), order_within(step), asking(step), conditions(step)]
        for step in terms.steps
    ]
    head = [_("Step"), _("Order among its providers"), _("How they are asked"), _("Conditions")]
    return table(head, rows or [["–", "", "", ""]], [ROW] * 4, [2, 3.2, 3.2, 2.6])


OPTIONAL = 5
"""The first of the award table's columns that are left out where no award fills them."""


def _awards(lots: Sequence[LotTerms]) -> Flowable:
    """Lots with their awards; columns that no award uses are left out."""
    head = [
        _("Lot, areas, services"), _("Step"), _("Rank"), _("Provider"), _("Rate"), _("Enhanced"),
        _("Target"), _("Largest"), _("Guaranteed"), _("Block"), _("Also"),
    ]  # fmt: skip
    styles = [ROW, ROW, ROW, ROW, *[ROW_FIGURE] * 6, ROW]
    rows: list[list[Cell]] = []
    for lot in lots:
        for place, each in enumerate(lot.awards):
            rows.append([_lot(lot, place, len(lot.awards)), *_award(each)])
        if not lot.awards:
            rows.append([_lot(lot, 0, 1), "", "", _("nobody yet"), *[""] * 7])
    used = [
        place
        for place in range(len(head))
        if place < OPTIONAL - 3 or place in (3, 4) or any(row[place] for row in rows)
    ]
    kept = [[row[place] for place in used] for row in rows] or [["–", *[""] * (len(used) - 1)]]
    return table([head[place] for place in used], kept, [styles[place] for place in used])


def _lot(lot: LotTerms, place: int, rows: int) -> list[Words]:
    """The lot beside its awards: its name at the first, its areas and services at the second, if any."""
    named = lot.lot
    areas = _("all areas") if lot.areas is None else ", ".join(lot.areas)
    services = _("all services") if named.services is None else ", ".join(named.services)
    title = f"{named.lot} {named.name}" if named.name not in ("", named.lot) else named.lot
    words = [Words(title, ROW_BOLD), Words(f"{areas} · {services}", ROW)]
    return words if rows == 1 else words[place : place + 1]


def _award(each: AwardTerms) -> list[Cell]:
    award = each.award
    return [
        str(award.step),
        "" if award.rank is None else str(award.rank),
        each.provider,
        money(award.rate),
        "" if award.enhanced_rate is None else money(award.enhanced_rate),
        share(award.target_share),
        share(award.max_share),
        guaranteed(award),
        "" if each.block_minutes is None else hours(each.block_minutes),
        award_notes(award),
    ]


def _known(terms: ContractTerms) -> Iterator[Flowable]:
    """What the order rests on that is no term of an award: who the providers are, and where the areas lie."""
    graded = any(step.min_grade is not None for step in terms.steps)
    scored = any(step.ranking is Ranking.SCORE for step in terms.steps)
    providers: list[list[Cell]] = [
        [
            each.name,
            each.registration,
            (each.cqc_rating if each.grade is None and each.cqc_rating else grade_words(each.grade))
            if graded
            else "",
            QUALITY.write(each.quality_hundredths) if scored else "",
            ", ".join(each.skills),
        ]
        for each in terms.providers
    ]
    head = [_("Provider"), _("Registration"), _("Grade or rating"), _("Quality"), _("Skills")]
    yield from _filled_columns(_("Providers as they are known today"), head, providers)
    areas: list[list[Cell]] = [
        [area.name or area.area, ", ".join(area.postcodes)] for area in terms.areas if area.postcodes
    ]
    yield from _filled_columns(_("Areas and their postcodes"), [_("Area"), _("Postcodes")], areas)


def _filled_columns(title: str, head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Iterator[Flowable]:
    """A table under its heading without columns that nobody fills; nothing where only names would stand."""
    used = [0, *(place for place in range(1, len(head)) if any(row[place] for row in rows))]
    if len(used) > 1:
        yield from heading(title)
        widths = [3.0 if place in (0, len(head) - 1) else 1.6 for place in used]
        kept = [[row[place] for place in used] for row in rows]
        yield table([head[place] for place in used], kept, [ROW] * len(used), widths)


def _numbered(sentences: Sequence[str]) -> Iterator[Flowable]:
    rows: list[list[Cell]] = [[str(number), words] for number, words in enumerate(sentences, 1)]
    yield table(["", _("Rule")], rows, [ROW_BOLD, ROW], [0.6, 9], gap=1.4)
