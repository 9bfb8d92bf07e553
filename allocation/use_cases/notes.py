"""Dated notes on packages and providers, and the days on which to look again.

A note's text may tell a person's story: it lies with the person's own fields, and acts hold only its id.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from allocation.acts import Row, changed, created, read
from allocation.acts.personal import Personal
from allocation.acts.rows import Case, Note
from allocation.errors import Fault, WorldError
from allocation.model import Provider
from allocation.ports import Reading
from allocation.use_cases.desk import Desk, Done, keep, not_found, reading, writing
from allocation.use_cases.who import Right

About = Literal["package", "provider"]


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note with its text; empty where its person was erased."""

    id: str
    version: int
    on: date
    by: str
    text: str
    follow_up: date | None
    done: bool


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A note that is due, and what it is about: `label` is the package's reference or the provider's name."""

    note: NoteRow
    about: About
    about_id: str
    label: str


def add_note(desk: Desk, about: About, key: str, text: str, follow_up: date | None = None) -> Done:
    """Write a note today. Raises `WorldError`: `not_found`, `note_empty`, `follow_up_past`."""
    today = desk.clock.today()
    text = text.replace("\x00", "")  # which PostgreSQL cannot hold
    if not text.strip():
        raise WorldError(Fault("note_empty", column="text"))
    if follow_up is not None and follow_up < today:
        raise WorldError(Fault("follow_up_past", column="follow_up", value=follow_up.isoformat()))
    with writing(desk, Right.NOTE) as writer:
        row, owner, label = _subject(writer, about, key)
        kept = writer.keep_personal(owner, Personal(text=text))
        note = Note(
            on=today,
            by=desk.actor.name,
            payload=kept.id,
            digest=kept.digest,
            package=key if about == "package" else None,
            provider=key if about == "provider" else None,
            follow_up=follow_up,
        )
        change = created(desk.new_id(), note)
        return keep(desk, writer, "note", [change], reads=[read(row)], facts={about: label})


def finish_follow_up(desk: Desk, note: str) -> Done:
    """The follow-up of a note is done."""
    with writing(desk, Right.NOTE) as writer:
        row = writer.get(Note, note)
        if row is None:
            raise not_found("note", note)
        facts = {"on": row.value.on.isoformat()}
        return keep(desk, writer, "note_done", [changed(row, replace(row.value, done=True))], facts={**facts})


def follow_ups(desk: Desk, until: date) -> tuple[FollowUp, ...]:
    """Open follow-ups that are due by that day, the oldest first."""
    with reading(desk) as view:
        rows = [row for row in view.rows(Note, done=False) if is_due(row.value, until)]
        texts = view.personal([row.value.payload for row in rows])
        cases = view.rows(Case, id=[row.value.package for row in rows if row.value.package])
        providers = view.rows(Provider, id=[row.value.provider for row in rows if row.value.provider])
    labels = {case.key: case.value.package.package for case in cases}
    labels |= {provider.key: provider.value.name for provider in providers}
    found = [
        FollowUp(
            _line(row, texts),
            "package" if row.value.package else "provider",
            row.value.package or row.value.provider or "",
            labels[row.value.package or row.value.provider or ""],
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda each: (each.note.follow_up or until, each.label)))


def notes_on(
    view: Reading, *, package: str | None = None, provider: str | None = None
) -> tuple[NoteRow, ...]:
    """The notes on one package or provider, the newest first."""
    rows = view.rows(Note, package=package) if package else view.rows(Note, provider=provider)
    texts = view.personal([row.value.payload for row in rows])
    lines = [_line(row, texts) for row in rows]
    return tuple(sorted(lines, key=lambda each: (each.on, each.id), reverse=True))


def _subject(view: Reading, about: About, key: str) -> tuple[Row[Any], str, str]:
    """What a note is about: its row, the id under which the text is kept, and its label."""
    if about == "package" and (case := view.get(Case, key)) is not None:
        return case, case.value.person, case.value.package.package
    if about == "provider" and (provider := view.get(Provider, key)) is not None:
        return provider, key, provider.value.provider
    raise not_found(about, key)


def is_due(note: Note, until: date) -> bool:
    """Whether the note asks to look again by that day."""
    return note.follow_up is not None and note.follow_up <= until


def _line(row: Row[Note], texts: dict[str, Personal]) -> NoteRow:
    note = row.value
    text = texts[note.payload].text if note.payload in texts else ""
    return NoteRow(row.key, row.version, note.on, note.by, text, note.follow_up, note.done)
