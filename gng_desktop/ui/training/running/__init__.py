"""The page Running: the queue, and what trains it."""
