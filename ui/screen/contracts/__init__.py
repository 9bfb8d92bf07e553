"""The Contracts page: what was signed, to look up."""
