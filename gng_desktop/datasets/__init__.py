"""Importers, loading and augmentation of labelled images."""
