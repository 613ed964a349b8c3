"""Keras 3 builders, backend-neutral: only ``keras.layers`` and ``keras.ops``."""
