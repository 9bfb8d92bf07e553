"""What can be wrong with workers that solve rounds here or on a cluster, in sentences that say what to do."""

from functools import cache

from allocation.errors import Fault
from ui.wording import _


@cache
def workers_sentences() -> dict[str, str]:
    """The sentence of each code that `allocation.engine` raises about workers, with placeholders."""
    return {
        "not_workers": _(
            "{value} names no workers. Give a number, or a cluster's address as dask://host:8786."
        ),
        "no_dask": _(
            "Dask is not installed here. Start Lotwise by its main.py with --workers, and it sets Dask up."
        ),
        "no_cluster": _("No Dask cluster answers at {value}. Look at the address, and whether it runs."),
        "no_workers": _(
            "The cluster at {value} has no workers. Start one on each machine by “worker {value}”."
        ),
        "cannot_listen": _(
            "No cluster can begin at {value}: the address is not this machine's, or is taken. Give another."
        ),
        "cluster_other": _(
            "A worker of {value} runs another Lotwise than this, so its answer is not taken. Bring the same "
            "version to every machine."
        ),
        "cluster_lost": _(
            "The cluster at {value} could not finish this round ({why}). The other rounds are not touched; "
            "allocate this one again."
        ),
    }


def workers_sentence(fault: Fault) -> str:
    """The sentence of one of these codes."""
    return workers_sentences()[fault.code].format(value=fault.value, **fault.facts)
