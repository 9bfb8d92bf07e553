"""The Settings page: the comfort of this window, and the council's policy."""
