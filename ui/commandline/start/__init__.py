"""What happens before Lotwise itself runs: its environment, the machine's libraries, the developer's checks.

Everything here imports only the standard library, because nothing else may be installed yet; a test
holds it to that. It lives under the command line because it is the part of `main.py` that talks to
a person at a terminal. It speaks plain English without gettext, whose home (`ui/wording/`) stands
on libraries that may be missing.
"""

RUNTIME_LOCK = "requirements.lock"
CLUSTER_LOCK = "requirements-dask.lock"
"""Dask, to be or to use a cluster, and every line of the runtime lock."""
DEVELOPMENT_LOCK = "requirements-dev.lock"
"""The checks' tools and every line of the two others."""


class StartError(Exception):
    """The machine lacks something. Says in a plain sentence or two what to do; nothing is broken by it."""
