"""Whether parts fit together into the room that is left: what waterfall, check and reasons all ask."""

from allocation.problem.fit import fit_together, fits, give_back, left_of, take

__all__ = ["fit_together", "fits", "give_back", "left_of", "take"]
