"""Branching trees of cuts: whatever they ask and at whatever prices, what the check makes of them is true."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from allocation.check.branching import LONGEST, Answer, Branch, left_by, needed, worst_leaf
from allocation.check.certificate import MOST_CUTS, Certificate, verify
from allocation.check.cuts import NO_PLAN, Cut, bounds_by_branch, bounds_of, ceiling
from allocation.codec import from_bytes, to_bytes
from allocation.model import Round
from allocation.problem import Problem, build
from allocation.problem.terms import Terms, terms
from tests.allocation.engine.brute import Chosen, plans, signed, size
from tests.allocation.halves import halves
from tests.allocation.rounds import open_pins, rounds

NUMBERS = st.integers(-50, 50)


@st.composite
def _answers(draw: st.DrawFn, problem: Problem) -> Answer:
    """Any answer to any question about the problem."""
    part = draw(st.sampled_from([number for number, each in enumerate(problem.parts) if each.options]))
    options = draw(st.sets(st.sampled_from(range(len(problem.parts[part].options))), min_size=1))
    return Answer(part, tuple(sorted(options)), draw(st.booleans()))


@st.composite
def _trees(draw: st.DrawFn, problem: Problem, branch: Branch = ()) -> tuple[Branch, ...]:
    """The leaves of any tree at all, with what is asked twice or says the contrary too."""
    if len(branch) == 4 or not draw(st.sampled_from((True, True, False))):
        return (branch,)
    answer = draw(_answers(problem))
    sides = [(*branch, replace(answer, yes=yes)) for yes in (True, False)]
    return tuple(leaf for side in sides for leaf in draw(_trees(problem, side)))


@st.composite
def _cuts(draw: st.DrawFn, problem: Problem, last: int, branch: Branch) -> Cut:
    """Any cut for one aim, on one branch."""
    names = [spec.aim for spec in terms(problem).specs]
    earlier = draw(st.lists(st.sampled_from(names[:last]), unique=True)) if last else []
    return Cut(
        weights=(
            *((name, draw(st.integers(0, 30))) for name in earlier),
            (names[last], draw(st.integers(1, 9))),
        ),
        prices=tuple(draw(NUMBERS) for _ in problem.parts),
        width=draw(st.sampled_from((1, 5, 1_000))),
        branch=branch,
    )


def _on(chosen: Chosen, branch: Branch) -> bool:
    """Whether a plan gives these answers, said from the documents alone."""
    return all((chosen[answer.part] in answer.options) is answer.yes for answer in branch)


@settings(max_examples=100, suppress_health_check=[HealthCheck.filter_too_much])
@given(rounds(most_packages=4) | open_pins(most_packages=3), st.data())
def test_no_plan_of_a_branch_passes_its_cut(round_: Round, data: st.DataObject) -> None:
    """With any answers and any prices, a cut's ceiling holds for every valid plan that gives the answers; and
    where it says that there is none, there is none.
    """
    problem = build(round_)
    assume(size(problem) <= 2_000 and any(part.options for part in problem.parts))
    known = terms(problem)
    branch = tuple(data.draw(st.lists(_answers(problem), max_size=4)))
    cut = data.draw(_cuts(problem, data.draw(st.integers(0, len(known.specs) - 1)), branch))
    top = ceiling(problem, known, cut)
    weight = dict(cut.weights)
    for chosen in plans(problem):
        if _on(chosen, branch):
            assert not left_by(problem, branch).nothing
            values = zip(known.specs, signed(problem, chosen), strict=True)
            assert sum(weight.get(spec.aim, 0) * value for spec, value in values) <= top


@settings(max_examples=100, suppress_health_check=[HealthCheck.filter_too_much])
@given(rounds(most_packages=4) | open_pins(most_packages=3), st.data())
def test_no_tree_bounds_better_than_the_best_plan(round_: Round, data: st.DataObject) -> None:
    """A tree of any shape with any prices at its leaves gives its aim a bound, and no valid plan with the
    reported values of the earlier aims passes it. With a leaf taken away it gives none, and with all those
    that are not needed it gives the same.
    """
    problem = build(round_)
    assume(size(problem) <= 2_000 and any(part.options for part in problem.parts))
    known = terms(problem)
    every = [signed(problem, chosen) for chosen in plans(problem)]
    reported = data.draw(st.sampled_from(sorted(set(every))))
    last = data.draw(st.integers(0, len(known.specs) - 1))
    leaves = data.draw(_trees(problem))
    cuts = [data.draw(_cuts(problem, last, branch)) for branch in leaves]
    found = [(cut, ceiling(problem, known, cut)) for cut in cuts]
    plain = [known.signed(aim, value) for aim, value in enumerate(reported)]
    bound = bounds_of(known, plain, found)[last]
    assert bound is not None
    best = max(values[last] for values in every if values[:last] == reported[:last])
    assert best <= known.signed(last, bound)
    inner = [(cut, ceiling(problem, known, cut)) for cut in (data.draw(_cuts(problem, last, ())),)]
    with_inner = bounds_of(known, plain, found + inner)[last]
    branches = bounds_by_branch(known, plain, found + inner)[last]
    kept = [branches[each][1] for each in needed({each: top for each, (top, _) in branches.items()})]
    assert bounds_of(known, plain, [each for each in found + inner if each[0] in kept])[last] == with_inner
    if len({cut.branch for cut in cuts}) > 1:
        missing = data.draw(st.sampled_from(leaves))
        rest = [(cut, top) for cut, top in found if cut.branch != missing]
        left = worst_leaf({cut.branch: 0 for cut, _ in rest})
        assert (bounds_of(known, plain, rest)[last] is None) == (left is None)
        assert left is None or leaves.count(missing) > 1


@pytest.fixture(scope="module")
def round_() -> Round:
    """Four packages, of which three find a place; but halves of sets place four."""
    return halves()


LOW = 3
"""The number of the aim `placed_low`."""
AT_AVON = Answer(0, (0,), yes=True)
"""P1 goes to avon."""
YES, NO = (-6, -1, -4, -3), (-4, -3, -1, -2)
"""Prices that prove it on each side."""


def _bound(problem: Problem, known: Terms, cuts: tuple[Cut, ...]) -> int | None:
    values = [0] * len(known.specs)
    return bounds_of(known, values, [(cut, ceiling(problem, known, cut)) for cut in cuts])[LOW]


def _branched(yes: tuple[int, ...], no: tuple[int, ...]) -> tuple[Cut, ...]:
    weights = (("placed_low", 4),)
    return (
        Cut(weights, yes, branch=(AT_AVON,)),
        Cut(weights, no, branch=(replace(AT_AVON, yes=False),)),
    )


@settings(max_examples=100)
@given(prices=st.tuples(*[st.integers(-20, 20)] * 4))
def test_no_single_cut_closes_what_a_tree_closes(round_: Round, prices: tuple[int, ...]) -> None:
    """Where halves of sets fool all prices, one question proves that no plan places more than three."""
    problem = build(round_)
    known = terms(problem)
    single = _bound(problem, known, (Cut((("placed_low", 4),), prices),))
    assert single is not None
    assert single >= 4
    assert max(signed(problem, chosen)[LOW] for chosen in plans(problem)) == 3
    assert _bound(problem, known, _branched(YES, NO)) == 3
    assert [ceiling(problem, known, cut) for cut in _branched(YES, NO)] == [13, 14]


def _certified(round_: Round, cuts: tuple[Cut, ...]) -> bytes:
    problem = build(round_)
    best = max(plans(problem), key=lambda chosen: signed(problem, chosen))
    known = terms(problem)
    values = signed(problem, best)
    named = [(spec.aim, known.signed(aim, values[aim])) for aim, spec in enumerate(known.specs)]
    return to_bytes(Certificate(tuple(named), cuts))


def test_a_tree_proves_over_the_file_alone(round_: Round) -> None:
    """The check proves the aim from the round and the certificate's text."""
    proofs = {proof.aim: proof for proof in verify(round_, _certified(round_, _branched(YES, NO)))}
    assert proofs["placed_low"].proven
    assert proofs["placed_low"].value == 3


def _tampered(text: bytes) -> Iterator[tuple[str, str]]:
    for said in ("leaf", "side", "aim", "question", "repeated"):
        data = json.loads(text)
        yes, no = data["cuts"]
        if said == "leaf":
            data["cuts"] = [yes]
        elif said == "side":
            no["branch"][0]["yes"] = True
        elif said == "aim":
            no["weights"] = [["placed_moderate", 4]]
        elif said == "question":
            no["branch"][0]["options"] = [1]
        else:
            no["branch"] *= 2
        yield said, json.dumps(data)


def test_a_tampered_tree_proves_nothing(round_: Round) -> None:
    """A leaf that is taken away, answers the other way round, speaks for another aim, answers another
    question, or answers below a node that has one side only: no bound is left.
    """
    for said, text in _tampered(_certified(round_, _branched(YES, NO))):
        proofs = {proof.aim: proof for proof in verify(round_, text)}
        assert proofs["placed_low"].bound is None, said


def test_a_side_without_plans_needs_no_prices(round_: Round) -> None:
    """What contradicts the branch above it is a side without plans, with any prices or none."""
    problem = build(round_)
    known = terms(problem)
    yes, no = _branched(YES, NO)
    again = [replace(AT_AVON, yes=side) for side in (True, False)]
    impossible = Cut((("placed_low", 1),), branch=(AT_AVON, again[1]))
    assert ceiling(problem, known, impossible) == NO_PLAN
    deeper = replace(yes, branch=(AT_AVON, again[0]))
    assert _bound(problem, known, (deeper, impossible, no)) == 3


@pytest.mark.parametrize(
    "answer",
    [
        Answer(4, (0,), yes=True),
        Answer(-1, (0,), yes=True),
        Answer(0, (), yes=True),
        Answer(0, (2,), yes=True),
        Answer(0, (-1,), yes=True),
        Answer(0, (1, 0), yes=True),
        Answer(0, (0, 0), yes=True),
    ],
)
def test_a_question_about_nothing_is_refused(round_: Round, answer: Answer) -> None:
    """Parts and options that there are not, none at all, out of order, or twice: refused."""
    with pytest.raises(ValueError, match="branch asks"):
        verify(round_, _certified(round_, (Cut((("placed_low", 1),), branch=(answer,)),)))


def test_a_bomb_is_refused(round_: Round) -> None:
    """A branch deeper than any search goes, more cuts than any search makes, and brackets without end are
    refused before anything is searched.
    """
    cut = Cut((("placed_low", 1),), branch=(AT_AVON,) * (LONGEST + 1))
    with pytest.raises(ValueError, match="at most"):
        verify(round_, _certified(round_, (cut,)))
    many = (replace(cut, branch=()),) * (MOST_CUTS + 1)
    with pytest.raises(ValueError, match="at most"):
        verify(round_, _certified(round_, many))
    text = _certified(round_, (replace(cut, branch=()),))
    brackets = b"[" * 100_000 + b"]" * 100_000
    for place, said in ((b'"branch":[]', b'"branch":'), (b'"cuts":', b'"more":')):
        deep = text.replace(place, said + brackets + (b"," + place if said == b'"more":' else b""))
        assert deep != text
        with pytest.raises(ValueError, match=r"branch|brackets"):
            verify(round_, deep)


def test_an_older_certificate_is_read() -> None:
    """A cut from before there were branches speaks for all plans."""
    text = b'{"values":[],"cuts":[{"weights":[["placed_low",1]],"prices":[],"slopes":[],"width":300}]}'
    assert from_bytes(text, Certificate).cuts[0].branch == ()
