"""The page on which live care is released and placed anew, and the book is seen before and after."""
