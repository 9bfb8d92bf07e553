"""The memory: keeps acts and what they changed, in SQLite or PostgreSQL."""
