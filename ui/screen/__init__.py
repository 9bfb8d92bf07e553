"""The window. The only home of Qt."""

from ui.screen.singletons import keep_singletons_alive

keep_singletons_alive()
