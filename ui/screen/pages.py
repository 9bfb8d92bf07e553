"""The pages in the order of the navigation."""

from ui.screen.page import Page
from ui.screen.settings.page import SettingsPage

PAGES: tuple[type[Page], ...] = (SettingsPage,)
