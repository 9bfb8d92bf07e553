"""The Providers page: who can be asked, what they said they can take, and the grid to type that in."""
