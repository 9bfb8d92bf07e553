"""Several desks on one memory, and a desk that falls over: nothing promised twice, nothing half kept."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from allocation.acts import KINDS, created
from allocation.acts.rows import EraseReason
from allocation.errors import WorldError
from allocation.lists import PackageQuery
from allocation.model import Area
from allocation.use_cases import (
    chain,
    erasure,
    issuing,
    moves,
    records,
    referrals,
    rounds,
    undoing,
    waiting_list,
)
from allocation.use_cases.desk import Desk, keep, new_uuid, writing
from allocation.use_cases.who import Right
from db.opening import open_store
from db.store import SqlStore
from tests.desks import (
    PlainPaper,
    bring_in,
    desk_on,
    replayed,
    small_council,
    solve_round,
)


@pytest.fixture
def desks(store: SqlStore, url: str) -> Iterator[list[Desk]]:
    """Two desks: on a server each has its own connection pool; on a file both are in one program."""
    other = open_store(url) if url.startswith("postgresql") else store
    round_, people = small_council(2)
    first = desk_on(store)
    bring_in(first, round_, people)
    yield [first, desk_on(other, "Bob Broker")]
    other.close()


def _together(*jobs: Callable[[], object]) -> list[object]:
    """Run at the same time; what each gave, or the world's fault that it met."""
    found: list[object] = [None] * len(jobs)

    def run(place: int) -> None:
        try:
            found[place] = jobs[place]()
        except WorldError as error:
            found[place] = error

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_two_rounds_issued_at_once_stay_within_the_room(desks: list[Desk]) -> None:
    """Each plan fills the room by itself; one is issued, the other is told, and the chain is whole."""
    views = [solve_round(desk) for desk in desks]
    placed = [sorted({each.package for each in view.plan if each.award}) for view in views]
    free = [
        [package for package in packages if package not in moves.proposals(view)]
        for packages, view in zip(placed, views, strict=True)
    ]
    done = _together(
        *(
            lambda desk=desk, view=view, packages=packages: issuing.issue(
                desk, view.id, view.version, packages, PlainPaper()
            )
            for desk, view, packages in zip(desks, views, free, strict=True)
        )
    )
    assert sorted(type(each).__name__ for each in done) == ["Issued", "WorldError"]
    numbers = [row.number for row in records.records(desks[0]).rows]
    assert len(numbers) == len(set(numbers)) == len(free[0])
    assert rounds.freeze_round(desks[0]).verdict.valid
    assert chain.verify(desks[1]).broken_at is None


def test_two_people_correct_the_same_package(desks: list[Desk]) -> None:
    """Both read the same version; one is kept, the other is a conflict."""
    row = waiting_list.packages(desks[0], PackageQuery()).rows[0]
    drafts = [referrals.draft_of(desk, row.id) for desk in desks]
    for place, draft in enumerate(drafts):
        draft.fields["authorised_hours"] = str(20 + place)
    done = _together(
        *(
            lambda desk=desk, draft=draft: referrals.save_referral(desk, draft)
            for desk, draft in zip(desks, drafts, strict=True)
        )
    )
    assert sorted(type(each).__name__ for each in done) == ["Saved", "WorldError"]
    assert len(undoing.history(desks[0])) == 2


def test_many_acts_at_once_are_one_chain(desks: list[Desk]) -> None:
    """Acts of two desks interleave, each with its own number, and a replay gives the tables."""

    def many(desk: Desk) -> None:
        for _ in range(8):
            with writing(desk, Right.IMPORT) as writer:
                keep(desk, writer, "area", [created(new_uuid(), Area(new_uuid()))])

    _together(*(lambda desk=desk: many(desk) for desk in desks))
    assert chain.verify(desks[0]) == chain.ChainReport(17, None)
    with desks[0].store.reading() as view:
        memory = replayed(view)
        for name, kind in KINDS.items():
            assert {row.key: row for row in view.rows(kind)} == memory.rows[name]


CRASH = """
import os, sys
from allocation.acts import created
from allocation.model import Area
from allocation.use_cases.desk import keep, writing
from allocation.use_cases.who import Right
from db.opening import open_store
from tests.desks import desk_on

desk = desk_on(open_store(sys.argv[1]))
with writing(desk, Right.IMPORT) as writer:
    keep(desk, writer, "area", [created("kept", Area("W1"))])
with writing(desk, Right.IMPORT) as writer:
    keep(desk, writer, "area", [created("lost", Area("W2"))])
    os._exit(9)
"""


def test_a_program_that_dies_leaves_no_half_act(tmp_path: Path, root: Path) -> None:
    """What was committed is there, what was not is not, and the lock is free again."""
    file = str(tmp_path / "lotwise.db")
    died = subprocess.run([sys.executable, "-c", CRASH, file], cwd=root, capture_output=True, text=True)
    assert died.returncode == 9, died.stderr
    store = open_store(file)
    assert not store.read_only
    with store.reading() as view:
        assert [row.key for row in view.rows(Area)] == ["kept"]
        assert (view.head(), view.broken_at()) == (1, None)
    store.close()


def test_what_was_erased_is_not_in_the_file(tmp_path: Path) -> None:
    """After an erasure, neither the file nor what lies beside it has the name anywhere, open or closed."""
    store = open_store(str(tmp_path / "lotwise.db"))
    desk = desk_on(store)
    round_, people = small_council()
    bring_in(desk, round_, people)
    reference = round_.packages[0].package
    draft = referrals.draft_of(desk, waiting_list.id_of(desk, reference))
    draft.fields["name"] = "Unmistakable Quillfeather"
    key = referrals.save_referral(desk, draft).id
    erasure.erase_person(desk, waiting_list.package(desk, key).person_id, EraseReason.ASKED)
    for closed in (False, True):
        if closed:
            store.close()
        for file in tmp_path.iterdir():
            assert b"Quillfeather" not in file.read_bytes(), file.name
