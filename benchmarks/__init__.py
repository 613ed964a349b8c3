"""Timings, side by side in one run: ratios between paths mean something, single times do not."""
