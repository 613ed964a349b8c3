"""Whole folders: every file analysed, one CSV with a row for each, resumable at any time."""
