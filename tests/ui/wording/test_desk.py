"""Every code that the desk and its memory raise, and every kind of act, has its sentence."""

import ast
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from allocation.acts.rows import EndReason
from allocation.errors import Fault
from allocation.lists import HistoryLine
from ui.wording.acts import act_sentences, sentence
from ui.wording.care import ENDS
from ui.wording.desk import desk_sentence, desk_sentences
from ui.wording.faults import what


def _calls(root: Path, name: str) -> list[ast.Call]:
    core = root / "allocation"
    files = [core / "asking.py", *(core / "use_cases").glob("*.py"), *(root / "db").glob("*.py")]
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    return [
        node
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    ]


def _codes(root: Path) -> set[str]:
    return {
        call.args[0].value
        for call in _calls(root, "Fault")
        if call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }


def test_every_code_has_a_sentence_and_no_sentence_is_idle(root: Path) -> None:
    """What use cases and database raise is exactly what there are words for."""
    own = {code for code in _codes(root) if not code.startswith(("missing_", "plan_", "out_"))}
    assert own <= desk_sentences().keys()
    assert desk_sentences().keys() - own == set()


def test_every_kind_of_act_has_a_sentence(root: Path) -> None:
    """The kinds that are kept are the kinds that history can tell."""
    kinds = {
        call.args[2].value
        for call in _calls(root, "keep")
        if len(call.args) > 2 and isinstance(call.args[2], ast.Constant)
    }
    assert kinds <= act_sentences().keys()
    assert act_sentences().keys() - kinds == {
        "undo",
        "redo",
        "suspend_care",
        "resume_care",
        "start_care",
        "move",
        "unplace",
        "offer_accepted",
        "offer_declined",
        "offer_lapsed",
        "withdraw_offer",
    }


@pytest.mark.parametrize("code", desk_sentences())
def test_sentences_take_their_facts(code: str) -> None:
    """With its facts a sentence is whole: no placeholder stays."""
    names = set(re.findall(r"{(\w+)}", desk_sentences()[code]))
    facts: dict[str, str | int] = dict.fromkeys(names - {"value", "expected"}, "waiting")
    facts |= dict.fromkeys(names & {"asked", "ceiling"}, 150_000)
    fault = Fault(code, value="V", expected="E", facts=facts)
    words = desk_sentence(fault)
    assert "{" not in words
    assert words == what(fault)
    assert words.endswith((".", "?")) or code == "database_url"


def test_a_history_reads_as_a_person_would_tell_it() -> None:
    """Codes become words; facts that an older act did not have are left out."""

    def line(kind: str, **facts: str | int) -> HistoryLine:
        return HistoryLine(1, datetime(2026, 6, 1, tzinfo=UTC), "Ann", kind, facts, False)

    assert sentence(line("close", package="P1", reason="moved_away")) == "Package P1 closed (moved away)"
    assert sentence(line("undo", undone="move", package="P1", provider="Avon Care")) == (
        "Undone: Package P1 moved to Avon Care"
    )
    assert sentence(line("note", package="P1")) == "Note on P1"
    assert sentence(line("start_care", package="P1", on="2026-06-01")) == (
        "Care of package P1 began on 1 Jun 2026"
    )
    assert sentence(line("move", package="P1")) == "Package P1 moved to "
    assert sentence(line("of the future")) == "of the future"
    for reason in EndReason:
        assert (
            sentence(line("close", package="P1", reason=reason.value))
            == f"Package P1 closed ({ENDS[reason]})"
        )
