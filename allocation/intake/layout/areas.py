"""areas.csv: the smallest places that lots are made of, and the postcodes that lie in them."""

from allocation.intake.care_kinds import POSTCODE
from allocation.intake.columns import Layout, needed, usual
from allocation.intake.kinds import IDENTIFIER, TEXT, listed
from allocation.model import Area

AREA = needed("area", IDENTIFIER, "The area: a ward, a locality.")
NAME = usual("name", TEXT, "", "What people call it.")
POSTCODES = usual("postcodes", listed(POSTCODE), (), "Postcode sectors or districts that lie in it.")

LAYOUT: Layout[Area] = Layout("areas", "The places that lots are made of.", (AREA, NAME, POSTCODES), (AREA,))
