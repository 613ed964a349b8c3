"""Finished runs: read, compared, tabulated; without Keras, and without changing them."""
