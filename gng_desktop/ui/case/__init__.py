"""The case file that is open."""
