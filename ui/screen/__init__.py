"""The window. The only home of Qt."""
