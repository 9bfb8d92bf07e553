"""The trade: placing packages with providers, and justifying it. Plain Python."""
