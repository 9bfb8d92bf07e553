"""Codes and figures to words, for every surface, through gettext.

Every sentence that a person reads goes through `_` (or `ngettext` where a number decides), with named
placeholders, so that a translator sees whole sentences. Catalogues lie in `resources/translations`.
"""

import gettext
from pathlib import Path

_catalogue = gettext.translation(
    "lotwise", Path(__file__).parents[2] / "resources" / "translations", fallback=True
)

_ = _catalogue.gettext
ngettext = _catalogue.ngettext
