"""The independent judge: valid, justified, and how good, for any plan, solved or hand-made."""
