"""The surfaces: window, paper, spreadsheets and command line, over the same use cases."""
