"""What a failing statement may say of the people in it: nothing."""

import traceback
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import IntegrityError

from db.engine import connect


def test_an_error_of_the_database_names_nobody(tmp_path: Path) -> None:
    """The values of a statement stay out of its error, which may be copied into a report."""
    engine = connect(make_url(f"sqlite:///{tmp_path / 'one.db'}"))
    try:
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE people (name TEXT PRIMARY KEY)"))
            insert = text("INSERT INTO people VALUES (:name)")
            connection.execute(insert, {"name": "Mòrag Ardlaw"})
            with pytest.raises(IntegrityError) as error:
                connection.execute(insert, {"name": "Mòrag Ardlaw"})
        assert "Ardlaw" not in str(error.value)
    finally:
        engine.dispose()


def test_an_error_of_a_server_quotes_no_row(postgres: str) -> None:
    """A server gives the row that it refuses as a detail; that stays out of the error and of its cause."""
    engine = connect(make_url(postgres))
    insert = text("INSERT INTO people VALUES (:id, :name)")
    row = {"id": 1, "name": "Mòrag Ardlaw"}
    told = []
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE people (id INTEGER NOT NULL, name TEXT UNIQUE)"))
        connection.execute(insert, row)
        for refused in (row, {**row, "id": None}):
            with pytest.raises(IntegrityError) as error, connection.begin_nested():
                connection.execute(insert, refused)
            told.append("".join(traceback.format_exception(error.value)))
    engine.dispose()
    assert all("constraint" in each and "Mòrag" not in each for each in told)
