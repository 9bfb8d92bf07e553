"""What the files have beyond the fixed formats is listed in ARCHITECTURE.md, all of it and nothing else."""

import re
from pathlib import Path

from allocation.intake import LAYOUTS
from allocation.intake.council import SETTINGS

FORMATS = {
    "areas": "area name postcodes",
    "packages": (
        "package area postcode person name service needs priority hospital_discharge discharge_date "
        "waiting_since wanted_start sds_option chosen_provider preferred_providers "
        "excluded_providers current_provider specialist block_weeks authorised_hours split_allowed"
    ),
    "visits": "package days band minutes workers part from to time_critical",
    "providers": "provider name registration grade cqc_rating quality skills email",
    "contracts": "contract name kind start end reference batch clause",
    "steps": (
        "contract step name ranking score_weights no_return response_hours urgent_response_hours "
        "ask_together needs_authority min_grade rate_cap"
    ),
    "lots": "contract lot name areas services",
    "awards": (
        "contract lot step provider rank rate enhanced_rate target_share max_share guaranteed_hours "
        "new_packages start end delivered_by"
    ),
    "capacity": "provider lot band days workers staff_hours as_at from until",
    "suspensions": "provider contract lot from until reason decided_by",
    "refusals": "package provider outcome on until reason",
    "placements": "package part provider contract lot kind waives reason authorised_by",
}
"""The columns that the fixed formats have, file by file."""

FIXED_SETTINGS = {"name", "day", "bands", "policy.aims"}


def test_the_list_of_added_columns_is_whole(root: Path) -> None:
    """A column or setting that comes has to be listed, and one that goes has to go from the list."""
    words = (root / "ARCHITECTURE.md").read_text(encoding="utf-8")
    section = words.split("### What the files have beyond FORMATS")[1].split("###")[0]
    listed = {
        (file, name)
        for file, names in re.findall(r"^\| ([\w.]+) \| (.*?) \|", section, re.MULTILINE)
        for name in re.findall(r"`([\w.]+)`", names) or [names]
    }
    added = {
        (f"{table}.csv", column.name)
        for table, layout in LAYOUTS.items()
        if table in FORMATS
        for column in layout.columns
        if column.name not in FORMATS[table].split()
    }
    added |= {(f"{table}.csv", "all of it") for table in LAYOUTS.keys() - FORMATS.keys()}
    added |= {("council.toml", key) for key in SETTINGS.keys() - FIXED_SETTINGS}
    assert listed - {("file", "column or key")} == added


def test_no_column_of_the_formats_is_missing() -> None:
    """Every column that the formats have is read."""
    for table, columns in FORMATS.items():
        assert set(columns.split()) <= {column.name for column in LAYOUTS[table].columns}, table
