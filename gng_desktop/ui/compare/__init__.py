"""Two to four images side by side."""
