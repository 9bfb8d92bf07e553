"""What every page is given: the outside and the frame's own services, handed in, never global."""

from collections.abc import Callable
from dataclasses import dataclass

from ui.screen.actions import Actions
from ui.screen.messages import Messages
from ui.screen.operation import Operations
from ui.screen.services import Services
from ui.screen.theme import Theme


@dataclass(frozen=True, slots=True)
class Context:
    """`go(page, key)` opens a page by its id, and there the thing with that key (empty: none)."""

    services: Services
    operations: Operations
    messages: Messages
    actions: Actions
    theme: Theme
    go: Callable[[str, str], None]
