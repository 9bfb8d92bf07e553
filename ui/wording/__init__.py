"""The words on every surface, through gettext."""
