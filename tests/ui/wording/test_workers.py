"""Every code that workers raise has its sentence."""

import ast
from pathlib import Path

import pytest

from allocation.errors import Fault
from ui.wording.faults import what
from ui.wording.workers import workers_sentences


def test_every_code_has_a_sentence_and_no_sentence_is_idle(root: Path) -> None:
    """What the engine's files raise as the world's fault is what there are words for."""
    codes: set[str] = set()
    for name in ("workers", "cluster", "joining"):
        tree = ast.parse((root / "allocation" / "engine" / f"{name}.py").read_text(encoding="utf-8"))
        codes |= {
            call.args[0].value
            for call in ast.walk(tree)
            if isinstance(call, ast.Call)
            and call.args
            and isinstance(call.args[0], ast.Constant)
            and isinstance(call.args[0].value, str)
            and (getattr(call.func, "id", "") == "Fault" or getattr(call.func, "attr", "") == "_fault")
        }
    assert codes == set(workers_sentences())


@pytest.mark.parametrize("code", workers_sentences())
def test_sentences_are_whole(code: str) -> None:
    """No placeholder stays, and each says what to do in a sentence."""
    words = what(Fault(code, value="dask://host:8786", facts={"why": "CommClosedError"}))
    assert "{" not in words
    assert words.endswith(".")
    assert code not in words
