"""Everything a person can do; the one door for the surfaces."""
