"""Whatever stands in the files, the intake ends in a round or in faults, never in an error."""

import contextlib

from hypothesis import given, settings
from hypothesis import strategies as st

from allocation.codec import from_bytes, to_bytes
from allocation.intake import LAYOUTS
from allocation.model import Round
from allocation.problem import build
from tests.allocation.intake.folder import FILES, read

POOL = (
    *("", "x", "0", "1", "2", "99", "100", "-1", "1e9", "nan", "*", ";", "yes", "daily", "any", "Mon;Tue"),
    *("P1", "P2", "P4", "p1", "North", "north", "Alba", "ALBA", "Brae", "C1", "C2", "L1", "L2", "S1", "EH48"),
    *(
        "2026-04-06",
        "2026-04-05",
        "2028-01-01",
        "16:00",
        "7:30",
        "morning",
        "critical",
        "pin",
        "live",
        "room",
    ),
    *("rank", "score", "declined", "0.005", "£1", "\x00", "٣", "é" * 300, "=1+1", "none"),
)


@st.composite
def folders(draw: st.DrawFn) -> dict[str, str]:
    """The good files with some cells replaced, and some rows, columns and files taken away or doubled."""
    files = dict(FILES)
    for _ in range(draw(st.integers(1, 6))):
        name = draw(st.sampled_from(sorted(files) or ["packages"]))
        rows = [line.split(",") for line in files[name].strip("\n").split("\n")]
        row = draw(st.integers(0, len(rows) - 1))
        place = draw(st.integers(0, max(0, len(rows[row]) - 1)))
        match draw(st.sampled_from(["cell", "cell", "cell", "row", "column", "double", "file", "header"])):
            case "cell":
                rows[row][place] = draw(st.sampled_from(POOL) | st.text("ab1;:.-/ £", max_size=6))
            case "row":
                del rows[row]
            case "double":
                rows.insert(row, rows[row])
            case "column":
                for each in rows:
                    del each[place : place + 1]
            case "header":
                del rows[1:]
            case _:
                files.pop(name)
                continue
        files[name] = "\n".join(",".join(each) for each in rows) or "x"
    return files


@settings(max_examples=200)
@given(folders())
def test_any_files_end_in_a_round_or_in_faults(files: dict[str, str]) -> None:
    """A round comes exactly where there is no fault, and then a problem can be made of it."""
    intake = read(files)
    assert (intake.round_ is None) == bool(intake.faults)
    if intake.round_:
        assert from_bytes(to_bytes(intake.round_), Round) == intake.round_
        build(intake.round_)


@given(
    st.sampled_from([column.kind for layout in LAYOUTS.values() for column in layout.columns]),
    st.text(max_size=12) | st.text("0123456789.,:;£hm% -/", max_size=12),
)
def test_every_kind_reads_or_refuses(kind: object, text: str) -> None:
    """No text makes a column fail with anything but its own refusal, and what it reads it writes readably."""
    from allocation.intake.kinds import Kind

    assert isinstance(kind, Kind)
    with contextlib.suppress(ValueError):
        value = kind.read(text)
        if value not in ("", (), None):
            assert kind.read(kind.write(value)) == value
