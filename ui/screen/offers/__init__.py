"""The offers page: what is out with providers, by when they have to answer, and what they said."""
