"""The window: widgets and workers only; no image science lives here."""
