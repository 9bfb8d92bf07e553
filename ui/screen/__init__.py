"""The window. The only home of Qt."""

from ui.screen.none import keep_none_alive

keep_none_alive()
