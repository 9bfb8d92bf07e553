"""Whom to ask, on paper: one page for a council, names as typed, the same bytes again, long lists counted."""

from dataclasses import replace
from datetime import UTC, datetime

from allocation.asking import Asked, Asking, Told, ask
from allocation.index import index
from allocation.model import CapacityRow, Provider
from tests.allocation.sample import award, package, round_of, visit
from tests.ui.paper.pages import page_texts, squeezed
from ui.paper import ask_sheet


def _asking(providers: int = 3, **changes: object) -> Asking:
    awards = tuple(award(f"p{number:03}", step=1 + number % 2) for number in range(providers))
    known = tuple(Provider(each.provider, f"Care <b>& {each.provider}</b>") for each in awards)
    round_ = round_of(
        awards=awards,
        providers=known,
        packages=(package("P1", needs=("bsl",) if changes.get("bsl") else ()),),
        capacity=tuple(CapacityRow(each.provider, 600) for each in awards if each.provider != "p001"),
    )
    return ask(index(round_), "P1")


def test_one_page_with_names_as_typed() -> None:
    """Turns, room and reasons stand on one page; what looks like markup prints as typed; bytes repeat."""
    asking = _asking()
    pages = ask_sheet(asking)
    [text] = page_texts(pages)
    assert squeezed("Care <b>& p000</b>") in squeezed(text)
    assert squeezed("asks 3 h 30 a week, 10 h left") in squeezed(text)
    assert squeezed("Not asked: Care <b>& p001</b>. No return") in squeezed(text)
    assert ask_sheet(_asking()) == pages


def test_a_county_counts_what_nobody_would_ring() -> None:
    """Of 170 providers the first dozen are named and the rest counted, so that the page stays one."""
    [text] = page_texts(ask_sheet(_asking(170)))
    assert squeezed("and 73 more after these") in squeezed(text)
    assert squeezed("84 more") in squeezed(text)


def test_nobody_can_be_asked() -> None:
    """Where nobody has the skill, the page says so and why."""
    [text] = page_texts(ask_sheet(_asking(bsl=True)))
    assert "Nobody can be asked for it now." in text
    assert "Does not have: bsl." in text


def test_who_was_asked_stands_with_what_was_answered() -> None:
    """Who is out says since and until when, who accepted but waits says so, and who was asked before stands
    below with each answer; a page without any of these has no such table.
    """
    first, second, third = (award(f"p{number:03}", step=1 + number % 2).key for number in (0, 2, 1))
    asked, due = datetime(2026, 6, 1, 9, 30, tzinfo=UTC), datetime(2026, 6, 3, 9, 30, tzinfo=UTC)
    told = (
        Told(1, third, asked, due, "declined", datetime(2026, 6, 2, 14, 5, tzinfo=UTC)),
        Told(1, second, asked, due, "lapsed", datetime(2026, 6, 4, 8, 0, tzinfo=UTC)),
        Told(1, second, asked, due),
    )
    out = {(1, first): Asked(asked, due, accepted=False), (1, second): Asked(asked, due, accepted=True)}
    [text] = page_texts(ask_sheet(replace(_asking(), out=out, told=told)))
    said = squeezed(text)
    assert squeezed("asked Mon 1 Jun 2026, 10:30; the answer is due by Wed 3 Jun 2026, 10:30") in said
    assert squeezed("accepted; it was asked Mon 1 Jun 2026, 10:30") in said
    assert squeezed("Asked before") in said
    assert squeezed("declined, Tue 2 Jun 2026, 15:05") in said
    assert squeezed("no answer in time, Thu 4 Jun 2026, 09:00") in said
    assert squeezed("ended with the package") in said
    assert "Asked before" not in page_texts(ask_sheet(_asking()))[0]


def test_parts_have_a_ladder_each() -> None:
    """A package of two parts shows both, each with its hours."""
    round_ = round_of(
        packages=(package("P1", visits=(visit(), visit(band="tea", part=2)), split_allowed="A Person"),)
    )
    text = " ".join(page_texts(ask_sheet(ask(index(replace(round_)), "P1"))))
    assert "Part 1, 3 h 30 a week" in text
    assert "Part 2, 3 h 30 a week" in text
