"""Writing through a use case: off the GUI thread, then what changed is announced, said, and can be undone."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from allocation.errors import WorldError
from ui.screen.changes import Kind
from ui.screen.context import Context
from ui.screen.operation import Job, Operation


class HasChanged(Protocol):
    """A use case's `Done`: which kinds of data it touched."""

    @property
    def changed(self) -> frozenset[str]:
        """Kinds, as `Kind` lists them."""


class HasDone(Protocol):
    """What a use case returns that gives more than its `Done`."""

    @property
    def done(self) -> HasChanged:
        """What was written."""


W = TypeVar("W", bound=HasChanged | HasDone)


def write(
    context: Context,
    work: Callable[[Job], W],
    said: str | Callable[[W], str],
    *,
    on_success: Callable[[W], None] | None = None,
    on_failure: Callable[[WorldError], None] | None = None,
    title: str = "",
    offer: str = "undo",
) -> Operation[W]:
    """Run a writing use case; on success refresh what it changed, say so, and offer to undo it.

    `said` is the message, or makes it from what the use case returned. `offer` is the action that stands
    beside it; pass an empty one for what leaves the building.
    """

    def succeeded(value: W) -> None:
        context.operations.changed.emit(changed(value))
        text = said if isinstance(said, str) else said(value)
        if offer:
            action = context.actions[offer]
            context.messages.say(text, offer=action.text(), take=action.trigger)
        else:
            context.messages.say(text)
        if on_success is not None:
            on_success(value)

    return context.operations.run(work, on_success=succeeded, on_failure=on_failure, title=title)


def changed(value: Any) -> frozenset[Kind]:
    """The kinds of data that a use case says it changed."""
    done = getattr(value, "done", value)
    return frozenset(Kind(kind) for kind in done.changed)
