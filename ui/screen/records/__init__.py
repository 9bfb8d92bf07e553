"""The records page: each record issued, its pages as printed, and printing, saving, correcting."""
