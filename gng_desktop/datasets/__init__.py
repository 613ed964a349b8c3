"""Importers, loading and augmentation of labelled images."""

BY = ("gender", "ethnicity")
"""Attributes of a `gng_desktop.datasets.items.FaceItem` that name a group."""
