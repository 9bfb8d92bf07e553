"""A reprint is the same paper, byte for byte."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from tests.allocation.record.decided import decided_council
from ui import paper

PRINT = """
import hashlib, sys
from dataclasses import replace
from allocation.model import Person
from tests.allocation.record.decided import decided_council
from ui import paper
decided = decided_council(12)
first, *others = decided.records()
records = [replace(first, person=Person("SW1", "محمد श्री กำ 王 😀")), *others]
if len(sys.argv) > 1:
    paper.waiting_list("X", "క్షి 김 ދިވެހި", "", ("ಕನ್ನಡ",), [("شکریہ",)])
for pdf in (paper.allocation_records(records), paper.round_summary(decided.summary())):
    print(hashlib.sha256(pdf).hexdigest())
"""


def printed(root: Path, seed: str, *before: str) -> str:
    """The fingerprints of the papers as another process prints them."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
    return subprocess.run(
        [sys.executable, "-c", PRINT, *before], env=environment, capture_output=True, text=True, check=True
    ).stdout


def test_another_process_prints_the_same_bytes(root: Path) -> None:
    """Neither the hash seed nor what the process drew before changes a byte."""
    assert printed(root, "1") == printed(root, "2", "something else first")


def test_the_same_process_prints_the_same_bytes() -> None:
    """Twice in a row, with another document between."""
    decided = decided_council(12)
    first = hashlib.sha256(paper.round_summary(decided.summary())).hexdigest()
    paper.allocation_records(decided.records())
    assert hashlib.sha256(paper.round_summary(decided.summary())).hexdigest() == first
