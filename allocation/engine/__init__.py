"""Round to Result: the search and its bounds; the only home of OR-Tools."""
