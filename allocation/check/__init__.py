"""The independent judge: valid, justified, and how good, for any plan, solved or hand-made.

It knows nothing of the solver. `verdict` judges, `justice` makes the two tests, `reasons` says why each
package went where it went, `changes` what would place one that waits.
"""

from allocation.check.changes import Change, of_several_parts, smallest_changes
from allocation.check.reasons import Reason, reasons
from allocation.check.verdict import Verdict, judge

__all__ = ["Change", "Reason", "Verdict", "judge", "of_several_parts", "reasons", "smallest_changes"]
