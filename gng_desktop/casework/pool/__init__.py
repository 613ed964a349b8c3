"""The feedback pool: images that analysts marked, to train on again."""
