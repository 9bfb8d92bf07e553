"""The pages in the order of the navigation."""

from ui.screen.contracts.page import ContractsPage
from ui.screen.intake.page import IntakePage
from ui.screen.moving.page import MovingPage
from ui.screen.offers.page import OffersPage
from ui.screen.page import Page
from ui.screen.providers.page import ProvidersPage
from ui.screen.records.page import RecordsPage
from ui.screen.round.page import RoundPage
from ui.screen.settings.page import SettingsPage
from ui.screen.today.page import TodayPage
from ui.screen.waiting.page import WaitingPage

PAGES: tuple[type[Page], ...] = (
    TodayPage,
    WaitingPage,
    RoundPage,
    OffersPage,
    MovingPage,
    ProvidersPage,
    ContractsPage,
    RecordsPage,
    IntakePage,
    SettingsPage,
)
