"""Finished runs: read, compared, set in tables; without Keras, and without changing them."""
