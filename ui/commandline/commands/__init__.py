"""The commands as a person types them: each its options and its help, by what they are about."""
