"""Each document says what its value says: read back from the PDF and drawn by another program."""

import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from allocation.model import CapacityRow, Person
from allocation.record import Issue, check_code, provider_confirmations
from tests.allocation.record.decided import Decided, decide, decided_council
from tests.allocation.sample import package, round_of, visit
from tests.ui.paper.pages import page_texts, squeezed
from ui import paper
from ui.wording.figures import hours, money


@cache
def council() -> Decided:
    """One small council for all tests of this file."""
    return decided_council()


def test_each_record_starts_a_page_and_counts_its_own() -> None:
    """Page x of y begins anew with each record, and every page carries its number and its check code."""
    records = council().records()
    texts = page_texts(paper.allocation_records(records))
    first = [number for number, text in enumerate(texts) if "Page 1 of " in text]
    assert len(first) == len(records)
    for record, start, end in zip(records, first, [*first[1:], len(texts)], strict=True):
        for page, text in enumerate(texts[start:end], 1):
            assert f"Page {page} of {end - start}" in text
            assert record.number in text
            assert check_code(record) in text


def test_a_record_says_who_what_where_why_and_how_good() -> None:
    """Every fact of the issue's list is on the paper."""
    record = next(each for each in council().records() if each.parts[0].needs_authority)
    text = squeezed("".join(page_texts(paper.allocation_records([record]))))
    part, basis = record.parts[0], record.basis
    said = [
        record.person.reference, record.area, part.lot, part.provider, part.step_name, money(part.rate),
        money(record.weekly_pence), hours(record.staff_minutes), basis.by, basis.policy, basis.round_sha256,
        "1 June 2026, 10:42 UTC", "First review", "in contract order and priority", "Critical placed",
        "no room earlier",
    ]  # fmt: skip
    said += [row.provider for step in record.ladder[:1] for row in step.rows]
    assert [each for each in said if squeezed(each) not in text] == []


def test_a_confirmation_says_its_terms_and_no_other_provider() -> None:
    """Person, visits, rate and start are there; no other provider's name is on any page."""
    confirmations = provider_confirmations(council().records())
    texts = page_texts(paper.provider_confirmations(confirmations))
    starts = [text for text in texts if "Page 1 of " in text]
    everyone = {provider.name for provider in council().round_.providers}
    for confirmation, text in zip(confirmations, starts, strict=True):
        squeezed_text = squeezed(text)
        for said in (confirmation.provider, money(confirmation.terms[0].rate), confirmation.person.reference):
            assert squeezed(said) in squeezed_text
        assert not [name for name in everyone - {confirmation.provider} if squeezed(name) in squeezed_text]


def test_the_summary_names_every_package_once_where_it_belongs() -> None:
    """Placed and unplaced packages are all there; nobody's name is."""
    decided = council()
    summary = decided.summary()
    text = "".join(page_texts(paper.round_summary(summary)))
    packages = [line.package for line in summary.placed] + [line.package for line in summary.unplaced]
    assert not [package for package in packages if package not in text]
    assert f"{len(decided.records())} of" in text
    assert not [each.name for each in decided.people.values() if each.name and each.name in text]


def test_the_summary_says_where_no_change_was_tried() -> None:
    """A package of several parts is said not to be tried; one that nothing places has no single change."""
    visits = (visit(part=1), visit(part=2))
    round_ = round_of(
        packages=(package("P1", visits=visits, split_allowed="M. Innes"), package("P2", needs=("BSL",))),
        capacity=(CapacityRow("avon", 60),),
    )
    text = squeezed("".join(page_texts(paper.round_summary(decide(round_).summary()))))
    assert text.count(squeezed("not tried: several parts")) == 1
    assert text.count(squeezed("no single change")) == 1


def test_pages_made_before_anybody_issued_say_so() -> None:
    """No number, no name: the paper says that nothing was issued."""
    draft = replace(council(), issue=Issue())
    for pdf in (
        paper.allocation_records(draft.records()),
        paper.round_summary(replace(draft.summary(), number="")),
    ):
        text = "".join(page_texts(pdf))
        assert "Not issued" in text
        assert "nobody yet" in text


def test_the_waiting_list_prints_its_rows() -> None:
    """Heads on every page, every row once, figures to the right; an empty list says that nothing matches."""
    rows = [(f"P{number:04}", "Łucja O’Brien & Sons", "7 h 30") for number in range(120)]
    texts = page_texts(
        paper.waiting_list("Westhaven", "Waiting list", "1 June", ("Package", "Name", "Hours"), rows)
    )
    assert len(texts) > 2
    assert all("Package" in text and f"of {len(texts)}" in text for text in texts)
    assert re.findall(r"P\d{4}", "".join(texts)) == [row[0] for row in rows]
    assert (
        "No package matches"
        in page_texts(paper.waiting_list("Westhaven", "Waiting list", "", ("Package",), []))[0]
    )


def test_a_list_of_many_columns_lies_on_its_side() -> None:
    """Twelve columns would break words on an upright page; on its side they stay whole."""
    columns = tuple(f"Column{number}" for number in range(12))
    rows = [tuple("substantial" for _ in columns)] * 3
    (page,) = PdfReader(BytesIO(paper.waiting_list("Westhaven", "Waiting list", "", columns, rows))).pages
    assert page.mediabox.width > page.mediabox.height
    assert page.extract_text().count("substantial") == 36
    (page,) = PdfReader(BytesIO(paper.waiting_list("Westhaven", "Waiting list", "", columns[:5], []))).pages
    assert page.mediabox.width < page.mediabox.height


def test_the_week_shows_what_a_grid_cannot() -> None:
    """Days to be agreed, clock times with their reason, and two care workers are said in words."""
    visits = (
        visit(45, workers=2),
        visit(30, "tea", times=3, days=()),
        visit(15, None, days=(), times=2),
        visit(20, "bed", time_critical="insulin"),
    )
    round_ = round_of(packages=(package(visits=visits),), capacity=(CapacityRow("avon", 6000),))
    text = squeezed("".join(page_texts(paper.allocation_records(decide(round_).records()))))
    for said in (
        "3 days a week, to be agreed: 30 min, tea.",
        "2 days a week, to be agreed: 15 min, any time.",
        "Time-critical, bed (insulin).",
        "×2: two care workers together.",
        "45 min ×2",
    ):
        assert squeezed(said) in text


PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)


def test_a_crest_is_drawn_in_its_place() -> None:
    """With the council's crest the first page has one picture, at the top left; without, none."""
    (record, *_others) = council().records()
    with_crest = PdfReader(BytesIO(paper.allocation_records([record], PNG)))
    assert len(with_crest.pages[0].images) == 1
    assert len(PdfReader(BytesIO(paper.allocation_records([record]))).pages[0].images) == 0


def test_every_font_is_embedded_and_black_on_white() -> None:
    """No font of the reader's machine is used, and no colour but greys, so that a photocopy reads."""
    reader = PdfReader(BytesIO(paper.allocation_records(council().records()[:3])))
    for page in reader.pages:
        fonts: Any = page["/Resources"].get_object()
        content = page.get_contents()
        assert content is not None
        used = re.findall(r"/(F\d+\+\d+) ", content.get_data().decode("latin-1"))
        assert used
        for name in used:
            assert "/FontFile2" in fonts["/Font"][f"/{name}"]["/FontDescriptor"]
    drawn = pypdfium2.PdfDocument(paper.allocation_records(council().records()[:1]))[0].render(scale=0.5)
    red, green, blue = drawn.to_pil().convert("RGB").split()
    assert red.tobytes() == green.tobytes() == blue.tobytes()


@settings(max_examples=25)
@given(typed=st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_prints_wherever_people_type(typed: str) -> None:
    """Any text in every place that people fill gives pages that open, with nothing but glyphs that exist."""
    record = council().records()[0]
    part = replace(record.parts[0], provider=typed, lot=typed, delivered_by=typed, pinned_why=typed)
    hostile = replace(
        record,
        basis=replace(record.basis, council=typed, unit=typed, contact=typed, by=typed),
        person=Person(typed, typed),
        parts=(part,),
        area=typed,
        needs=(typed, typed),
        joint_working=typed,
        visits=tuple(replace(each, band=typed, time_critical=typed) for each in record.visits),
    )
    assert page_texts(paper.allocation_records([hostile]))
    assert page_texts(paper.waiting_list(typed, typed, typed, (typed, "x"), [(typed, typed)]))


@settings(max_examples=25)
@given(
    name=st.text(
        st.characters(max_codepoint=0x24F, exclude_categories=("C", "Z", "M"), exclude_characters="\xad"),
        min_size=1,
        max_size=40,
    )
)
def test_a_latin_name_reads_back_as_typed(name: str) -> None:
    """Markup, entities, quotes and accents come out of the PDF as they went in."""
    record = council().records()[0]
    text = "".join(page_texts(paper.allocation_records([replace(record, person=Person("SW1", name))])))
    assert squeezed(name) in squeezed(text)


@pytest.mark.parametrize(
    "name",
    [
        "<b>Bold</b>",
        "A & B &amp; C",
        "</para><para>",
        "{name} %s %(x)d",
        "a\\nb",
        "=SUM(A1)",
        "'; DROP TABLE",
        "🙂",
    ],
)
def test_markup_is_data(name: str) -> None:
    """What looks like markup prints as typed."""
    record = council().records()[0]
    text = "".join(page_texts(paper.allocation_records([replace(record, person=Person("SW1", name))])))
    assert squeezed(name) in squeezed(text)


def test_a_note_of_five_thousand_characters_breaks_no_layout() -> None:
    """Reasons, names and lots of any length go over as many pages as they need, and lose no letter."""
    note = " ".join(f"word{number}" for number in range(720))
    assert len(note) > 5000
    record = council().records()[0]
    part = replace(record.parts[0], pinned_why=note, lot="L" * 5000, provider="Avon " * 900)
    long = replace(record, parts=(part,), person=Person("SW1", "x" * 5000), needs=(note,))
    texts = page_texts(paper.allocation_records([long]))
    words = re.findall(r"word(\d+)", "".join(squeezed(text) for text in texts))
    assert len(texts) > 3
    assert all(f"of {len(texts)}" in text for text in texts)
    assert len("".join(words)) >= 2 * sum(len(str(number)) for number in range(720))


@pytest.mark.parametrize(
    "name", ["محمد علی خان", "श्रीवास्तव", "চট্টোপাধ্যায়", "தமிழ்ச்செல்வி", "สมชาย น้ำ", "王小明", "김민준", "አበበ"]
)
def test_a_name_in_any_script_can_be_copied_and_searched(name: str) -> None:
    """Shaped glyphs carry the text that they stand for, in the order in which it was typed."""
    record = council().records()[0]
    pdf = pypdfium2.PdfDocument(paper.allocation_records([replace(record, person=Person("SW1", name))]))
    assert squeezed(name) in squeezed(pdf[0].get_textpage().get_text_range())


def test_a_broken_half_of_a_character_prints_as_its_sign() -> None:
    """A window can hand over half of a character; the list prints, with the sign that stands for one."""
    assert "\ufffd" in page_texts(paper.waiting_list("W\ud83d", "\ud83d", "", ("Name",), [("\ud83d",)]))[0]


def test_a_long_head_shrinks_and_is_cut_in_sight() -> None:
    """A council's long name stays whole in smaller letters; an endless one ends in an ellipsis."""
    whole = "Comhairle nan Eilean Siar, Western Isles Council, Stornoway"
    (text,) = page_texts(paper.waiting_list(whole, "Waiting list", "", ("Name",), []))
    assert whole in text
    (text,) = page_texts(paper.waiting_list("Westhaven " * 30, "Waiting list", "", ("Name",), []))
    assert "Westhaven Westhaven" in text
    assert "…" in text


def test_nothing_to_print_is_one_page() -> None:
    """An empty plan gives a file that opens and says so."""
    (text,) = page_texts(paper.allocation_records([]))
    assert "Nothing to print" in text
    assert "Page 1 of 1" in text
