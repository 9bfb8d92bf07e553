"""A desk at which anything may happen, and what must hold after each step of it."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from allocation.acts import KINDS
from allocation.acts.rows import State
from allocation.codec import to_bytes
from allocation.lists import PackageQuery
from allocation.use_cases import chain, records, waiting_list
from db.opening import open_store
from tests.desks import bring_in, desk_on, replayed, small_council

_TEMPLATE: list[Path] = []


def _template() -> Path:
    """An empty memory that stands ready, so that each session need not migrate anew."""
    if not _TEMPLATE:
        folder = Path(tempfile.mkdtemp())
        open_store(str(folder / "empty.db")).close()
        _TEMPLATE.append(folder / "empty.db")
    return _TEMPLATE[0]


class AtADesk(RuleBasedStateMachine):
    """One person, then another, at one desk with a small council."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(_template(), self.folder / "lotwise.db")
        self.store = open_store(str(self.folder / "lotwise.db"))
        self.desk = desk_on(self.store)
        self.round_id = ""
        self.pages: dict[str, bytes] = {}

    def teardown(self) -> None:
        """Leave nothing behind."""
        self.store.close()
        shutil.rmtree(self.folder)

    @initialize(seed=st.integers(1, 5))
    def first(self, seed: int) -> None:
        """A council is brought in."""
        self.round_, self.people = small_council(seed, packages=6)
        bring_in(self.desk, self.round_, self.people)

    def a_package(self, data: st.DataObject, *states: State) -> Any:
        """A package in one of these states, or none."""
        page = waiting_list.packages(self.desk, PackageQuery(states=states or tuple(State)))
        return data.draw(st.sampled_from(page.rows)) if page.rows else None

    @invariant()
    def tables_are_what_the_acts_say(self) -> None:
        """Replaying every act from empty gives equal tables, versions and origins included."""
        with self.store.reading() as view:
            memory = replayed(view)
            for name, kind in KINDS.items():
                assert {row.key: row for row in view.rows(kind)} == memory.rows[name], name
            keys = [(kind, key) for kind, rows in memory.rows.items() for key in rows] + list(memory.gone)
            standing = {
                key: (memory.rows[key[0]][key[1]].version, memory.rows[key[0]][key[1]].origin)
                for key in keys
                if key[1] in memory.rows[key[0]]
            } | memory.gone
            assert view.standing(keys) == standing
            undone = {line.number for line in view.history([], 10_000) if line.undone}
            assert undone == set(memory.undone)

    @invariant()
    def the_chain_holds(self) -> None:
        """Every act is what it was, and none has a name in it."""
        assert chain.verify(self.desk).broken_at is None
        names = {person.name for person in getattr(self, "people", {}).values() if len(person.name) > 6}
        with self.store.reading() as view:
            acts = b"".join(to_bytes(act) for act in view.chain())
        assert not [name for name in names if to_bytes(name)[1:-1] in acts]

    @invariant()
    def issued_pages_never_change(self) -> None:
        """A reprint is the same, byte for byte."""
        for key, pages in self.pages.items():
            assert records.record_pages(self.desk, key) == pages
