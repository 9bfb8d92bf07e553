"""What a failing statement may say of the people in it: nothing."""

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
