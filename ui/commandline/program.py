"""How a person starts Lotwise, as examples in the help have it."""

import sys

PROGRAM = "py -3 main.py" if sys.platform == "win32" else "python3 main.py"
