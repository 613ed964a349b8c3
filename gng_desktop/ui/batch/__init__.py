"""The tab Batch: every file of a folder into one CSV, as ``gng-desktop scan`` does it."""
