"""How the tables came to be: one small file for each change, in order. Never edited once released."""
