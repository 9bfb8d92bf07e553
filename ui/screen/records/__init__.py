"""The records page: every record that was issued, its pages as they were printed, printing, saving, correcting."""
