"""The register's grade table: every registered service is counted once, in its type's row."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from allocation.intake.grade_table import grade_table
from allocation.intake.register import Service

HOME = Service("CS2003000001", "Alba", "", "Fife", "Active", 4)
HOUSE = replace(HOME, care_service="Housing Support Service", subtype="", grade=5)
CLUB = replace(HOME, subtype="Other than Care at home", grade=None)
OLD = replace(HOME, care_service="Care Home Service", subtype="Older People", grade=2)
YOUNG = replace(OLD, subtype="Learning Disabilities", status="Inactive")


def test_a_row_a_type_with_support_services_apart() -> None:
    """Care at home is never counted with other support services; care homes are one row, or one a subtype."""
    table = grade_table([HOME, HOME, HOUSE, CLUB, OLD, YOUNG])
    assert [(row.care_service, row.subtype, row.by_grade, row.ungraded) for row in table.rows] == [
        ("Care Home Service", "", (0, 2, 0, 0, 0, 0), 0),
        ("Housing Support Service", "", (0, 0, 0, 0, 1, 0), 0),
        ("Support Service", "Care at Home", (0, 0, 0, 2, 0, 0), 0),
        ("Support Service", "Other than Care at home", (0, 0, 0, 0, 0, 0), 1),
    ]
    assert (table.total.services, table.total.ungraded, table.total.inactive) == (6, 1, 1)
    apart = grade_table([OLD, YOUNG], subtypes=True)
    assert [row.subtype for row in apart.rows] == ["Learning Disabilities", "Older People"]


def test_a_cancelled_service_is_no_service() -> None:
    """What a file still lists as cancelled is not counted."""
    assert grade_table([replace(HOME, status="Cancelled")]).total.services == 0


@given(
    st.lists(
        st.builds(
            replace,
            st.sampled_from((HOME, HOUSE, CLUB, OLD, YOUNG)),
            grade=st.sampled_from((None, 1, 2, 3, 4, 5, 6)),
            status=st.sampled_from(("Active", "Inactive")),
        )
    ),
    st.booleans(),
)
def test_rows_add_up(services: list[Service], subtypes: bool) -> None:
    """Whatever the services, the rows' figures add up to the total's, and that to how many there are."""
    table = grade_table(services, subtypes=subtypes)
    for grade in range(6):
        assert sum(row.by_grade[grade] for row in table.rows) == table.total.by_grade[grade]
    assert sum(row.ungraded for row in table.rows) == table.total.ungraded
    assert sum(row.services for row in table.rows) == table.total.services == len(services)
    assert sum(row.inactive for row in table.rows) == table.total.inactive
